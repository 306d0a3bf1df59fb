package dev.ringback.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.subscribers.Subscriber;
import dev.ringback.subscribers.SubscriberStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that is killed while it writes leaves a file that others can read, with all that it
/// said it had. More often with `-Dkills=100`.
class SqlKilledProcessTest {
    private static final int KILLS = Integer.getInteger("kills", 6);

    @TempDir private Path folder;

    private final Random random = new Random(5);

    @Test
    void whatWasPutIsThereAndWhatWasRemovedIsNot() throws Exception {
        for (int i = 1; i <= KILLS; i++) {
            int last = killed(1_000 * i);
            try (SubscriberStore store = EmbeddedSubscribers.open(folder)) {
                List<String> names =
                        store.load().subscribers().stream().map(Subscriber::name).toList();
                // the next one may have been put, and this one removed, before it could say so
                assertThat(names).as("kill %d", i).containsAnyOf("u" + last, "u" + (last + 1));
                assertThat(names).as("kill %d", i).doesNotContain("u" + (last - 1));
                assertThat(names).as("kill %d", i).hasSizeLessThanOrEqualTo(2 * i);
            }
        }
    }

    private int killed(int number) throws Exception {
        Path said = folder.resolve("said-" + number);
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx128m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Writing.class.getName(),
                                folder.toString(),
                                Integer.toString(number))
                        .redirectOutput(said.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        await().until(() -> Files.size(said) > 0);
        process.waitFor(random.nextInt(1_000), TimeUnit.MILLISECONDS);
        process.destroyForcibly();
        assertThat(process.waitFor()).isEqualTo(137);
        List<String> lines = Files.readAllLines(said);
        return Integer.parseInt(lines.getLast());
    }
}
