package dev.ringback.locate;

import static dev.ringback.locate.LocateBench.hop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Cause.NotLocated.Reason;
import dev.ringback.cause.DnsStep;
import dev.ringback.cause.DnsStep.Outcome;
import dev.ringback.stack.DnsRecord;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Question;
import dev.ringback.stack.Transport;
import java.util.List;
import org.junit.jupiter.api.Test;

/// NAPTR and SRV: RFC 3263 §4.1 and §4.2.
class ServicesTest {
    private static final String DOMAIN = "sip:bob@example.com";
    private static final Hop UDP1 = hop(Transport.UDP, "192.0.2.1", 5060);
    private static final Hop TCP1 = hop(Transport.TCP, "192.0.2.1", 5061);
    private static final Hop TLS1 = LocateBench.secure("192.0.2.1", 5062, "example.com");

    private final LocateBench bench = new LocateBench(Transport.UDP, Transport.TCP);

    /// The zone of RFC 3263 §4.1, all on one host.
    private static LocateBench rules(LocateBench bench) {
        return bench.naptr("example.com", 50, 50, "SIPS+D2T", "_sips._tcp.example.com")
                .naptr("example.com", 90, 50, "SIP+D2T", "_sip._tcp.example.com")
                .naptr("example.com", 100, 50, "SIP+D2U", "_sip._udp.example.com")
                .srv("_sip._udp.example.com", 0, 1, 5060, "s1.example.com")
                .srv("_sip._tcp.example.com", 0, 1, 5061, "s1.example.com")
                .srv("_sips._tcp.example.com", 0, 1, 5062, "s1.example.com")
                .host("s1.example.com", "192.0.2.1");
    }

    private static LocateBench withTls() {
        return new LocateBench(Transport.UDP, Transport.TCP, Transport.TLS);
    }

    private List<String> names() {
        return bench.asked.stream().map(Question.Dns::name).toList();
    }

    @Test
    void theServerPrefersTheTransportAmongThoseThatWeHave() {
        assertThat(rules(bench).locate(DOMAIN).hops()).containsExactly(TCP1);
        assertThat(rules(withTls()).locate(DOMAIN).hops()).containsExactly(TLS1);
        assertThat(rules(new LocateBench(Transport.UDP)).locate(DOMAIN).hops())
                .containsExactly(UDP1);
    }

    @Test
    void theDomainOfTheUriHasToBeThereWhoeverServesIt() {
        LocateBench secure = withTls();
        secure.srv("_sips._tcp.example.com", 0, 1, 5062, "s1.elsewhere.example")
                .host("s1.elsewhere.example", "192.0.2.1");
        assertThat(secure.locate("sips:bob@Example.COM").hops()).containsExactly(TLS1);
        assertThat(secure.locate("sips:bob@192.0.2.8;maddr=192.0.2.9").hops())
                .containsExactly(LocateBench.secure("192.0.2.9", 5061, "192.0.2.8"));
    }

    @Test
    void theStepsSayWhatWasAsked() {
        Located located = rules(bench).locate(DOMAIN);
        assertThat(located.steps())
                .containsExactly(
                        new DnsStep("example.com", "NAPTR", Outcome.FOUND),
                        new DnsStep("_sip._tcp.example.com", "SRV", Outcome.FOUND),
                        new DnsStep("s1.example.com", "A", Outcome.FOUND));
    }

    @Test
    void sipsFollowsNoRuleButThoseOfSips() {
        LocateBench secure = rules(withTls());
        assertThat(secure.locate("sips:bob@example.com").hops()).containsExactly(TLS1);
        LocateBench plain = withTls();
        plain.naptr("example.com", 10, 10, "SIP+D2T", "_sip._tcp.example.com")
                .srv("_sip._tcp.example.com", 0, 1, 5061, "s1.example.com")
                .host("s1.example.com", "192.0.2.1");
        assertThat(plain.locate("sips:bob@example.com").hops()).isEmpty();
    }

