package dev.ringback.console.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Runs the scripts of folder `web` on the Node of this machine.
final class WebScripts {
    private static final Duration LIMIT = Duration.ofMinutes(8);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path folder = Path.of("web").toAbsolutePath();

    /// Brings what the tests need besides what makes the page.
    WebScripts() {
        Ended tools = run("./build", "tools");
        if (tools.exit() != 0) {
            throw new AssertionError(tools.out());
        }
    }

    /// The page that Maven has made.
    static Path page() {
        return Path.of("target/classes/dev/ringback/console/web").toAbsolutePath();
    }

    Ended run(String... command) {
        try {
            Path out = Files.createTempFile("ringback-web", ".out");
            Process process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(out.toFile())
                            .start();
            boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
            process.destroyForcibly();
            String text = Files.readString(out);
            Files.delete(out);
            return new Ended(ended ? process.exitValue() : -1, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// A test for each scenario that a script of folder `browser` tells of.
    Stream<DynamicTest> scenarios(String... command) {
        Ended ended = run(command);
        List<JsonNode> told =
                ended.out()
                        .lines()
                        .filter(line -> line.startsWith("{\"name\""))
                        .map(JSON::readTree)
                        .toList();
        Stream<DynamicTest> whole =
                Stream.of(
                        DynamicTest.dynamicTest("all scenarios ran", () -> ended.ran(told.size())));
        return Stream.concat(whole, told.stream().map(WebScripts::scenario));
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

    /// @param exit its exit status, -1 where it had to be ended
    /// @param out what it printed
    record Ended(int exit, String out) {
        void ran(int scenarios) {
            if (scenarios == 0 || exit < 0 || exit > 1) {
                throw new AssertionError("exit " + exit + "\n" + out);
            }
        }
    }
}
