package dev.ringback.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.it.peer.Finished;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.ServerProcess;
import dev.ringback.it.peer.Sipp;
import dev.ringback.it.peer.SippResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// SIPp calls SIPp through the server, at a rate and for long enough that a lost or late answer
/// shows.
class SippLoadTest {
    private static final String CALLS = "2000";
    private static final String RATE = "200";

    private final FreePorts ports = new FreePorts();

    @ParameterizedTest
    @ValueSource(strings = {"u1", "t1"})
    void noneOfTwoThousandCallsFails(String transport) {
        try (ServerProcess server = ServerProcess.start(ports, "--demo")) {
            int callee = ports.next();
            Peers.register(server, "bob", callee, "-t", transport);
            try (Sipp uas =
                            Sipp.builtIn("uas", callee, "-t", transport, "-m", CALLS)
                                    .listening(callee);
                    Sipp uac = uac(server, transport)) {
                checkClean(uac.await(), server);
                checkClean(uas.await(), server);
            }
            Finished end = server.stop();
            assertThat(end.exit()).as(end.toString()).isZero();
        }
    }

    private Sipp uac(ServerProcess server, String transport) {
        return Sipp.builtIn(
                "uac",
                ports.next(),
                "-t",
                transport,
                "-s",
                "bob",
                "-m",
                CALLS,
                "-r",
                RATE,
                "-l",
                CALLS,
                server.address());
    }

    private static void checkClean(SippResult result, ServerProcess server) {
        String report = result.report() + "\n" + server.describe();
        assertThat(result.exit()).as(report).isZero();
        assertThat(result.total("SuccessfulCall")).as(report).isEqualTo(Long.parseLong(CALLS));
        assertThat(result.total("FailedCall")).as(report).isZero();
        assertThat(result.total("Retransmissions")).as(report).isZero();
    }
}
