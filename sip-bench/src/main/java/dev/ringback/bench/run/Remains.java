package dev.ringback.bench.run;

import dev.ringback.bench.run.contender.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What a run leaves when it ends, also when it is ended from outside.
final class Remains {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Remains() {}

    /// Ends the processes that this one has started, within five seconds, and deletes the folder of
    /// the run.
    static void clear(Path folder) {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
        Started.end(folder, PATIENCE);
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        delete(folder);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("bench: could not delete " + folder + ": " + e.getMessage());
        }
    }
}
