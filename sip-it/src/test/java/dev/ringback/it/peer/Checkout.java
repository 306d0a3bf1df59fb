package dev.ringback.it.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

/// The checkout that holds the launcher under test.
public final class Checkout {
    private static final Duration BUILD = Duration.ofMinutes(3);

    private Checkout() {}

    /// Its root: the nearest folder upwards with the launcher.
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isExecutable(folder.resolve("ringback"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("run the tests from within the checkout");
            }
        }
        return folder;
    }

    /// Starts `./ringback` with arguments.
    public static PeerProcess start(Map<String, String> environment, String... arguments) {
        String launcher = root().resolve("ringback").toString();
        String[] command =
                Stream.concat(Stream.of(launcher), Arrays.stream(arguments)).toArray(String[]::new);
        return PeerProcess.start(root(), environment, command);
    }

    /// Runs `./ringback` with arguments to its end.
    public static Finished run(String... arguments) {
        return run(Map.of(), arguments);
    }

    /// Runs `./ringback` with variables and arguments to its end.
    public static Finished run(Map<String, String> environment, String... arguments) {
        try (PeerProcess process = start(environment, arguments)) {
            return process.await(BUILD);
        }
    }

    /// Makes a fresh folder below the module's target.
    public static Path folder(String purpose) {
        try {
            Path target = Files.createDirectories(root().resolve("sip-it/target/it"));
            return Files.createTempDirectory(target, purpose + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
