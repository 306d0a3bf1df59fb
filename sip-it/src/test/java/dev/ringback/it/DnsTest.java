package dev.ringback.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Cause.NotLocated.Reason;
import dev.ringback.cause.DnsStep;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.Nsd;
import dev.ringback.locate.Located;
import dev.ringback.locate.ServerHealth;
import dev.ringback.locate.ServerLocator;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.resolver.DnsConfig;
import dev.ringback.runtime.Core;
import dev.ringback.runtime.RuntimeConfig;
import dev.ringback.runtime.SipRuntime;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Hop;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.Transport;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.uri.Uri;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Servers located by a real runtime that asks a real name server: RFC 3263.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DnsTest {
    private static final String ZONE =
            """
            full       NAPTR  50 50 "s" "SIPS+D2T" "" _sips._tcp.full
            full       NAPTR  90 50 "s" "SIP+D2T"  "" _sip._tcp.full
            full       NAPTR 100 50 "s" "SIP+D2U"  "" _sip._udp.full
            _sip._tcp.full  SRV 20 1 5072 s2
            _sip._tcp.full  SRV 10 1 5071 s1
            _sip._udp.full  SRV 10 1 5070 s1
            s1         A     127.0.0.1
            s2         A     127.0.0.2
            s2         A     127.0.0.3
            _sip._udp.plain SRV 0 0 5080 alias
            alias      CNAME s1
            host       A     127.0.0.9
            empty      TXT   "nothing that SIP wants"
            circle     CNAME round
            round      CNAME circle
            _sip._udp.declined SRV 0 0 0 .
            _sip._tcp.declined SRV 0 0 0 .
            _sip._udp.lost SRV 0 0 5060 gone
            """;

    private final FreePorts ports = new FreePorts();
    private final int port = ports.next();
    private final Nsd nsd = Nsd.start(port, "dns.test", ZONE + many());
    private final SipRuntime runtime = runtime(port);

    /// Far more than a datagram holds.
    private static String many() {
        StringBuilder zone = new StringBuilder();
        for (int i = 0; i < 90; i++) {
            String name = "a-rather-long-name-of-a-host-" + i;
            zone.append("_sip._udp.many SRV %d 0 5060 %s\n".formatted(100 - i, name));
            zone.append("%s A 127.0.1.%d\n".formatted(name, i + 1));
        }
        return zone.toString();
    }

    private static SipRuntime runtime(int port) {
        DnsConfig dns =
                DnsConfig.defaults()
                        .withServers(List.of(at(port)))
                        .withTimeout(Duration.ofMillis(900));
        RuntimeConfig config =
                RuntimeConfig.builder()
                        .shards(1)
                        .dns(dns)
                        .listen(Transport.UDP, at(0))
                        .listen(Transport.TCP, at(0))
                        .build();
        try {
            return SipRuntime.start(config, _ -> new Nobody());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static InetSocketAddress at(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    }

    @AfterAll
    void stop() {
        runtime.close();
        nsd.close();
    }

    private static Located locate(SipRuntime on, String uri) throws Exception {
        Uri parsed = Objects.requireNonNull(Uri.parse(uri));
        CompletableFuture<Located> located = new CompletableFuture<>();
        on.execute(
                0,
                stack ->
                        new ServerLocator(stack, new ServerHealth())
                                .locate(parsed, located::complete));
        return located.get(10, TimeUnit.SECONDS);
    }

    private List<Hop> hops(String uri) throws Exception {
        Located located = locate(runtime, uri);
        assertThat(located.failure()).as(located.steps() + nsd.describe()).isNull();
        return located.hops();
    }

    private static Hop hop(Transport transport, String address, int port) {
        return new Hop(transport, new InetSocketAddress(InetAddress.ofLiteral(address), port));
    }

    @Test
    void rulesLeadToServicesAndTheseToHosts() throws Exception {
        assertThat(hops("sip:bob@full.dns.test").getFirst())
                .isEqualTo(hop(Transport.TCP, "127.0.0.1", 5071));
        assertThat(hops("sip:bob@full.dns.test"))
                .contains(
                        hop(Transport.TCP, "127.0.0.2", 5072),
                        hop(Transport.TCP, "127.0.0.3", 5072))
                .hasSize(3);
        assertThat(hops("sip:full.dns.test;transport=udp"))
                .containsExactly(hop(Transport.UDP, "127.0.0.1", 5070));
    }

    @Test
    void servicesWithoutRulesAndHostsWithoutServicesAreFound() throws Exception {
        assertThat(hops("sip:plain.dns.test"))
                .containsExactly(hop(Transport.UDP, "127.0.0.1", 5080));
        assertThat(hops("sip:HOST.dns.test"))
                .containsExactly(hop(Transport.UDP, "127.0.0.9", 5060));
        assertThat(hops("sip:alias.dns.test:5090"))
                .containsExactly(hop(Transport.UDP, "127.0.0.1", 5090));
    }

    @Test
    void whatIsTooLongForADatagramComesOverTcp() throws Exception {
        List<Hop> hops = hops("sip:many.dns.test");
        assertThat(hops).hasSize(8);
        assertThat(hops.getFirst()).isEqualTo(hop(Transport.UDP, "127.0.1.90", 5060));
    }

    @Test
    void theFaultsOfAZoneAreToldApart() throws Exception {
        assertThat(locate(runtime, "sip:nobody.dns.test").failure()).isEqualTo(Reason.NO_SERVER);
        assertThat(locate(runtime, "sip:empty.dns.test").failure()).isEqualTo(Reason.NO_SERVER);
        assertThat(locate(runtime, "sip:declined.dns.test").failure()).isEqualTo(Reason.NO_SERVER);
        assertThat(locate(runtime, "sip:lost.dns.test").failure()).isEqualTo(Reason.NO_SERVER);
        Located circle = locate(runtime, "sip:circle.dns.test:5060");
        assertThat(circle.failure()).isEqualTo(Reason.DNS_FAILED);
        assertThat(circle.steps())
                .containsExactly(new DnsStep("circle.dns.test", "A", DnsStep.Outcome.NONSENSE));
        Located elsewhere = locate(runtime, "sip:elsewhere.test:5060");
        assertThat(elsewhere.steps())
                .containsExactly(new DnsStep("elsewhere.test", "A", DnsStep.Outcome.SERVER_FAILED));
    }

    @Test
    void localhostIsOursWhateverTheDnsSays() throws Exception {
        assertThat(hops("sip:localhost")).containsExactly(hop(Transport.UDP, "127.0.0.1", 5060));
    }

    @Test
    void aSilentNameServerStopsNobodyElse() throws Exception {
        try (DatagramSocket silent = new DatagramSocket(at(0));
                SipRuntime alone = runtime(silent.getLocalPort())) {
            List<CompletableFuture<Located>> waiting = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                Uri uri = Objects.requireNonNull(Uri.parse("sip:h" + i + ".test:5060"));
                CompletableFuture<Located> located = new CompletableFuture<>();
                waiting.add(located);
                alone.execute(0, stack -> locator(stack).locate(uri, located::complete));
            }
            long from = System.nanoTime();
            assertThat(locate(alone, "sip:127.0.0.1").hops()).hasSize(1);
            assertThat(Duration.ofNanos(System.nanoTime() - from))
                    .isLessThan(Duration.ofMillis(500));
            for (CompletableFuture<Located> located : waiting) {
                assertThat(located.get(10, TimeUnit.SECONDS).timedOut()).isTrue();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ServerLocator locator(SipStack stack) {
        return new ServerLocator(stack, new ServerHealth());
    }

    /// A core that nothing reaches.
    private static final class Nobody implements Core {
        @Override
        public void start(SipStack stack, int shard) {}

        @Override
        public void request(ServerTransaction transaction) {}

        @Override
        public void ack(SipRequest ack, Flow flow) {}

        @Override
        public void response(SipResponse response, Flow flow) {}
    }
}
