package dev.ringback.bench.run.contender;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The processes that a run has started, also those whose parents have ended before them: all carry
/// a mark in their environment.
public final class Started {
    private static final String VARIABLE = "RINGBACK_BENCH_LOG";
    private static final Duration LOOK = Duration.ofMillis(10);

    private Started() {}

    /// Marks a process that is to be started, and so all that it starts.
    static void mark(ProcessBuilder command, Path log) {
        command.environment().put(VARIABLE, log.toString());
    }

    /// Asks all with a mark at or below a path to end, waits, and kills those that have not.
    ///
    /// @param patience how long they have
    public static void end(Path path, Duration patience) {
        List<ProcessHandle> all = marked(path);
        all.forEach(ProcessHandle::destroy);
        long until = System.nanoTime() + patience.toNanos();
        try {
            while (all.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < until) {
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        marked(path).forEach(ProcessHandle::destroyForcibly);
    }

    /// Those that live and carry a mark at or below a path.
    static List<ProcessHandle> marked(Path path) {
        String mark = VARIABLE + '=' + path;
        return ProcessHandle.allProcesses().filter(process -> carries(process, mark)).toList();
    }

    private static boolean carries(ProcessHandle process, String mark) {
        try {
            byte[] environment =
                    Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "environ"));
            return new String(environment, ISO_8859_1).contains(mark);
        } catch (IOException _) {
            return false; // it has ended, or is somebody else's
        }
    }
}
