package dev.ringback.it.reactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.it.peer.FreePorts;
import dev.ringback.sip.SipClient;
import dev.ringback.transaction.Timers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// SIPp gives each of the 51 response codes to a client, and sees on the wire what it does.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReactionCodesTest {
    private final FreePorts ports = new FreePorts();
    private final SipClient client = client();

    private static SipClient client() {
        Duration t1 = Duration.ofMillis(100);
        Timers timers =
                new Timers(
                        t1, Duration.ofSeconds(4), Duration.ofSeconds(5), Duration.ofSeconds(185));
        try {
            return SipClient.newBuilder().listen("udp:127.0.0.1:0").timers(timers).build();
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    @AfterAll
    void stop() {
        client.close();
    }

    static Stream<ReactionRow> rows() {
        return Stream.of(
                        ProgressRows.all(),
                        RedirectRows.all(),
                        ChallengeRows.all(),
                        RefusalRows.all(),
                        MendedRows.all(),
                        DialogRows.all())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void eachCodeHasItsReactionOnTheWire(ReactionRow row) throws Exception {
        try (Stage stage = new Stage(client, ports.next(), row.script(), 1)) {
            row.play().on(stage);
            stage.seen();
        }
    }

    /// 503 wants servers that a name leads to: [FailoverReactionTest].
    @Test
    void everyCodeOfTheTableHasARow() {
        assertThat(
                        rows().map(ReactionRow::status)
                                .filter(status -> status % 100 != 99 && status != 150)
                                .distinct())
                .hasSize(50);
    }
}
