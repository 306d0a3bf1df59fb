package dev.ringback.store.sql;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.auth.DigestAlgorithm;
import dev.ringback.subscribers.Subscriber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsersFileTest {
    private static final Subscriber ALICE = Subscriber.withPassword("alice", "localhost", "secret");
    private static final Subscriber BOB = Subscriber.withPassword("bob", "example.com", "secret");

    @TempDir private Path folder = Path.of("");
    private Path path = Path.of("");
    private UsersFile file = new UsersFile(path);

    @BeforeEach
    void open() {
        path = folder.resolve("users");
        file = new UsersFile(path);
    }

    /// A line as version 0.1 wrote it.
    static String line(Subscriber user) {
        return user.address()
                + ' '
                + user.ha1().get(DigestAlgorithm.MD5)
                + ' '
                + user.ha1().get(DigestAlgorithm.SHA_256);
    }

    private void write(String text) throws IOException {
        Files.writeString(path, text);
    }

    @Test
    void usersAreReadAndHandedOnOnce() throws IOException {
        write("# ours\n\n" + line(ALICE) + "\n" + line(BOB) + "\n");
        assertThat(file.load()).containsExactly(ALICE, BOB);
        List<Subscriber> taken = new ArrayList<>();
        assertThat(file.takeOver(all -> add(taken, all))).isEqualTo(2);
        assertThat(taken).containsExactly(ALICE, BOB);
        assertThat(file.takeOver(all -> add(taken, all))).isEqualTo(-1);
        assertThat(folder).isDirectoryContaining(each -> each.endsWith("users.imported"));
        assertThat(folder.toFile().list()).containsExactly("users.imported");
    }

    private static int add(List<Subscriber> taken, Collection<Subscriber> all) {
        taken.addAll(all);
        return all.size();
    }

    @Test
    void noFileMeansNoUsers() throws IOException {
        assertThat(file.load()).isEmpty();
        assertThat(file.takeOver(_ -> 1)).isEqualTo(-1);
    }

    @Test
    void aFileWhoseUsersCannotBeKeptStays() throws IOException {
        write(line(ALICE) + "\n");
        assertThatThrownBy(
                        () ->
                                file.takeOver(
                                        _ -> {
                                            throw new IOException("no space");
                                        }))
                .hasMessage("no space");
        assertThat(path).exists();
    }

    @Test
    void aFaultyLineIsNamedByFileAndNumber() throws IOException {
        String good = line(ALICE);
        for (String bad :
                List.of(
                        "alice",
                        "alice@localhost",
                        good.replace("alice@", "alice"),
                        good + " more",
                        good.substring(0, good.length() - 1),
                        good.replace("alice@localhost ", "alice@localhost  "),
                        good.replace("alice@localhost", "alice@LOCALHOST"),
                        good.replace("alice@localhost", "@localhost"),
                        good.replace("alice@localhost", "al\"ice@localhost"),
                        good.substring(0, good.length() - 1) + "G")) {
            write("# comment\n" + bad + "\n");
            assertThatThrownBy(() -> file.takeOver(_ -> 1))
                    .as(bad)
                    .isInstanceOf(UsersFileException.class)
                    .hasMessageStartingWith(path + ":2: ");
            assertThat(path).exists();
        }
    }

    @Test
    void aUserTwiceIsAFault() throws IOException {
        write(line(ALICE) + "\n" + line(ALICE) + "\n");
        assertThatThrownBy(file::load).hasMessage(path + ":2: alice@localhost is there twice");
    }

    @Test
    void aFileThatIsNotTextIsAFault() throws IOException {
        Files.write(path, "J\u00e4s\u00f8n@localhost".getBytes(ISO_8859_1));
        assertThatThrownBy(file::load).isInstanceOf(UsersFileException.class);
    }
}
