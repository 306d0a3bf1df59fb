package dev.ringback.it.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.it.peer.Checkout;
import dev.ringback.it.peer.Finished;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.PeerProcess;
import dev.ringback.it.peer.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The page of the demonstration in Chromium: two softphones that call each other, ladders, causes,
/// and what strangers write into headers. The scenarios are in
/// `sip-console/web/browser/real.mjs`.
class ConsolePageTest {
    private static final Duration INSTALL = Duration.ofMinutes(5);
    private static final Duration LIMIT = Duration.ofMinutes(8);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final FreePorts ports = new FreePorts();
    private final Path web = Checkout.root().resolve("sip-console/web");

    @TestFactory
    Stream<DynamicTest> thePageOfTheDemonstration() {
        Finished tools = run(INSTALL, "./build", "tools");
        assertThat(tools.exit()).as(tools.toString()).isZero();
        int port = ports.next();
        String socket = "ws:127.0.0.1:" + port + "/sip";
        try (ServerProcess server =
                ServerProcess.start(ports, "--demo", "--no-auth", "--listen", socket)) {
            Finished told =
                    run(
                            LIMIT,
                            "node",
                            "browser/real.mjs",
                            "http://127.0.0.1:" + port,
                            Integer.toString(server.port()));
            List<JsonNode> scenarios =
                    told.out()
                            .lines()
                            .filter(line -> line.startsWith("{\"name\""))
                            .map(JSON::readTree)
                            .toList();
            assertThat(scenarios).as(told.toString()).hasSize(8);
            return scenarios.stream().map(ConsolePageTest::scenario);
        }
    }

    private Finished run(Duration limit, String... command) {
        try (PeerProcess process = PeerProcess.start(web, Map.of(), command)) {
            return process.await(limit);
        }
    }

    private static DynamicTest scenario(JsonNode told) {
        return DynamicTest.dynamicTest(
                told.get("name").asString(),
                () -> {
                    if (told.has("error")) {
                        throw new AssertionError(told.get("error").asString());
                    }
                });
    }
}
