package dev.ringback.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.config.ConfigException;
import dev.ringback.config.ConfigFile;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.ServerConfigBuilder;
import dev.ringback.fixture.SlowLocation;
import dev.ringback.location.Lookup;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Rules that ask who is registered where a store has to look for it.
class RemoteRoutingTest {
    private final SlowLocation location = new SlowLocation();

    private CoreBench bench(String... rules) {
        String text = "rules:\n  - {" + String.join("}\n  - {", rules) + "}\n";
        try {
            ServerConfigBuilder builder = ServerConfig.builder();
            ConfigFile.read("r.yaml", text, Map.of(), builder);
            return new CoreBench(builder.build().routing().router(), location);
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /// The store says what it has of those who are asked for.
    private void answer(CoreBench bench) {
        location.asked
                .removeFirst()
                .accept(new Lookup.Found<>(location.memory.bindings(location.last, bench.now())));
        bench.runLater();
    }

    private static void invite(CoreBench bench, String uri) {
        bench.receive(CoreBench.CALLER, CoreBench.text("INVITE", uri, "1"));
    }

    @Test
    void aConditionWaitsForTheStoreAndDecidesByWhatItSays() {
        CoreBench bench =
                bench("when: {registered: false}, reply: 404", "when: {user: bob}, reply: 486");
        bench.bind("bob", "sip:bob@192.0.2.20");
        invite(bench, "sip:bob@example.com");
        assertThat(bench.statuses()).as("nothing is known yet").doesNotContain(404, 486);
        answer(bench);
        assertThat(bench.lastResponse().status()).isEqualTo(486);
        assertThat(location.asked).as("it is asked once").isEmpty();
    }

    @Test
    void theTargetsOfARouteComeFromTheStoreOneUserAfterTheOther() {
        CoreBench bench =
                bench(
                        "when: {user: team}, fork: [\"sip:alice@example.com\","
                                + " \"sip:bob@example.com\"]");
        bench.bind("alice", "sip:alice@192.0.2.10");
        bench.bind("bob", "sip:bob@192.0.2.20");
        invite(bench, "sip:team@example.com");
        answer(bench);
        assertThat(bench.forwarded("INVITE")).isEmpty();
        answer(bench);
        assertThat(bench.forwarded("INVITE")).hasSize(2);
    }

    @Test
    void whoGivesUpMeanwhileGetsNothingOfIt() {
        CoreBench bench = bench("when: {registered: true}, lookup: true, ring: 20s");
        bench.bind("bob", "sip:bob@192.0.2.20");
        invite(bench, "sip:bob@example.com");
        bench.receive(CoreBench.CALLER, CoreBench.text("CANCEL", "sip:bob@example.com", "1"));
        assertThat(bench.statuses()).contains(487);
        answer(bench);
        assertThat(bench.forwarded("INVITE")).isEmpty();
    }

    @Test
    void aStoreThatSaysNothingIsToldToTheCaller() {
        CoreBench bench = bench("when: {registered: true}, reply: 403");
        invite(bench, "sip:bob@example.com");
        location.asked.removeFirst().accept(new Lookup.Unavailable<>("no way to it"));
        bench.runLater();
        assertThat(bench.lastResponse().status()).isEqualTo(503);
        assertThat(bench.forwarded("INVITE")).isEmpty();
    }
}
