package dev.ringback.locate;

import static dev.ringback.locate.LocateBench.hop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.DnsStep;
import dev.ringback.cause.DnsStep.Outcome;
import dev.ringback.stack.DnsRecord;
import dev.ringback.stack.Question;
import dev.ringback.stack.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What slow, silent, endless and lying zones may cost.
class BoundsTest {
    private static final String DOMAIN = "sip:example.com";
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final LocateBench bench = new LocateBench(Transport.UDP, Transport.TCP);
    private final List<Located> located = new ArrayList<>();

    @Test
    void silenceEndsWithTheTimeThatALocationMayTake() {
        bench.hold("example.com").start(DOMAIN, located::add);
        assertThat(bench.locator.running()).isOne();
        bench.pass(ServerLocator.PATIENCE.minusMillis(1));
        assertThat(located).isEmpty();
        bench.pass(Duration.ofMillis(1));
        assertThat(located).singleElement().matches(Located::timedOut);
        assertThat(bench.locator.running()).isZero();
        assertThat(bench.stack.timerCount()).isZero();
        bench.release();
        assertThat(located).hasSize(1);
        assertThat(bench.stack.questionCount()).isZero();
    }

    @Test
    void aHostThatHangsDelaysTheOthersOnlyALittle() {
        bench.srv("_sip._udp.example.com", 10, 0, 5060, "slow.example")
                .srv("_sip._udp.example.com", 20, 0, 5060, "quick.example")
                .host("quick.example", "192.0.2.2")
                .hold("slow.example")
                .start(DOMAIN, located::add);
        bench.pass(Round.GRACE.minusMillis(1));
        assertThat(located).isEmpty();
        bench.pass(Duration.ofMillis(1));
        assertThat(located.getFirst().hops())
                .containsExactly(hop(Transport.UDP, "192.0.2.2", 5060));
        assertThat(located.getFirst().steps())
                .contains(new DnsStep("slow.example", "A", Outcome.TIMED_OUT));
    }

    @Test
    void anAnswerWithinTheGraceKeepsItsPlace() {
        bench.srv("_sip._udp.example.com", 10, 0, 5060, "slow.example")
                .srv("_sip._udp.example.com", 20, 0, 5060, "quick.example")
                .host("quick.example", "192.0.2.2")
                .host("slow.example", "192.0.2.1")
                .hold("slow.example")
                .start(DOMAIN, located::add);
        bench.pass(Duration.ofMillis(400));
        bench.release();
        assertThat(located.getFirst().hops())
                .containsExactly(
                        hop(Transport.UDP, "192.0.2.1", 5060),
                        hop(Transport.UDP, "192.0.2.2", 5060));
        assertThat(bench.stack.timerCount()).isZero();
    }

    @Test
    void endlessRecordsAreCutOff() {
        for (int i = 0; i < 500; i++) {
            String service = "_sip._udp.s" + i + ".example";
            bench.naptr("example.com", 10, i, "SIP+D2U", service);
            for (int j = 0; j < 50; j++) {
                bench.srv(service, j, 0, 5060, "h" + j + ".example");
            }
        }
        for (int j = 0; j < 50; j++) {
            for (int k = 0; k < 50; k++) {
                bench.host("h" + j + ".example", "192.0." + j + "." + k);
            }
        }
        Located found = bench.locate(DOMAIN);
        assertThat(found.hops()).hasSize(ServerLocator.MOST_HOPS).doesNotHaveDuplicates();
        assertThat(bench.asked).hasSizeLessThanOrEqualTo(MOST_QUESTIONS);
    }

    /// One NAPTR question, one SRV question for each rule, two address questions for each host.
    private static final int MOST_QUESTIONS = 1 + Search.MOST_RULES + 2 * Search.MOST_CANDIDATES;

    @Test
    void rulesWithoutServersEndToo() {
        for (int i = 0; i < 500; i++) {
            bench.naptr("example.com", i, 10, "SIP+D2T", "_sip._tcp.s" + i + ".example");
        }
        assertThat(bench.locate(DOMAIN).hops()).isEmpty();
        assertThat(bench.asked).hasSizeLessThanOrEqualTo(MOST_QUESTIONS);
    }

