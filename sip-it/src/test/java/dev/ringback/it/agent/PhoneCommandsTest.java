package dev.ringback.it.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.it.peer.Baresip;
import dev.ringback.it.peer.Checkout;
import dev.ringback.it.peer.Finished;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.PeerProcess;
import dev.ringback.it.peer.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// `./ringback call` and `./ringback answer` with baresip, through our own server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PhoneCommandsTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final FreePorts ports = new FreePorts();
    private ServerProcess server;

    @BeforeAll
    void start() {
        server = ServerProcess.withUsers(ports, "alice", "bob");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void callReachesAPhoneAndBothHearTheOther() throws Exception {
        Path recording = Checkout.folder("call").resolve("heard.wav");
        try (Baresip bob = phone();
                PeerProcess call =
                        command(
                                "call",
                                "sip:bob@localhost",
                                "--play",
                                "tone:440",
                                "--record",
                                recording.toString(),
                                "--dtmf",
                                "5",
                                "--duration",
                                "4s")) {
            bob.awaitEvent("CALL_INCOMING");
            bob.command("accept", "");
            Finished done = call.await(LIMIT);

            assertThat(done.exit()).as(done.toString()).isZero();
            assertThat(done.out())
                    .containsSubsequence(
                            "INVITE (SDP)", "407 Proxy", "ACK", "INVITE (SDP)", "180 Ringing")
                    .containsSubsequence("200 Answering (SDP)", "ACK", "BYE", "200 OK of BYE")
                    .contains("audio: ");
            bob.awaitEvent("CALL_DTMF_START");
            bob.awaitEvent("CALL_CLOSED");
            assertThat(OurPhone.loudest(recording, Baresip.TONE)).isGreaterThan(0.2);
            assertThat(OurPhone.loudest(bob.heard().getFirst(), 440)).isGreaterThan(0.2);
        }
    }

    @Test
    void answerRegistersAndTakesThePhonesCall() throws Exception {
        try (Baresip bob = phone();
                PeerProcess answer =
                        command("answer", "--registrar", "sip:localhost", "--echo", "--once")) {
            answer.awaitLine(LIMIT, line -> line.contains("registered for"));
            bob.command("dial", "sip:alice@localhost");
            bob.awaitEvent("CALL_ESTABLISHED");
            bob.awaitEvent("CALL_RTCP");
            bob.command("sndcode", "9");
            answer.awaitLine(LIMIT, line -> line.contains("digit 9"));
            bob.command("hangup", "");
            Finished done = answer.await(LIMIT);

            assertThat(done.exit()).as(done.toString()).isZero();
            assertThat(done.out()).contains("the peer hung up");
            assertThat(OurPhone.loudest(bob.heard().getFirst(), Baresip.TONE)).isGreaterThan(0.2);
        }
    }

    @Test
    void anInterruptedCallIsHungUp() {
        try (PeerProcess call = command("call", "sip:echo@localhost")) {
            call.awaitLine(LIMIT, line -> line.contains("call up"));
            Finished done = call.interrupt(LIMIT);

            assertThat(done.exit()).as(done.toString()).isZero();
            assertThat(done.out()).containsSubsequence("BYE", "200 OK of BYE", "we hung up");
        }
    }

    @Test
    void whoIsNotThereMakesACallFail() {
        try (PeerProcess call = command("call", "sip:nobody@localhost")) {
            Finished done = call.await(LIMIT);

            assertThat(done.exit()).as(done.toString()).isEqualTo(1);
            assertThat(done.err()).contains("404");
        }
    }

    private Baresip phone() {
        Baresip phone = Baresip.talking(ports, "bob", server.port());
        phone.awaitRegistered();
        return phone;
    }

    /// As alice, through the server.
    private PeerProcess command(String name, String... more) {
        List<String> account =
                List.of("-u", "alice@localhost", "-a", "alice", "-p", "sip:" + server.address());
        String[] all =
                Stream.of(Stream.of(name), account.stream(), Stream.of(more))
                        .flatMap(part -> part)
                        .toArray(String[]::new);
        return Checkout.start(Map.of(), all);
    }
}
