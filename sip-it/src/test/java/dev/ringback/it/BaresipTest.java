package dev.ringback.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.it.peer.Baresip;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.ServerProcess;
import org.junit.jupiter.api.Test;

/// The main job: two phones register and one calls the other.
class BaresipTest {
    private final FreePorts ports = new FreePorts();

    @Test
    void twoPhonesRegisterTalkAndHangUp() {
        try (ServerProcess server = ServerProcess.start(ports, "--demo");
                Baresip alice = Baresip.start(ports, "alice", server.port());
                Baresip bob = Baresip.start(ports, "bob", server.port())) {
            alice.awaitRegistered();
            bob.awaitRegistered();

            alice.command("dial", "sip:bob@localhost");
            assertThat(bob.awaitEvent("CALL_INCOMING")).contains("sip:alice@localhost");
            assertThat(alice.awaitEvent("CALL_RINGING")).contains("sip:bob@localhost");

            bob.command("accept", "");
            alice.awaitEvent("CALL_ESTABLISHED");
            bob.awaitEvent("CALL_ESTABLISHED");
            alice.awaitEvent("CALL_RTPESTAB");

            alice.command("hangup", "");
            assertThat(alice.awaitEvent("CALL_CLOSED")).contains("Connection reset by user");
            assertThat(bob.awaitEvent("CALL_CLOSED")).contains("Connection reset by peer");

            assertThat(alice.quit().exit()).as(alice.describe()).isZero();
            assertThat(bob.quit().exit()).as(bob.describe()).isZero();
        }
    }
}
