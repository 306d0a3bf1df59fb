package dev.ringback.it.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.it.peer.Checkout;
import dev.ringback.it.peer.Finished;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.PeerProcess;
import dev.ringback.it.peer.ServerProcess;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// One client JVM with 100,000 registered user agents and a heap of 1 GiB, against the server over
/// real UDP. `-Dcrowd=N` takes another number.
class CrowdTest {
    private static final int AGENTS = Integer.getInteger("crowd", 100_000);
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @Test
    void aHundredThousandRegisteredAgentsFitIntoOneGibibyteWithoutAThreadEach() {
        try (ServerProcess server = ServerProcess.start(new FreePorts(), "--no-auth");
                PeerProcess crowd = start(server.port())) {
            Finished finished = crowd.await(LIMIT);
            assertThat(finished.exit()).as(crowd.describe()).isZero();
            System.out.println(finished.out().strip());
            Map<String, Integer> told = numbers(finished.out());

            assertThat(told).containsEntry("registered", AGENTS).containsEntry("failed", 0);
            assertThat(told).containsEntry("known", 10);
            assertThat(told.get("heap")).isLessThan(1024);
            assertThat(told.get("threads")).isLessThan(40);
            assertThat(told.get("virtual")).isLessThan(10);
        }
    }

    private static PeerProcess start(int port) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path dump = Checkout.folder("crowd").resolve("threads.json");
        return PeerProcess.start(
                Checkout.root(),
                Map.of(),
                java,
                "-Xmx1g",
                "-cp",
                classPath(),
                Crowd.class.getName(),
                String.valueOf(port),
                String.valueOf(AGENTS),
                dump.toString());
    }

    /// All that this test runs with, be it on the class path or the module path.
    private static String classPath() {
        String own =
                Path.of("").toAbsolutePath().resolve("target").resolve("test-classes").toString();
        return String.join(
                File.pathSeparator,
                own,
                System.getProperty("java.class.path", ""),
                System.getProperty("jdk.module.path", ""));
    }

    private static Map<String, Integer> numbers(String line) {
        Map<String, Integer> numbers = new HashMap<>();
        for (String pair : line.strip().split("\\s+", -1)) {
            int equals = pair.indexOf('=');
            numbers.put(pair.substring(0, equals), Integer.parseInt(pair.substring(equals + 1)));
        }
        return numbers;
    }
}