    @Test
    void preferenceDecidesWithinAnOrderAndAllOfItAreTried() {
        bench.naptr("example.com", 10, 20, "SIP+D2T", "_sip._tcp.example.com")
                .naptr("example.com", 10, 10, "SIP+D2U", "_sip._udp.example.com")
                .srv("_sip._udp.example.com", 0, 1, 5060, "s1.example.com")
                .srv("_sip._tcp.example.com", 0, 1, 5061, "s1.example.com")
                .host("s1.example.com", "192.0.2.1");
        assertThat(bench.locate(DOMAIN).hops()).containsExactly(UDP1, TCP1);
    }

    @Test
    void aRuleWithoutServersIsFollowedByTheNextOrder() {
        bench.naptr("example.com", 10, 10, "SIP+D2U", "_gone._udp.example.com")
                .naptr("example.com", 20, 10, "sip+d2t", "_sip._tcp.example.com")
                .srv("_sip._tcp.example.com", 0, 1, 5061, "s1.example.com")
                .host("s1.example.com", "192.0.2.1");
        assertThat(bench.locate(DOMAIN).hops()).containsExactly(TCP1);
    }

    @Test
    void rulesThatAreNoPointersToServicesAreDiscarded() {
        bench.add("example.com", naptr("u", "SIP+D2U", "!^.*$!sip:x@evil.example!", "a.example"))
                .add("example.com", naptr("", "SIP+D2U", "", "example.com"))
                .add("example.com", naptr("a", "SIP+D2U", "", "s1.example.com"))
                .add("example.com", naptr("s", "E2U+sip", "", "_sip._udp.example.com"))
                .add("example.com", naptr("s", "SIP+D2S", "", "_sip._sctp.example.com"))
                .add("example.com", naptr("s", "SIPS+D2U", "", "_sips._udp.example.com"))
                .add("example.com", naptr("s", "SIP+D2U", "", ""))
                .add("example.com", naptr("S", "SIP+D2U", "", "_other._udp.example.net"))
                .srv("_other._udp.example.net", 0, 1, 5060, "s1.example.com")
                .host("s1.example.com", "192.0.2.1");
        assertThat(bench.locate(DOMAIN).hops()).containsExactly(UDP1);
        assertThat(names())
                .containsExactly("example.com", "_other._udp.example.net", "s1.example.com");
    }

    private static DnsRecord naptr(String flags, String service, String regexp, String target) {
        return new DnsRecord.Naptr(10, 10, flags, service, regexp, target);
    }

    @Test
    void withoutRulesTheTransportThatWePreferAndTheyHaveIsUsed() {
        bench.srv("_sip._tcp.example.com", 0, 1, 5061, "s1.example.com")
                .host("s1.example.com", "192.0.2.1");
        assertThat(bench.locate(DOMAIN).hops()).containsExactly(TCP1);
        assertThat(names())
                .containsExactly(
                        "example.com",
                        "_sip._udp.example.com",
                        "_sip._tcp.example.com",
                        "s1.example.com");
        bench.srv("_sip._udp.example.com", 0, 1, 5060, "s1.example.com");
        assertThat(bench.locate(DOMAIN).hops()).containsExactly(UDP1);
        LocateBench tcpFirst = new LocateBench(Transport.TCP, Transport.UDP);
        tcpFirst.srv("_sip._udp.example.com", 0, 1, 5060, "s1.example.com")
                .srv("_sip._tcp.example.com", 0, 1, 5061, "s1.example.com")
                .host("s1.example.com", "192.0.2.1");
        assertThat(tcpFirst.locate(DOMAIN).hops()).containsExactly(TCP1);
    }

    @Test
    void rulesOfWhichNoneAppliesAreNoRules() {
        rules(bench);
        LocateBench only = new LocateBench(Transport.UDP);
        only.naptr("example.com", 10, 10, "SIPS+D2T", "_sips._tcp.example.com")
                .srv("_sip._udp.example.com", 0, 1, 5060, "s1.example.com")
                .host("s1.example.com", "192.0.2.1");
        assertThat(only.locate(DOMAIN).hops()).containsExactly(UDP1);
    }

