package dev.ringback.locate;

import static dev.ringback.locate.LocateBench.hop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Cause.NotLocated.Reason;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Transport;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Servers that failed: RFC 3263 §4.3, RFC 3261 §21.5.4.
class ServerHealthTest {
    private static final String DOMAIN = "sip:example.com";
    private static final Hop FIRST = hop(Transport.UDP, "192.0.2.1", 5060);
    private static final Hop SECOND = hop(Transport.UDP, "192.0.2.2", 5060);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final LocateBench bench =
            new LocateBench(Transport.UDP)
                    .srv("_sip._udp.example.com", 10, 0, 5060, "s1.example")
                    .srv("_sip._udp.example.com", 20, 0, 5060, "s2.example")
                    .host("s1.example", "192.0.2.1")
                    .host("s2.example", "192.0.2.2");

    @Test
    void aServerThatFailedJustNowIsTriedLastForAWhile() {
        bench.health.failed(FIRST, bench.now());
        assertThat(bench.locate(DOMAIN).hops()).containsExactly(SECOND, FIRST);
        bench.pass(ServerHealth.LAST_FOR);
        assertThat(bench.locate(DOMAIN).hops()).containsExactly(FIRST, SECOND);
    }

    @Test
    void aServerThatAnsweredIsInItsPlaceAgain() {
        bench.health.failed(FIRST, bench.now());
        bench.health.answered(FIRST, bench.now());
        assertThat(bench.locate(DOMAIN).hops()).containsExactly(FIRST, SECOND);
    }

    @Test
    void aServerThatAsksForRestIsLeftAloneForThatTime() {
        bench.health.unavailable(FIRST, MINUTE, bench.now());
        Located located = bench.locate(DOMAIN);
        assertThat(located.hops()).containsExactly(SECOND);
        assertThat(located.resting()).containsExactly(FIRST);
        assertThat(located.everyHop()).containsExactly(SECOND, FIRST);
        bench.pass(MINUTE.minusNanos(1));
        assertThat(bench.health.rest(FIRST, bench.now())).isEqualTo(Duration.ofNanos(1));
        assertThat(bench.locate(DOMAIN).hops()).containsExactly(SECOND);
        bench.pass(Duration.ofNanos(1));
        assertThat(bench.health.rest(FIRST, bench.now())).isZero();
        assertThat(bench.locate(DOMAIN).hops()).containsExactly(FIRST, SECOND);
    }

    @Test
    void restIsNotEndedByWhatHappensMeanwhile() {
        bench.health.unavailable(FIRST, MINUTE, bench.now());
        bench.health.failed(FIRST, bench.now());
        bench.health.answered(FIRST, bench.now());
        assertThat(bench.locate(DOMAIN).resting()).containsExactly(FIRST);
    }

    @Test
    void whereAllRestNobodyGetsNewWork() {
        bench.health.unavailable(FIRST, MINUTE, bench.now());
        bench.health.unavailable(SECOND, MINUTE, bench.now());
        Located located = bench.locate(DOMAIN);
        assertThat(located.hops()).isEmpty();
        assertThat(located.failure()).isEqualTo(Reason.RESTING);
        assertThat(located.everyHop()).containsExactly(FIRST, SECOND);
        assertThat(located.timedOut()).isFalse();
        assertThat(bench.locate("sip:192.0.2.1").failure()).isEqualTo(Reason.RESTING);
    }

    @Test
    void aRefusalWithoutATimeCountsAsAFailure() {
        bench.health.unavailable(FIRST, Duration.ZERO, bench.now());
        assertThat(bench.locate(DOMAIN).hops()).containsExactly(SECOND, FIRST);
    }

    @Test
    void nobodyIsLeftAloneForDays() {
        bench.health.unavailable(FIRST, Duration.ofDays(49_710), bench.now());
        assertThat(bench.health.rest(FIRST, bench.now())).isEqualTo(ServerHealth.LONGEST_REST);
    }

    @Test
    void itsMemoryIsBounded() {
        for (int i = 0; i < 3 * ServerHealth.MOST_REMEMBERED; i++) {
            int port = 1 + i % 60_000;
            bench.health.failed(hop(Transport.UDP, "192.0.2." + i / 60_000, port), bench.now());
        }
        assertThat(bench.health.size()).isLessThanOrEqualTo(ServerHealth.MOST_REMEMBERED);
        bench.health.unavailable(FIRST, MINUTE, bench.now());
        assertThat(bench.locate(DOMAIN).resting()).containsExactly(FIRST);
    }
}
