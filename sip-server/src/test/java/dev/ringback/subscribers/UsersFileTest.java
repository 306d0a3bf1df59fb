package dev.ringback.subscribers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.auth.DigestAlgorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsersFileTest {
    private static final Subscriber ALICE = Subscriber.withPassword("alice", "localhost", "secret");
    private static final Subscriber BOB = Subscriber.withPassword("bob", "example.com", "secret");

    @TempDir Path folder = Path.of("");
    private Path path = Path.of("");
    private UsersFile file = new UsersFile(path);

    @BeforeEach
    void open() {
        Path data = folder.resolve("data");
        path = data.resolve("users");
        file = new UsersFile(path);
    }

    @Test
    void noFileMeansNoUsers() throws IOException {
        assertThat(file.load()).isEmpty();
        assertThat(file.remove("alice", "localhost")).isFalse();
    }

    @Test
    void whatWasAddedIsLoadedInOrder() throws IOException {
        assertThat(file.add(List.of(ALICE, BOB))).isEqualTo(2);
        assertThat(file.load()).containsExactly(ALICE, BOB);
    }

    @Test
    void aLineIsTheAddressAndTheHashes() throws IOException {
        file.add(List.of(ALICE));
        String md5 = ALICE.ha1().get(DigestAlgorithm.MD5);
        String sha256 = ALICE.ha1().get(DigestAlgorithm.SHA_256);
        assertThat(Files.readAllLines(path))
                .containsExactly("alice@localhost " + md5 + " " + sha256);
        assertThat(md5).hasSize(32);
        assertThat(sha256).hasSize(64);
    }

    @Test
    void onlyTheOwnerMayReadIt() throws IOException {
        file.add(List.of(ALICE));
        assertThat(Files.getPosixFilePermissions(path))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(folder.resolve("data").resolve("users.new")).doesNotExist();
    }

    @Test
    void addingAgainChangesThePasswordInItsPlace() throws IOException {
        file.add(List.of(ALICE, BOB));
        Subscriber changed = Subscriber.withPassword("alice", "LOCALHOST", "other");
        assertThat(file.add(List.of(changed))).isZero();
        assertThat(file.load()).containsExactly(changed, BOB);
        assertThat(changed.ha1()).isNotEqualTo(ALICE.ha1());
    }

    @Test
    void ofTheSameUserTwiceInOneCallTheLaterCounts() throws IOException {
        Subscriber changed = Subscriber.withPassword("alice", "localhost", "other");
        assertThat(file.add(List.of(ALICE, changed))).isEqualTo(1);
        assertThat(file.load()).containsExactly(changed);
    }

    @Test
    void removesOneUser() throws IOException {
        file.add(List.of(ALICE, BOB));
        assertThat(file.remove("alice", "example.com")).isFalse();
        assertThat(file.remove("alice", "localhost")).isTrue();
        assertThat(file.load()).containsExactly(BOB);
        assertThat(file.remove("bob", "example.com")).isTrue();
        assertThat(file.load()).isEmpty();
    }

    @Test
    void commentsAndEmptyLinesStay() throws IOException {
        write("# ours\n\n");
        file.add(List.of(ALICE));
        assertThat(Files.readString(path)).startsWith("# ours\n\nalice@localhost ");
        assertThat(file.load()).containsExactly(ALICE);
    }

    @Test
    void thousandsAreAddedInOneWrite() throws IOException {
        List<Subscriber> many = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            many.add(new Subscriber("user" + i, "localhost", ALICE.ha1()));
        }
        assertThat(file.add(many)).isEqualTo(5_000);
        assertThat(file.load()).hasSize(5_000);
    }

    @Test
    void aFaultyLineIsNamedByFileAndNumber() throws IOException {
        file.add(List.of(ALICE));
        String good = Files.readString(path).strip();
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
            assertThatThrownBy(file::load)
                    .as(bad)
                    .isInstanceOf(UsersFileException.class)
                    .hasMessageStartingWith(path + ":2: ");
        }
    }

    @Test
    void aUserTwiceIsAFault() throws IOException {
        file.add(List.of(ALICE));
        String line = Files.readString(path);
        write(line + line);
        assertThatThrownBy(file::load).hasMessage(path + ":2: alice@localhost is there twice");
    }

    @Test
    void aFileThatIsNotTextIsAFault() throws IOException {
        write("");
        Files.write(path, "J\u00e4s\u00f8n@localhost".getBytes(ISO_8859_1));
        assertThatThrownBy(file::load).isInstanceOf(UsersFileException.class);
    }

    @Test
    void aFaultyFileIsNotOverwritten() throws IOException {
        write("nonsense\n");
        assertThatThrownBy(() -> file.add(List.of(ALICE))).isInstanceOf(UsersFileException.class);
        assertThat(Files.readString(path)).isEqualTo("nonsense\n");
    }

    @Test
    void namesThatCannotBeUsersAreRefused() {
        for (String name : List.of("", "a b", "a@b", "a:b", "a\"b", "a\nb", "#a")) {
            assertThatThrownBy(() -> Subscriber.withPassword(name, "localhost", "x"))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void hashesAreNotPrinted() {
        assertThat(ALICE).hasToString("alice@localhost");
    }

    private void write(String text) throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(path, text);
    }
}
