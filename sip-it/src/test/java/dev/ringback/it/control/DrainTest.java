package dev.ringback.it.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.it.peer.Checkout;
import dev.ringback.it.peer.Finished;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.PeerProcess;
import dev.ringback.it.peer.RawSip;
import dev.ringback.it.peer.Received;
import dev.ringback.it.peer.ServerProcess;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// `ringback ctl drain` with the packaged server.
class DrainTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void callThatIsUpIsWaitedForAndNewOnesAreTurnedAway() {
        try (ServerProcess server = ServerProcess.start(new FreePorts(), "--domain", "localhost");
                RawSip socket = new RawSip(server.port())) {
            String data = server.data().toString();
            Received ok = socket.call(EchoCalls.request(socket, "held", "INVITE", 1, ""));
            assertThat(ok.status()).isEqualTo(200);
            String tag = ok.header("To").replaceFirst(".*;tag=", ";tag=");
            socket.send(EchoCalls.request(socket, "held", "ACK", 1, tag));

            try (PeerProcess drain =
                    Checkout.start(Map.of(), "ctl", "drain", "--wait", "60s", "--data", data)) {
                drain.awaitLine(PATIENCE, line -> line.contains("about 1 call left"));
                Received refused = socket.call(EchoCalls.request(socket, "fresh", "INVITE", 1, ""));
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.header("Retry-After")).isEqualTo("10");
                Finished status = Checkout.run("ctl", "status", "--data", data);
                assertThat(status.out()).contains("Calls     about 1 up", "Drains    since 2");

                Received bye = socket.call(EchoCalls.request(socket, "held", "BYE", 2, tag));
                assertThat(bye.status()).isEqualTo(200);
                Finished done = drain.await(PATIENCE);
                assertThat(done.exit()).as(done.out() + done.err()).isZero();
                assertThat(done.out()).contains("nothing is left");
            }
            assertThat(Checkout.run("ctl", "resume", "--data", data).exit()).isZero();
            Received again = socket.call(EchoCalls.request(socket, "again", "INVITE", 1, ""));
            assertThat(again.status()).isEqualTo(200);
            Finished late = Checkout.run("ctl", "drain", "--wait", "1s", "--json", "--data", data);
            assertThat(late.exit()).isEqualTo(1);
            assertThat(late.out()).contains("\"calls\":1");
        }
    }
}
