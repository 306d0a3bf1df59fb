package dev.ringback.store.calls;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.Passed;
import dev.ringback.calls.CallArchive;
import dev.ringback.calls.CallQuery;
import dev.ringback.config.calls.CallsConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How many calls a second the archive takes, and how long a search lasts in so many.
final class ArchiveBench {
    private static final int CALLS = 100_000;
    private static final int BATCH = 500;

    private ArchiveBench() {}

    /// @param arguments the folder of the file
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        CallsConfig.Archive bounds = new CallsConfig.Archive(Duration.ofDays(7), 1L << 40);
        try (CallArchive archive = FileCallArchive.open(folder, bounds)) {
            for (int round = 0; round < CALLS / BATCH; round += 40) {
                long begin = System.nanoTime();
                for (int i = round; i < round + 40; i++) {
                    archive.add(batch(i * BATCH));
                }
                double seconds = (System.nanoTime() - begin) / 1e9;
                System.out.printf(
                        "%d calls: %.0f a second%n",
                        archive.counts().calls(), 40 * BATCH / seconds);
            }
            long begin = System.nanoTime();
            int found = archive.search(CallQuery.newest(50)).size();
            System.out.printf("the newest %d: %.1f ms%n", found, (System.nanoTime() - begin) / 1e6);
            begin = System.nanoTime();
            CallQuery.Page page = new CallQuery.Page(50, null);
            found =
                    archive.search(new CallQuery("nobody", 0, null, CallQuery.Span.EVER, page))
                            .size();
            System.out.printf(
                    "%d by a name that none has: %.1f ms%n",
                    found, (System.nanoTime() - begin) / 1e6);
            System.out.printf(
                    "%d octets of disk%n", Files.size(folder.resolve(FileCallArchive.FILE)));
        }
    }

    /// Calls of twelve messages, as a proxy sees them.
    private static List<CallFlow> batch(int from) {
        List<CallFlow> batch = new ArrayList<>();
        for (int i = from; i < from + BATCH; i++) {
            CallFlow one =
                    FlowsOfTests.refused(
                            "call-" + i, FlowsOfTests.NOON.plusMillis(i), "u" + i, 486);
            List<Passed> messages = new ArrayList<>();
            for (int j = 0; j < 6; j++) {
                messages.addAll(one.messages());
            }
            batch.add(new CallFlow(one.callId(), messages, one.remarks(), one.own(), 0));
        }
        return batch;
    }
}
