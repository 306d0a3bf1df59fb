package dev.ringback.it.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.ringback.audio.Tone;
import dev.ringback.audio.WavRecorder;
import dev.ringback.it.peer.Checkout;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.Linphone;
import dev.ringback.it.peer.ServerProcess;
import dev.ringback.sip.Call;
import dev.ringback.sip.CallEnd;
import dev.ringback.sip.CallEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Calls with linphone, both ways, through our own server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LinphoneCallsTest {
    private static final double THEIR_TONE = 700;

    private final FreePorts ports = new FreePorts();
    private ServerProcess server;
    private Path tone;

    @BeforeAll
    void start() throws IOException {
        server = ServerProcess.withUsers(ports, "alice", "bob", "carol");
        tone = Checkout.folder("tone").resolve("tone.wav");
        short[] samples = new short[8000 * 20];
        new Tone(THEIR_TONE, 0.3).read(samples);
        try (WavRecorder file = WavRecorder.open(tone)) {
            file.write(samples);
        }
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void weCallAndBothHearTheOther() throws Exception {
        try (OurPhone alice = OurPhone.register(server, "alice");
                Linphone bob = phone()) {
            Call call = call(alice, bob);
            Path heard = bob.record("heard.wav");
            bob.play(tone);
            OurPhone.awaitSound(call, 150);
            call.hangUp();

            bob.awaitLine("ended");
            assertThat(call.awaitEnd()).isEqualTo(new CallEnd.ByUs());
            assertThat(OurPhone.loudest(alice.recording(0), THEIR_TONE)).isGreaterThan(0.2);
            assertThat(bob.quit().exit()).as(bob.describe()).isZero();
            assertThat(OurPhone.loudest(heard, OurPhone.TONE)).isGreaterThan(0.2);
        }
    }

    @Test
    void linphoneCallsAndBothHearTheOther() throws Exception {
        try (OurPhone alice = OurPhone.register(server, "alice");
                Linphone bob = phone()) {
            bob.type("call sip:alice@localhost");
            Call call = alice.awaitCall();
            bob.awaitLine("Media streams established");
            Path heard = bob.record("heard.wav");
            bob.play(tone);
            OurPhone.awaitSound(call, 150);
            bob.type("terminate");

            assertThat(call.awaitEnd()).isInstanceOf(CallEnd.ByPeer.class);
            assertThat(OurPhone.loudest(alice.recording(0), THEIR_TONE)).isGreaterThan(0.2);
            assertThat(bob.quit().exit()).as(bob.describe()).isZero();
            assertThat(OurPhone.loudest(heard, OurPhone.TONE)).isGreaterThan(0.2);
        }
    }

    @Test
    void keysAreHeardBothWays() throws Exception {
        try (OurPhone alice = OurPhone.register(server, "alice");
                Linphone bob = phone()) {
            Call call = call(alice, bob);
            bob.play(tone);
            OurPhone.awaitSound(call, 20);
            call.sendDtmf("42");
            bob.awaitLine("Receiving tone 4");
            bob.awaitLine("Receiving tone 2");
            bob.type("97");
            await().atMost(Duration.ofSeconds(10)).until(() -> alice.digits().equals("97"));
            call.hangUp();
            bob.awaitLine("ended");
        }
    }

    @Test
    void eitherSideHoldsTheOther() throws Exception {
        try (OurPhone alice = OurPhone.register(server, "alice");
                Linphone bob = phone()) {
            Call call = call(alice, bob);
            bob.play(tone);
            OurPhone.awaitSound(call, 50);

            call.hold();
            bob.awaitLine("paused by sip:alice@localhost");
            call.resume();
            OurPhone.awaitSound(call, 50);

            bob.type("pause");
            alice.awaitEvent(CallEvent.Held.class::isInstance);
            bob.type("resume");
            alice.awaitEvent(CallEvent.Resumed.class::isInstance);
            OurPhone.awaitSound(call, 50);
            call.hangUp();
            bob.awaitLine("ended");
        }
    }

    @Test
    void weSendLinphoneToTheEcho() throws Exception {
        try (OurPhone alice = OurPhone.register(server, "alice");
                Linphone bob = phone()) {
            Call call = call(alice, bob);
            alice.sendToTheEcho(call);
            bob.awaitLines("Media streams established", 2);
        }
    }

    @Test
    void linphoneSendsUsToTheEcho() throws Exception {
        try (OurPhone alice = OurPhone.register(server, "alice");
                Linphone bob = phone()) {
            alice.follow();
            Call call = call(alice, bob);
            bob.type("transfer 1 sip:echo@localhost");

            assertThat(call.awaitEnd(Duration.ofSeconds(15))).as(alice.describe()).isNotNull();
            alice.awaitUp();
        }
    }

    /// RFC 3891 with a peer that makes the new call: linphone calls carol with Replaces.
    @Test
    void linphoneTakesOurPlaceInASecondCall() throws Exception {
        try (OurPhone alice = OurPhone.register(server, "alice");
                OurPhone carol = OurPhone.register(server, "carol");
                Linphone bob = phone()) {
            Call first = call(alice, bob);
            Call second = alice.call("carol");
            second.awaitAnswer(Duration.ofSeconds(20));
            carol.awaitCall();
            assertThatCode(() -> first.transferTo(second))
                    .as(alice::describe)
                    .doesNotThrowAnyException();

            assertThat(first.awaitEnd(Duration.ofSeconds(10))).isNotNull();
            assertThat(second.awaitEnd(Duration.ofSeconds(10))).isNotNull();
            bob.awaitLines("Media streams established", 2);
            assertThat(carol.agent().calls())
                    .as(carol.describe())
                    .anyMatch(call -> call.state() == Call.State.UP);
        }
    }

    private Linphone phone() {
        return Linphone.register(ports, "bob", server.port());
    }

    private static Call call(OurPhone alice, Linphone bob) throws Exception {
        Call call = alice.call("bob");
        bob.awaitLine("Receiving new incoming call");
        bob.type("answer");
        call.awaitAnswer(Duration.ofSeconds(20));
        bob.awaitLine("Media streams established");
        return call;
    }
}
