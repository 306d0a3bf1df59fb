package dev.ringback.store.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.Lookup;
import dev.ringback.location.MemoryLocation;
import dev.ringback.store.kit.Bindings;
import dev.ringback.store.record.BindingRecord;
import dev.ringback.store.record.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final Moment NOW = new Moment(0, 1_000_000);

    private static final AddressOfRecord ALICE = Bindings.user(1);

    @TempDir private Path folder;

    private static byte[] record(int user, long cseq) {
        Binding binding = Bindings.binding(cseq, 0, Duration.ofHours(1));
        return new BindingRecord(Bindings.user(user), List.of(binding)).octets(NOW);
    }

    private static List<String> content(Generations files) throws Exception {
        List<String> content = new ArrayList<>();
        files.readAll(
                octets -> {
                    BindingRecord record = BindingRecord.read(octets, NOW);
                    String user = record.aor().user();
                    record.bindings().forEach(binding -> content.add(user + ' ' + binding.cseq()));
                });
        return content;
    }

    private Generations open() throws IOException {
        return Generations.open(folder, 0);
    }

    @Test
    void recordsComeBackInTheOrderInWhichTheyWereWritten() throws Exception {
        try (Generations files = open()) {
            files.write(List.of(record(1, 1), record(2, 1)));
            files.write(List.of(record(1, 2)));
        }
        try (Generations files = open()) {
            assertThat(content(files)).containsExactly("u1 1", "u2 1", "u1 2");
            files.write(List.of(record(2, 2)));
            assertThat(content(files)).endsWith("u2 2").hasSize(4);
        }
    }

    @Test
    void aFileTakesThePlaceOfTheOneBeforeOnceItIsComplete() throws Exception {
        try (Generations files = open()) {
            files.write(List.of(record(1, 1), record(1, 2)));
            files.begin();
            files.write(List.of(record(1, 3)));
        }
        try (Generations files = open()) {
            assertThat(content(files)).containsExactly("u1 1", "u1 2", "u1 3");
            assertThat(files.outgrown()).isTrue();
            files.dropOlder();
            assertThat(files.outgrown()).isFalse();
            files.write(List.of(record(1, 4)));
        }
        try (Generations files = open()) {
            assertThat(content(files)).containsExactly("u1 3", "u1 4");
        }
    }

    @Test
    void whatHasGrownIsWrittenAnewWithWhatIsAlive() throws Exception {
        MemoryLocation memory = new MemoryLocation();
        try (Journal journal = new Journal(open(), memory, () -> NOW)) {
            for (long cseq = 1; cseq <= 100; cseq++) {
                assertThat(changed(memory, journal, cseq)).isInstanceOf(Lookup.Found.class);
            }
        }
        try (Generations files = open()) {
            assertThat(content(files)).endsWith("u1 100").hasSizeLessThan(20);
        }
    }

    @Test
    void whatIsNotTakenIsTakenBackAndTheFilesTriedAgain() throws Exception {
        MemoryLocation memory = new MemoryLocation();
        Generations files = Generations.open(folder, 1 << 20);
        try (Journal journal = new Journal(files, memory, () -> NOW)) {
            assertThat(changed(memory, journal, 1)).isInstanceOf(Lookup.Found.class);
            files.close();
            assertThat(changed(memory, journal, 2)).isInstanceOf(Lookup.Unavailable.class);
            assertThat(memory.bindings(ALICE, 0)).singleElement().returns(1L, Binding::cseq);
            await().until(() -> changed(memory, journal, 3) instanceof Lookup.Found);
        }
        try (Generations again = open()) {
            assertThat(content(again)).endsWith("u1 3").doesNotContain("u1 2");
        }
    }

    /// The rest is only in memory then.
    @Test
    void whatWasInAFileThatIsGoneAfterAFaultIsWrittenAnew() throws Exception {
        MemoryLocation memory = new MemoryLocation();
        Generations files = Generations.open(folder, 1 << 20);
        try (Journal journal = new Journal(files, memory, () -> NOW)) {
            assertThat(changed(memory, journal, 1)).isInstanceOf(Lookup.Found.class);
            memory.update(
                    Bindings.user(2), 0, _ -> List.of(Bindings.binding(7, 0, Duration.ofHours(1))));
            Files.delete(folder.resolve("1.mv"));
            files.close();
            assertThat(changed(memory, journal, 2)).isInstanceOf(Lookup.Unavailable.class);
            await().until(() -> Files.exists(folder.resolve("2.mv")));
            await().until(() -> Files.notExists(folder.resolve("1.mv")));
        }
        try (Generations again = open()) {
            assertThat(content(again)).contains("u1 1", "u2 7");
        }
    }

    @Test
    void whatStandsBesideDamageIsRead() throws Exception {
        int commits = 40;
        int each = 100;
        try (Generations files = open()) {
            for (int i = 0; i < commits; i++) {
                List<byte[]> records = new ArrayList<>();
                for (int k = 0; k < each; k++) {
                    records.add(record(i * each + k, 1));
                }
                files.write(records);
            }
        }
        Path file = folder.resolve("1.mv");
        byte[] octets = Files.readAllBytes(file);
        String early = new String(octets, ISO_8859_1);
        int at = early.indexOf("u" + 5 * each);
        Arrays.fill(octets, at, at + 300, (byte) 0xff);
        Files.write(file, octets);
        try (Generations files = open()) {
            List<String> content = content(files);
            assertThat(content).hasSizeBetween(commits * each - 300, commits * each - 1);
            assertThat(content).contains("u1 1", "u" + (commits * each - 1) + " 1");
        }
    }

    private static Lookup.Settled<List<Binding>> changed(
            MemoryLocation memory, Journal journal, long cseq) throws Exception {
        Change change =
                new Change(
                        ALICE,
                        memory.bindings(ALICE, 0),
                        List.of(Bindings.binding(cseq, 0, Duration.ofHours(1))));
        memory.update(ALICE, 0, old -> journal.offer(change) ? change.after() : old);
        if (memory.bindings(ALICE, 0).equals(change.before())) {
            return new Lookup.Unavailable<>(journal.reason());
        }
        CompletableFuture<Lookup.Settled<List<Binding>>> told = new CompletableFuture<>();
        change.begin(told::complete);
        return told.get(10, TimeUnit.SECONDS);
    }
}
