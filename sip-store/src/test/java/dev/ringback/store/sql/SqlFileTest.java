package dev.ringback.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.store.kit.Follower;
import dev.ringback.subscribers.News;
import dev.ringback.subscribers.Snapshot;
import dev.ringback.subscribers.Subscriber;
import dev.ringback.subscribers.SubscriberStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlFileTest {
    private static final Subscriber ALICE = Subscriber.withPassword("alice", "localhost", "a");
    private static final Subscriber BOB = Subscriber.withPassword("bob", "localhost", "b");

    @TempDir private Path folder;

    private Path file() {
        return folder.resolve("subscribers.mv.db");
    }

    private SubscriberStore open() throws IOException {
        return EmbeddedSubscribers.open(folder);
    }

    @Test
    void untilSomebodyIsAddedThereIsNoFileAndNoDatabaseIsLoaded() throws Exception {
        Path loaded = folder.resolveSibling(folder.getFileName() + ".classes");
        Process quiet =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xlog:class+load:file=" + loaded,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Quiet.class.getName(),
                                folder.toString())
                        .inheritIO()
                        .start();
        assertThat(quiet.waitFor()).isZero();
        assertThat(Files.readString(loaded))
                .contains(EmbeddedSubscribers.class.getName())
                .doesNotContain("org.h2.", "org.postgresql.", "com.zaxxer.");
        assertThat(folder).isEmptyDirectory();
        Files.delete(loaded);
    }

    @Test
    void onlyTheOwnerMayReadIt() throws Exception {
        try (SubscriberStore store = open()) {
            store.put(List.of(ALICE));
        }
        assertThat(Files.getPosixFilePermissions(file()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(folder.toFile().list()).containsExactly("subscribers.mv.db");
    }

    @Test
    void whoReadsChangesNothing() throws Exception {
        try (SubscriberStore store = open();
                SubscriberStore reader = open()) {
            store.put(List.of(ALICE));
            FileTime before = Files.getLastModifiedTime(file());
            Follower follower = new Follower(reader);
            assertThat(follower.ask()).isEqualTo(new News.Nothing());
            assertThat(EmbeddedSubscribers.glance(folder).subscribers()).containsExactly(ALICE);
            assertThat(Files.getLastModifiedTime(file())).isEqualTo(before);
        }
    }

    @Test
    void aFileThatIsGoneMeansThatNobodyIsThere() throws Exception {
        try (SubscriberStore store = open()) {
            store.put(List.of(ALICE));
            Follower follower = new Follower(store);
            Files.delete(file());
            assertThat(follower.ask()).isEqualTo(new News.Everything(Snapshot.EMPTY));
            assertThat(follower.ask()).isEqualTo(new News.Nothing());
            store.put(List.of(BOB));
            follower.ask();
            assertThat(follower.users()).containsOnlyKeys("bob@localhost");
        }
    }

    @Test
    void anEmptyFileIsOneThatNobodyWrote() throws Exception {
        Files.createFile(file());
        try (SubscriberStore store = open()) {
            assertThat(store.load()).isEqualTo(Snapshot.EMPTY);
            assertThat(store.put(List.of(ALICE))).isEqualTo(1);
            assertThat(store.load().subscribers()).containsExactly(ALICE);
        }
    }

    @Test
    void whoFindsItTakenWaitsForAWhile() throws Exception {
        Migrations migrations = Migrations.of(Dialect.H2);
        new SqlSubscribers(new FileDatabase(file(), migrations)).put(List.of(ALICE));
        SqlSubscribers patient = new SqlSubscribers(new FileDatabase(file(), migrations));
        SqlSubscribers hasty =
                new SqlSubscribers(new FileDatabase(file(), migrations, Duration.ofMillis(200)));
        CompletableFuture<Integer> put;
        try (FileChannel other = FileChannel.open(file(), StandardOpenOption.WRITE);
                var _ = other.lock()) {
            assertThatThrownBy(hasty::load)
                    .isInstanceOf(IOException.class)
                    .hasMessage(file() + " is in use by others");
            assertThatThrownBy(() -> hasty.put(List.of(BOB)))
                    .hasMessage(file() + " is in use by others");
            put = CompletableFuture.supplyAsync(() -> put(patient));
            assertThatThrownBy(() -> put.get(500, TimeUnit.MILLISECONDS))
                    .isInstanceOf(java.util.concurrent.TimeoutException.class);
        }
        assertThat(put.get(20, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(patient.load().subscribers()).containsExactlyInAnyOrder(ALICE, BOB);
    }

    private static int put(SqlSubscribers store) {
        try {
            return store.put(List.of(BOB));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatIsNoDatabaseIsToldAndLeftAlone() throws Exception {
        Files.writeString(file(), "nonsense ".repeat(2_000));
        try (SubscriberStore store = open()) {
            assertThatThrownBy(store::load)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(file() + ": ")
                    .message()
                    .hasLineCount(1);
            assertThatThrownBy(() -> store.put(List.of(ALICE))).isInstanceOf(IOException.class);
        }
        assertThat(Files.readString(file())).isEqualTo("nonsense ".repeat(2_000));
    }

    @Test
    void theUsersOfTheTextFileAreTakenOverOnce() throws Exception {
        Path old = folder.resolve("users");
        String lines = UsersFileTest.line(ALICE) + "\n" + UsersFileTest.line(BOB) + "\n";
        Files.writeString(old, lines);
        assertThat(EmbeddedSubscribers.glance(folder).subscribers())
                .containsExactlyInAnyOrder(ALICE, BOB);
        assertThat(folder.toFile().list()).as("a glance changes nothing").containsExactly("users");
        try (SubscriberStore store = open()) {
            assertThat(store.load().subscribers()).containsExactlyInAnyOrder(ALICE, BOB);
            store.remove("bob", "localhost");
        }
        assertThat(old).doesNotExist();
        assertThat(folder.resolve("users.imported")).hasContent(lines);
        try (SubscriberStore store = open()) {
            assertThat(store.load().subscribers()).containsExactly(ALICE);
        }
    }

    @Test
    void aTextFileThatIsNotUnderstoodIsAnErrorAndStays() throws Exception {
        Files.writeString(folder.resolve("users"), "nonsense\n");
        assertThatThrownBy(this::open).hasMessageStartingWith(folder.resolve("users") + ":1: ");
        assertThatThrownBy(() -> EmbeddedSubscribers.glance(folder))
                .hasMessageStartingWith(folder.resolve("users") + ":1: ");
        assertThat(folder.resolve("users")).hasContent("nonsense\n");
    }

    @Test
    void aTextFileWithoutUsersMakesNoDatabase() throws Exception {
        Files.writeString(folder.resolve("users"), "# nobody yet\n");
        open().close();
        assertThat(folder.toFile().list()).containsExactly("users.imported");
    }

    @Test
    void theLogOfChangesStaysShortAndWhoIsBehindReadsEverything() throws Exception {
        try (SubscriberStore store = open()) {
            store.put(List.of(ALICE));
            long long_ago = store.load().number();
            List<Subscriber> some = new ArrayList<>();
            for (int i = 0; i < 9_000; i++) {
                some.add(new Subscriber("u" + i, "localhost", ALICE.ha1()));
            }
            Follower follower = new Follower(store);
            for (int i = 0; i < 4; i++) {
                store.put(some);
                assertThat(follower.ask()).as("put %d", i).isInstanceOf(News.Some.class);
            }
            assertThat(store.since(long_ago)).isInstanceOf(News.Everything.class);
            assertThat(logged()).isLessThanOrEqualTo(40_000);
        }
    }

    private int logged() throws IOException {
        return new FileDatabase(file(), Migrations.of(Dialect.H2))
                .read(
                        connection -> {
                            try (var query =
                                            connection.prepareStatement(
                                                    "SELECT count(*) FROM change_log");
                                    var row = query.executeQuery()) {
                                row.next();
                                return row.getInt(1);
                            }
                        });
    }

    @Test
    void aDatabaseOfAnOlderVersionIsBroughtUpToDate() throws Exception {
        Migrations first = Migrations.of(Dialect.H2);
        new SqlSubscribers(new FileDatabase(file(), first)).put(List.of(ALICE));
        String script = "CREATE TABLE IF NOT EXISTS later (name VARCHAR);";
        Migrations second = new Migrations(Dialect.H2, List.of("unused", script));
        FileDatabase newer = new FileDatabase(file(), second);
        assertThat(new SqlSubscribers(newer).load().subscribers()).containsExactly(ALICE);
        assertThat(newer.<Integer>read(Migrations::version)).isEqualTo(2);
        FileDatabase older = new FileDatabase(file(), first);
        assertThatThrownBy(() -> new SqlSubscribers(older).load())
                .isInstanceOf(IOException.class)
                .hasMessage(
                        file()
                                + ": its tables are of version 2 and this program knows 1: a newer"
                                + " Ringback made them");
        assertThatThrownBy(() -> new SqlSubscribers(older).put(List.of(BOB)))
                .isInstanceOf(IOException.class);
        assertThat(new SqlSubscribers(newer).load().domains()).isEqualTo(Set.of());
    }
}