    @Test
    void recordsThatPointAtThemselvesEnd() {
        bench.naptr("example.com", 10, 10, "SIP+D2U", "example.com")
                .srv("example.com", 0, 0, 5060, "example.com")
                .host("example.com", "192.0.2.1");
        assertThat(bench.locate(DOMAIN).hops())
                .containsExactly(hop(Transport.UDP, "192.0.2.1", 5060));
    }

    @Test
    void hostsThatAreNoneAreLeftOut() {
        bench.srv("_sip._udp.example.com", 1, 0, 0, "port.example")
                .srv("_sip._udp.example.com", 2, 0, 5060, "")
                .srv("_sip._udp.example.com", 3, 0, 5060, "192.0.2.66")
                .srv("_sip._udp.example.com", 4, 0, 5060, "a b.example")
                .srv("_sip._udp.example.com", 5, 0, 5060, "x".repeat(64))
                .srv("_sip._udp.example.com", 6, 0, 5060, "many.example")
                .host("many.example", "224.0.1.75", "0.0.0.0", "255.255.255.255", "192.0.2.1")
                .host("port.example", "192.0.2.7");
        assertThat(bench.locate(DOMAIN).hops())
                .containsExactly(hop(Transport.UDP, "192.0.2.1", 5060));
        assertThat(bench.asked).extracting(Question.Dns::name).doesNotContain("192.0.2.66");
    }

    @Test
    void oneAddressUnderManyNamesIsTriedOnce() {
        for (int i = 0; i < 5; i++) {
            bench.srv("_sip._udp.example.com", i, 0, 5060, "s" + i + ".example")
                    .host("s" + i + ".example", "192.0.2.1", "192.0.2.1");
        }
        assertThat(bench.locate(DOMAIN).hops()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyZoneEndsInOneResultWithinBoundsAndTime(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            LocateBench odd = new LocateBench(Transport.UDP, Transport.TCP, Transport.TLS);
            oddZone(odd, random);
            List<Located> results = new ArrayList<>();
            odd.start(DOMAIN, results::add);
            odd.pass(ServerLocator.PATIENCE);
            String which = "seed " + seed + " round " + round;
            assertThat(results).as(which).hasSize(1);
            assertThat(results.getFirst().hops().size()).as(which).isLessThanOrEqualTo(16);
            assertThat(odd.asked.size()).as(which).isLessThanOrEqualTo(MOST_QUESTIONS);
            assertThat(odd.stack.timerCount()).as(which).isZero();
            assertThat(odd.now()).as(which).isLessThanOrEqualTo(7 * SECOND.toNanos());
        }
    }

    private static void oddZone(LocateBench odd, Random random) {
        String[] names = {
            "example.com",
            "_sip._udp.example.com",
            "_sip._tcp.example.com",
            "_sips._tcp.example.com",
            "a.example",
            "b.example",
            ""
        };
        String[] services = {"SIP+D2U", "SIP+D2T", "SIPS+D2T", "SIP+D2S", "E2U+sip"};
        for (int i = random.nextInt(30); i > 0; i--) {
            String name = names[random.nextInt(names.length - 1)];
            String target = names[random.nextInt(names.length)];
            switch (random.nextInt(5)) {
                case 0 -> odd.host(name, "192.0.2." + random.nextInt(256));
                case 1 -> odd.srv(name, random.nextInt(3), random.nextInt(3), i, target);
                case 2 -> odd.naptr(name, i % 3, i, services[random.nextInt(5)], target);
                case 3 -> odd.hold(name);
                default -> {
                    DnsRecord.Type[] types = DnsRecord.Type.values();
                    Outcome[] outcomes = Outcome.values();
                    odd.fail(
                            name,
                            types[random.nextInt(types.length)],
                            outcomes[1 + random.nextInt(outcomes.length - 1)]);
                }
            }
        }
    }
}
