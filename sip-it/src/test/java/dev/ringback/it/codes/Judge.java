package dev.ringback.it.codes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.Problem;
import dev.ringback.it.peer.Caller;
import dev.ringback.it.peer.Received;
import dev.ringback.it.peer.ServerProcess;
import dev.ringback.verdict.MessageValidator;
import dev.ringback.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// Plays rows over both transports and judges what comes: the code, what it must carry, and that it
/// is a valid message with a tag.
final class Judge {
    private final ServerProcess server;

    Judge(ServerProcess server) {
        this.server = server;
    }

    /// A test for each row and transport.
    Stream<DynamicTest> tests(Rows rows) {
        return rows.all().stream().flatMap(row -> Stream.of(test(row, "UDP"), test(row, "TCP")));
    }

    private DynamicTest test(Row row, String transport) {
        return DynamicTest.dynamicTest(row + " over " + transport, () -> judge(row, transport));
    }

    private void judge(Row row, String transport) {
        try (Caller caller = Caller.over(transport, server.port())) {
            Received response = row.scene().play(caller);

            assertThat(response.status()).as(response.text()).isEqualTo(row.code());
            for (String header : row.carries()) {
                assertThat(response.headers(header))
                        .as(header + " in " + response.text())
                        .isNotEmpty();
            }
            assertThat(response.header("Via")).startsWith("SIP/2.0/" + transport + " 127.0.0.1:");
            if (row.code() > 100) {
                assertThat(response.header("To")).as(response.text()).contains(";tag=");
            }
            if (!row.valid()) {
                return;
            }
            byte[] octets = response.text().getBytes(StandardCharsets.UTF_8);
            Verdict verdict = new MessageValidator().validate(octets);
            assertThat(verdict.problems().stream().filter(Problem::error))
                    .as(response.text())
                    .isEmpty();
        }
    }
}