    @Test
    void withoutServicesTheHostItselfIsTheServer() {
        bench.host("example.com", "192.0.2.9");
        assertThat(bench.locate(DOMAIN).hops())
                .containsExactly(hop(Transport.UDP, "192.0.2.9", 5060));
        LocateBench secure = withTls();
        secure.host("example.com", "192.0.2.9");
        assertThat(secure.locate("sips:example.com").hops())
                .containsExactly(LocateBench.secure("192.0.2.9", 5061, "example.com"));
    }

    @Test
    void aNamedTransportAsksForItsServiceWithoutRules() {
        rules(bench);
        assertThat(bench.locate(DOMAIN + ";transport=udp").hops()).containsExactly(UDP1);
        assertThat(names()).containsExactly("_sip._udp.example.com", "s1.example.com");
        LocateBench secure = rules(withTls());
        assertThat(secure.locate("sips:example.com;transport=tcp").hops()).containsExactly(TLS1);
        assertThat(secure.locate("sip:example.com;transport=tls").hops()).containsExactly(TLS1);
        bench.host("plain.example", "192.0.2.9");
        assertThat(bench.locate("sip:plain.example;transport=tcp").hops())
                .containsExactly(hop(Transport.TCP, "192.0.2.9", 5060));
    }

    @Test
    void maddrIsTheTargetAndTheHostIsNotAsked() {
        rules(bench);
        assertThat(bench.locate("sip:bob@other.example;maddr=example.com").hops())
                .containsExactly(TCP1);
        assertThat(names()).noneMatch(name -> name.contains("other.example"));
    }

    @Test
    void hostsAreTriedByPriorityWithAllTheirAddresses() {
        bench.srv("_sip._udp.example.com", 20, 0, 5070, "backup.example.com")
                .srv("_sip._udp.example.com", 10, 0, 5060, "main.example.com")
                .host("main.example.com", "192.0.2.1", "192.0.2.2")
                .host("backup.example.com", "192.0.2.3");
        assertThat(bench.locate(DOMAIN).hops())
                .containsExactly(
                        UDP1,
                        hop(Transport.UDP, "192.0.2.2", 5060),
                        hop(Transport.UDP, "192.0.2.3", 5070));
    }

    @Test
    void aHostWithoutAddressesIsLeftOut() {
        bench.srv("_sip._udp.example.com", 10, 0, 5060, "gone.example.com")
                .srv("_sip._udp.example.com", 20, 0, 5060, "s1.example.com")
                .host("s1.example.com", "192.0.2.1");
        Located located = bench.locate(DOMAIN);
        assertThat(located.hops()).containsExactly(UDP1);
        assertThat(located.steps())
                .contains(new DnsStep("gone.example.com", "A", Outcome.NO_SUCH_NAME));
    }

    @Test
    void aServiceThatIsDecidedlyNotOfferedIsNotLookedForElsewhere() {
        bench.srv("_sip._udp.example.com", 0, 0, 0, "").host("example.com", "192.0.2.9");
        Located located = bench.locate(DOMAIN);
        assertThat(located.failure()).isEqualTo(Reason.NO_SERVER);
        assertThat(located.steps())
                .contains(new DnsStep("_sip._udp.example.com", "SRV", Outcome.DECLINED));
        assertThat(names()).doesNotContain("s1.example.com").hasSize(3);
        bench.srv("_sip._tcp.example.com", 0, 1, 5061, "s1.example.com")
                .host("s1.example.com", "192.0.2.1");
        assertThat(bench.locate(DOMAIN).hops()).containsExactly(TCP1);
    }

    @Test
    void whatDoesNotExistIsToldFromWhatDoesNotAnswer() {
        Located nobody = bench.locate("sip:nobody.example");
        assertThat(nobody.failure()).isEqualTo(Reason.NO_SERVER);
        assertThat(nobody.timedOut()).isFalse();
        assertThat(nobody.cause())
                .isEqualTo(
                        new Cause.NotLocated("nobody.example", Reason.NO_SERVER, nobody.steps()));
        assertThat(nobody.steps()).hasSize(4);

        fail("silent.example", Outcome.TIMED_OUT);
        assertThat(bench.locate("sip:silent.example").timedOut()).isTrue();
        fail("broken.example", Outcome.SERVER_FAILED);
        assertThat(bench.locate("sip:broken.example").failure()).isEqualTo(Reason.DNS_FAILED);
        fail("circle.example", Outcome.NONSENSE);
        assertThat(bench.locate("sip:circle.example").failure()).isEqualTo(Reason.DNS_FAILED);
    }

