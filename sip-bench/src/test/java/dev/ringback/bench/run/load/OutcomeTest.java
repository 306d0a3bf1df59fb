package dev.ringback.bench.run.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// What the generator is told, and what it says.
class OutcomeTest {
    private static final Load LOAD = Load.calls().atRate(1000).times(6000);

    private static String line(int ok, int failed, int again, int late, double rate) {
        return """
        {"kind":"call","count":6000,"ok":%d,"failed":%d,"retransmissions":%d,"late":%d,
        "seconds":6.01,"rate":%s,"cpu_us":41.5,"statuses":{"200":6000},
        "latency_us":{"invite_200":{"p50":80,"p99":200.5},"bye_200":{"p50":40}}}\
        """
                .formatted(ok, failed, again, late, rate);
    }

    @Test
    void itsLineIsRead() {
        Outcome outcome = Outcome.parse(line(5990, 10, 3, 2, 998.0));
        assertThat(outcome.ok()).isEqualTo(5990);
        assertThat(outcome.faults()).isEqualTo(new Outcome.Faults(10, 3, 2));
        assertThat(outcome.faults().sum()).isEqualTo(15);
        assertThat(outcome.cpu()).isEqualTo(41.5);
        assertThat(outcome.latency("invite_200", "p99")).isEqualTo(200.5);
        assertThat(outcome.latency("invite_200", "p999")).isNaN();
        assertThat(outcome.latency("register", "p50")).isNaN();
    }

    @Test
    void cleanIsWithoutFaultInTime() {
        assertThat(Outcome.parse(line(6000, 0, 0, 0, 999.0)).clean(LOAD)).isTrue();
        assertThat(Outcome.parse(line(5999, 1, 0, 0, 999.0)).clean(LOAD)).isFalse();
        assertThat(Outcome.parse(line(5999, 0, 0, 0, 999.0)).clean(LOAD)).isFalse();
        assertThat(Outcome.parse(line(6000, 0, 1, 0, 999.0)).clean(LOAD)).isFalse();
        assertThat(Outcome.parse(line(6000, 0, 0, 1, 999.0)).clean(LOAD)).isFalse();
        assertThat(Outcome.parse(line(6000, 0, 0, 0, 960.0)).clean(LOAD)).isFalse();
    }

    @Test
    void anotherLineIsRefused() {
        assertThatThrownBy(() -> Outcome.parse("Exception in thread main"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Outcome.parse("{\"ok\": 1}"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLoadIsWrittenAsTheGeneratorReadsIt() {
        assertThat(LOAD.with("ring", 5).arguments())
                .containsExactly(
                        "call", "--rate", "1000", "--count", "6000", "--ring", "5", "--json");
        assertThat(Load.registrations().inFlight(10).rate()).isZero();
        assertThat(LOAD.rate()).isEqualTo(1000);
        assertThat(LOAD.count()).isEqualTo(6000);
    }
}
