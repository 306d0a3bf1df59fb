package dev.ringback.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.it.peer.ServerProcess;
import dev.ringback.it.peer.Sipp;
import dev.ringback.it.peer.SippResult;
import java.util.Arrays;
import java.util.stream.Stream;

/// What several tests do with peers first.
final class Peers {
    private Peers() {}

    /// SIPp registers a user, whose password is the user's name, at a port of its own, which SIPp
    /// may then answer at.
    static void register(ServerProcess server, String user, int port, String... options) {
        String[] all =
                Stream.concat(
                                Stream.of(
                                        server.address(),
                                        "-m",
                                        "1",
                                        "-s",
                                        user,
                                        "-au",
                                        user,
                                        "-ap",
                                        user),
                                Arrays.stream(options))
                        .toArray(String[]::new);
        try (Sipp sipp = Sipp.scenario("register", port, all)) {
            check(sipp, server);
        }
    }

    /// One SIPp run must end with its only call done as its scenario says.
    static void check(Sipp sipp, ServerProcess server) {
        SippResult result = sipp.await();
        String report = result.report() + "\n" + server.describe();
        assertThat(result.exit()).as(report).isZero();
        assertThat(result.total("SuccessfulCall")).as(report).isEqualTo(1);
        assertThat(result.total("FailedCall")).as(report).isZero();
    }
}
