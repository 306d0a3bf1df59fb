package dev.ringback.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.DnsStep.Outcome;
import dev.ringback.locate.Located;
import dev.ringback.locate.ServerHealth;
import dev.ringback.locate.ServerLocator;
import dev.ringback.stack.Transport;
import dev.ringback.testkit.agent.CallBook;
import dev.ringback.testkit.agent.SimUserAgent;
import dev.ringback.uri.Uri;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The simulated name server, as a locator sees it.
class SimResolverTest {
    private final Simulation simulation = new Simulation(1);
    private final SimResolver zone = simulation.resolver();

    private Located locate(String uri) {
        SimNode node = simulation.node("asker", "10.0.0.1").listen(Transport.UDP, 5060);
        node.start(stack -> new SimUserAgent(node, stack, "asker", new CallBook()));
        List<Located> located = new ArrayList<>();
        Uri parsed = Objects.requireNonNull(Uri.parse(uri));
        node.execute(
                () ->
                        new ServerLocator(node.stack(), new ServerHealth())
                                .locate(parsed, located::add));
        simulation.run(Duration.ofMinutes(1));
        return located.getFirst();
    }

    @Test
    void itServesRulesServicesAliasesAndAddresses() {
        zone.addRule("a.example", 10, "SIP+D2U", "_sip._udp.a.example");
        zone.addHost("_sip._udp.a.example", 10, 0, 5070, "www.a.example");
        zone.alias("www.a.example", "Host.A.example");
        zone.add("host.a.example", "10.0.0.7", "10.0.0.8");
        assertThat(locate("sip:a.example").hops())
                .extracting(hop -> hop.remote().toString())
                .containsExactly("/10.0.0.7:5070", "/10.0.0.8:5070");
        assertThat(zone.asked()).hasSize(3);
    }

    @Test
    void silenceTakesThreeSeconds() {
        zone.fail("silent.example", Outcome.TIMED_OUT);
        assertThat(locate("sip:silent.example:5060").timedOut()).isTrue();
        assertThat(simulation.clock().now()).isEqualTo(Duration.ofSeconds(3).toNanos());
    }

    @Test
    void aliasesInACircleAreNonsense() {
        zone.alias("a.example", "b.example");
        zone.alias("b.example", "a.example");
        assertThat(locate("sip:a.example:5060").steps())
                .singleElement()
                .matches(step -> step.outcome() == Outcome.NONSENSE);
    }

    @Test
    void oneNameCanBeSlow() {
        zone.add("slow.example", "10.0.0.7");
        zone.delay("slow.example", Duration.ofSeconds(2));
        assertThat(locate("sip:slow.example:5060").hops()).hasSize(1);
        assertThat(simulation.clock().now()).isEqualTo(Duration.ofSeconds(2).toNanos());
    }
}
