package dev.ringback.it.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.Sipp;
import dev.ringback.it.peer.SippResult;

/// Lets SIPp call, and takes its word for it.
final class Judge {
    private Judge() {}

    /// One call has to go as the script says.
    static void check(FreePorts ports, Answering answer, int port, Script script) {
        try (Sipp sipp =
                Sipp.written(
                        script.xml(),
                        ports.next(),
                        "127.0.0.1:" + port,
                        "-m",
                        "1",
                        "-recv_timeout",
                        "8000")) {
            SippResult result = sipp.await();
            String report = result.report() + "\n" + answer.describe() + "\n" + script.xml();
            assertThat(result.exit()).as(report).isZero();
            assertThat(result.total("SuccessfulCall")).as(report).isEqualTo(1);
            assertThat(result.total("FailedCall")).as(report).isZero();
        }
    }
}