    private void fail(String domain, Outcome outcome) {
        bench.fail(domain, DnsRecord.Type.NAPTR, outcome)
                .fail("_sip._udp." + domain, DnsRecord.Type.SRV, outcome)
                .fail("_sip._tcp." + domain, DnsRecord.Type.SRV, outcome)
                .fail(domain, DnsRecord.Type.A, outcome);
    }

    @Test
    void aLostQuestionAboutANameThatDoesNotExistDoesNotMatter() {
        bench.fail("_sip._udp.nobody.example", DnsRecord.Type.SRV, Outcome.TIMED_OUT);
        assertThat(bench.locate("sip:nobody.example").failure()).isEqualTo(Reason.NO_SERVER);
    }

    @Test
    void aNameServerThatFailsOverRulesCostsNoCall() {
        bench.fail("example.com", DnsRecord.Type.NAPTR, Outcome.SERVER_FAILED)
                .srv("_sip._udp.example.com", 0, 1, 5060, "s1.example.com")
                .host("s1.example.com", "192.0.2.1");
        assertThat(bench.locate(DOMAIN).hops()).containsExactly(UDP1);
    }

    @Test
    void weightsAreKeptInProportion() {
        int[] counts = new int[3];
        for (int i = 0; i < 3; i++) {
            bench.srv("_sip._udp.example.com", 0, new int[] {10, 30, 60}[i], 5060, "s" + i)
                    .host("s" + i, "192.0.2." + (10 + i));
        }
        for (int call = 0; call < 10_000; call++) {
            byte[] first =
                    bench.locate(DOMAIN).hops().getFirst().remote().getAddress().getAddress();
            counts[first[3] - 10]++;
        }
        assertThat(counts[0]).isBetween(850, 1_200);
        assertThat(counts[1]).isBetween(2_800, 3_250);
        assertThat(counts[2]).isBetween(5_750, 6_250);
    }

    @Test
    void aHostOfWeightZeroIsHardlyEverFirstAndAlwaysThere() {
        bench.srv("_sip._udp.example.com", 0, 0, 5060, "s0")
                .srv("_sip._udp.example.com", 0, 99, 5060, "s1")
                .host("s0", "192.0.2.10")
                .host("s1", "192.0.2.11");
        int first = 0;
        for (int call = 0; call < 10_000; call++) {
            List<Hop> hops = bench.locate(DOMAIN).hops();
            assertThat(hops).hasSize(2);
            first += hops.getFirst().equals(hop(Transport.UDP, "192.0.2.10", 5060)) ? 1 : 0;
        }
        assertThat(first).isBetween(50, 160);
    }

    @Test
    void oneSeedGivesOneOrderWhateverTheNameServerDoesAndWhoeverFailed() {
        LocateBench turned = new LocateBench(Transport.UDP);
        LocateBench straight = new LocateBench(Transport.UDP);
        for (int i = 0; i < 5; i++) {
            straight.srv("_sip._udp.example.com", 0, 10, 5060, "s" + i);
            turned.srv("_sip._udp.example.com", 0, 10, 5060, "s" + (4 - i));
        }
        for (int i = 0; i < 5; i++) {
            straight.host("s" + i, "192.0.2.1" + i, "192.0.2.2" + i);
            turned.host("s" + i, "192.0.2.2" + i, "192.0.2.1" + i);
        }
        List<Hop> order = straight.locate(DOMAIN, 7).hops();
        turned.health.failed(order.getFirst(), 0);
        assertThat(turned.locate(DOMAIN, 7).hops()).isEqualTo(order).hasSize(10);
        java.util.Map<Hop, Integer> firsts = new java.util.HashMap<>();
        for (int seed = 0; seed < 100; seed++) {
            firsts.merge(straight.locate(DOMAIN, seed).hops().getFirst(), 1, Integer::sum);
        }
        assertThat(firsts).hasSize(5).doesNotContain(entry(order.getFirst(), 100));
    }
}
