package dev.ringback.it.browser;

import dev.ringback.it.peer.Checkout;
import dev.ringback.it.peer.Finished;
import dev.ringback.it.peer.PeerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Headless Chromium with telephones in its pages: JsSIP or SIP.js, with a microphone that beeps.
/// Driven by `src/test/browser/driver.mjs` on Node.
final class Browser implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration INSTALL = Duration.ofMinutes(5);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final PeerProcess process;
    private final AtomicInteger orders = new AtomicInteger();

    private Browser(PeerProcess process) {
        this.process = process;
    }

    /// Starts it; the first start fetches the two libraries and Playwright.
    static Browser start() {
        Path folder = prepared();
        PeerProcess process =
                PeerProcess.interactive(
                        folder,
                        Map.of(),
                        "node",
                        "driver.mjs",
                        folder.toString(),
                        chromium().toString());
        try {
            process.awaitLine(LIMIT, line -> line.contains("\"id\":0"));
            return new Browser(process);
        } catch (AssertionError e) {
            process.close();
            throw e;
        }
    }

    /// A copy of the sources beside what npm fetched for exactly their lock file.
    private static Path prepared() {
        Path sources = Checkout.root().resolve("sip-it/src/test/browser");
        Path folder = Checkout.root().resolve("sip-it/target/browser");
        Path lock = folder.resolve("package-lock.json");
        try {
            Files.createDirectories(folder);
            boolean same =
                    Files.exists(lock)
                            && Files.mismatch(lock, sources.resolve("package-lock.json")) < 0
                            && Files.exists(folder.resolve("installed"));
            try (Stream<Path> files = Files.list(sources)) {
                for (Path file : files.toList()) {
                    Files.copy(
                            file,
                            folder.resolve(file.getFileName()),
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
            if (!same) {
                install(folder);
                Files.writeString(folder.resolve("installed"), "");
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void install(Path folder) {
        try (PeerProcess npm =
                PeerProcess.start(
                        folder, Map.of(), "npm", "ci", "--no-audit", "--no-fund", "--silent")) {
            Finished done = npm.await(INSTALL);
            if (done.exit() != 0) {
                throw new AssertionError("npm: " + npm.describe());
            }
        }
    }

    private static Path chromium() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no chromium"));
    }

    /// Opens a page with a telephone.
    BrowserPhone phone(String page, Library library) {
        await(order(Map.of("page", page, "library", library.word())));
        return new BrowserPhone(this, page);
    }

    /// The two libraries.
    enum Library {
        /// JsSIP 3.13.
        JSSIP,
        /// SIP.js 0.21.
        SIPJS;

        String word() {
            return this == JSSIP ? "jssip" : "sipjs";
        }
    }

    /// Gives an order; its number is for [#await].
    int order(Map<String, ?> what) {
        int number = orders.incrementAndGet();
        Map<String, Object> order = new LinkedHashMap<>(what);
        order.put("id", number);
        process.type(JSON.writeValueAsString(order));
        return number;
    }

    /// What came of an order; fails where that is an error.
    JsonNode await(int order) {
        JsonNode answer = outcome(order);
        if (answer.has("error")) {
            throw new AssertionError(answer.get("error").asString() + "\n" + describe());
        }
        return answer.get("ok");
    }

    /// What came of an order, an error too.
    JsonNode outcome(int order) {
        String mark = "{\"id\":" + order + ",";
        return JSON.readTree(process.awaitLine(LIMIT, line -> line.startsWith(mark)));
    }

    String describe() {
        return process.describe();
    }

    @Override
    public void close() {
        process.close();
    }
}
