package dev.ringback.it.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.it.peer.Baresip;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.ServerProcess;
import dev.ringback.media.AudioCall;
import dev.ringback.sip.Call;
import dev.ringback.sip.CallEnd;
import dev.ringback.sip.CallEvent;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Calls with baresip, both ways, through our own server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BaresipCallsTest {
    private static final String BOB = "bob";

    private final FreePorts ports = new FreePorts();
    private ServerProcess server;

    @BeforeAll
    void start() {
        server = ServerProcess.withUsers(ports, "alice", "bob", "carol");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void weCallAndBothHearTheOther() throws Exception {
        try (OurPhone alice = OurPhone.register(server, "alice");
                Baresip bob = phone()) {
            Call call = call(alice, bob);
            OurPhone.awaitSound(call, 100);
            call.hangUp();

            assertThat(bob.awaitEvent("CALL_CLOSED")).contains("Connection reset by peer");
            assertThat(call.awaitEnd()).isEqualTo(new CallEnd.ByUs());
            assertThat(OurPhone.loudest(alice.recording(0), Baresip.TONE)).isGreaterThan(0.2);
            assertThat(OurPhone.loudest(bob.heard().getFirst(), OurPhone.TONE)).isGreaterThan(0.2);
            assertThat(bob.quit().exit()).as(bob.describe()).isZero();
        }
    }

    @Test
    void baresipCallsAndBothHearTheOther() throws Exception {
        try (OurPhone alice = OurPhone.register(server, "alice");
                Baresip bob = phone()) {
            bob.command("dial", "sip:alice@localhost");
            Call call = alice.awaitCall();
            bob.awaitEvent("CALL_ESTABLISHED");
            OurPhone.awaitSound(call, 100);
            bob.command("hangup", "");

            assertThat(call.awaitEnd()).isInstanceOf(CallEnd.ByPeer.class);
            bob.awaitEvent("CALL_CLOSED");
            assertThat(OurPhone.loudest(alice.recording(0), Baresip.TONE)).isGreaterThan(0.2);
            assertThat(OurPhone.loudest(bob.heard().getFirst(), OurPhone.TONE)).isGreaterThan(0.2);
        }
    }

    @Test
    void keysAreHeardBothWays() throws Exception {
        try (OurPhone alice = OurPhone.register(server, "alice");
                Baresip bob = phone()) {
            Call call = call(alice, bob);
            OurPhone.awaitSound(call, 10);
            call.sendDtmf("17#");
            bob.awaitEvents("CALL_DTMF_END", 3);
            bob.command("sndcode", "5");
            await().atMost(Duration.ofSeconds(10)).until(() -> alice.digits().equals("5"));
            call.hangUp();

            String events = bob.describe();
            assertThat(events)
                    .containsSubsequence("CALL_DTMF_START", "\"1\"")
                    .containsSubsequence("CALL_DTMF_START", "\"7\"")
                    .containsSubsequence("CALL_DTMF_START", "\"#\"");
        }
    }

    @Test
    void eitherSideHoldsTheOther() throws Exception {
        try (OurPhone alice = OurPhone.register(server, "alice");
                Baresip bob = phone()) {
            Call call = call(alice, bob);
            OurPhone.awaitSound(call, 50);

            call.hold();
            assertSilent(call);
            call.resume();
            OurPhone.awaitSound(call, 50);

            bob.command("hold", "");
            alice.awaitEvent(CallEvent.Held.class::isInstance);
            AudioCall audio = OurPhone.audio(call);
            assertThat(audio.stream()).isNotNull();
            assertThat(String.valueOf(audio.stream())).contains("direction=RECVONLY");
            bob.command("resume", "");
            alice.awaitEvent(CallEvent.Resumed.class::isInstance);
            OurPhone.awaitSound(call, 50);
            call.hangUp();
            bob.awaitEvent("CALL_CLOSED");
        }
    }

    @Test
    void weSendBaresipToTheEcho() throws Exception {
        try (OurPhone alice = OurPhone.register(server, "alice");
                Baresip bob = phone()) {
            Call call = call(alice, bob);
            OurPhone.awaitSound(call, 20);
            alice.sendToTheEcho(call);
            bob.awaitEvents("CALL_ESTABLISHED", 2);
            alice.awaitEvent(
                    event ->
                            event instanceof CallEvent.TransferProgressed(int status, _)
                                    && status == 200);
            bob.command("hangup", "");
        }
    }

    @Test
    void baresipSendsUsToTheEcho() throws Exception {
        try (OurPhone alice = OurPhone.register(server, "alice");
                Baresip bob = phone()) {
            alice.follow();
            Call call = call(alice, bob);
            OurPhone.awaitSound(call, 20);
            bob.command("transfer", "sip:echo@localhost");

            assertThat(call.awaitEnd(Duration.ofSeconds(15))).as(alice.describe()).isNotNull();
            alice.awaitUp();
        }
    }

    private Baresip phone() {
        Baresip phone = Baresip.talking(ports, BOB, server.port());
        phone.awaitRegistered();
        return phone;
    }

    private static Call call(OurPhone alice, Baresip bob) throws Exception {
        Call call = alice.call(BOB);
        bob.awaitEvent("CALL_INCOMING");
        bob.command("accept", "");
        call.awaitAnswer(Duration.ofSeconds(20));
        return call;
    }

    /// For half a second at least nothing comes.
    private static void assertSilent(Call call) {
        AudioCall audio = OurPhone.audio(call);
        await().during(Duration.ofMillis(500))
                .atMost(Duration.ofSeconds(5))
                .until(
                        new Callable<>() {
                            private long before = -1;

                            @Override
                            public Boolean call() {
                                long now = audio.figures().heard().packets();
                                boolean silent = now == before;
                                before = now;
                                return silent;
                            }
                        });
    }
}
