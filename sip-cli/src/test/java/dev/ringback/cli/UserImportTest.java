package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.auth.DigestAlgorithm;
import dev.ringback.store.sql.EmbeddedSubscribers;
import dev.ringback.subscribers.Subscriber;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UserImportTest {
    private static final Path KAMAILIO = Path.of("/usr/share/kamailio/dbtext/kamailio");

    @TempDir private Path folder = Path.of("");

    private Run user(String... words) {
        List<String> all = new ArrayList<>(List.of("user"));
        all.addAll(List.of(words));
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        return Run.of(all.toArray(String[]::new));
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("users.csv"), text);
    }

    private @Nullable Subscriber find(String name) throws IOException {
        try (EmbeddedSubscribers store = EmbeddedSubscribers.open(folder.resolve("data"))) {
            return store.find(name, "example.com");
        }
    }

    @Test
    void rowsAreAddedChangedOrSkippedWithTheirLines() throws IOException {
        user("add", "alice@example.com", "--password", "old");
        user("add", "same@example.com", "--password", "s");
        Subscriber bob = Subscriber.withPassword("bob", "example.com", "b");
        Path file =
                write(
                        """
                        id,username,domain,password,ha1
                        1,alice,example.com,new,
                        2,,example.com,x,
                        3,bob,example.com,,MD5
                        4,same,example.com,s,
                        5,carol,example.com,,12
                        6,dave,,d,
                        """
                                .replace("MD5", bob.ha1().getOrDefault(DigestAlgorithm.MD5, "")));
        Run run = user("import", file.toString());
        assertThat(run.out()).isEqualTo("2 users added, 1 changed, 1 as before, 2 skipped\n");
        assertThat(run.err())
                .isEqualTo(
                        file
                                + ":3: no username, skipped\n"
                                + file
                                + ":6: ha1 is not 32 hexadecimal digits, skipped\n");
        assertThat(run.status()).isEqualTo(1);
        assertThat(user("ls").out())
                .isEqualTo(
                        "alice@example.com\nbob@example.com\ndave@localhost\nsame@example.com\n");
        assertThat(user("ls", "--json").out())
                .contains("{\"address\":\"bob@example.com\",\"algorithms\":[\"MD5\"]}");
        assertThat(find("alice")).isEqualTo(Subscriber.withPassword("alice", "example.com", "new"));
    }

    @Test
    void againItChangesNothingAndTakesNoHashAway() throws IOException {
        user("add", "bob@example.com", "--password", "b");
        Subscriber bob = Subscriber.withPassword("bob", "example.com", "b");
        Path file =
                write(
                        "username,domain,ha1\nbob,example.com,"
                                + bob.ha1().get(DigestAlgorithm.MD5)
                                + "\n");
        Run run = user("import", file.toString());
        assertThat(run.out()).isEqualTo("0 users added, 0 changed, 1 as before, 0 skipped\n");
        assertThat(run.status()).isZero();
        assertThat(find("bob")).isEqualTo(bob);
    }

    @Test
    void aDryRunChangesNothing() throws IOException {
        Path file = write("username,password\nalice,a\n,b\n");
        Run run = user("import", file.toString(), "--dry-run");
        assertThat(run.out())
                .isEqualTo("dry run: 1 user added, 0 changed, 0 as before, 1 skipped\n");
        Run json = user("import", file.toString(), "--dry-run", "--json");
        assertThat(json.out())
                .isEqualTo(
                        "{\"file\":\""
                                + file
                                + "\",\"dryRun\":true,\"added\":1,\"changed\":0,\"same\":0,"
                                + "\"skipped\":[{\"line\":3,\"reason\":\"no username\"}]}\n");
        assertThat(json.err()).isEmpty();
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void whatIsNoTableOrNoTextIsTold() throws IOException {
        Run nothing = user("import", write("hello\n").toString());
        assertThat(nothing.status()).isEqualTo(1);
        assertThat(nothing.err()).contains("users.csv has no row of a table subscriber");
        Run missing = user("import", folder.resolve("none").toString());
        assertThat(missing.status()).isEqualTo(2);
        assertThat(missing.err()).contains("there is no such file");
        Path latin = folder.resolve("latin");
        String text = "username,password\nj\u00f8rn,x\n";
        Files.write(latin, text.getBytes(StandardCharsets.ISO_8859_1));
        Run odd = user("import", latin.toString());
        assertThat(odd.status()).isEqualTo(2);
        assertThat(odd.err()).contains("latin is not UTF-8 text");
        assertThat(user("ls").out()).isEmpty();
    }

    @Test
    void aTableMayHaveAnotherName() throws IOException {
        Path dump =
                Files.writeString(
                        folder.resolve("dump.sql"),
                        "INSERT INTO phones (username, password) VALUES ('alice','a');\n"
                                + "INSERT INTO subscriber (username, password)"
                                + " VALUES ('x','x');\n");
        assertThat(user("import", dump.toString(), "--table", "phones").status()).isZero();
        assertThat(user("ls").out()).isEqualTo("alice@localhost\n");
    }

    /// The table that the real Kamailio makes, with users that its own tool adds.
    @Test
    void theUsersThatKamctlAddsAreTakenOver() throws Exception {
        Path database = folder.resolve("kamailio");
        Files.createDirectory(database);
        try (Stream<Path> tables = Files.list(KAMAILIO)) {
            for (Path table : tables.toList()) {
                Files.copy(table, database.resolve(table.getFileName()));
            }
        }
        Files.writeString(
                folder.resolve(".kamctlrc"),
                "DBENGINE=DBTEXT\nDB_PATH=" + database + "\nSIP_DOMAIN=example.com\n");
        kamctl("bob", "secret");
        kamctl("carol@example.com", "a:b\\c d");
        Run run = user("import", database.resolve("subscriber").toString());
        assertThat(run.out()).isEqualTo("2 users added, 0 changed, 0 as before, 0 skipped\n");
        assertThat(find("bob")).isEqualTo(Subscriber.withPassword("bob", "example.com", "secret"));
        assertThat(find("carol"))
                .isEqualTo(Subscriber.withPassword("carol", "example.com", "a:b\\c d"));

        String table = Files.readString(database.resolve("subscriber"));
        assertThat(table).contains(":secret:");
        Files.writeString(database.resolve("subscriber"), table.replace(":secret:", "::"));
        assertThat(user("rm", "bob@example.com").status()).isZero();
        user("import", database.resolve("subscriber").toString());
        Subscriber hashed = Objects.requireNonNull(find("bob"));
        Subscriber made = Subscriber.withPassword("bob", "example.com", "secret");
        assertThat(hashed.ha1())
                .as("MD5 as kamctl makes it")
                .isEqualTo(Map.of(DigestAlgorithm.MD5, made.ha1().get(DigestAlgorithm.MD5)));
    }

    private void kamctl(String user, String password) throws Exception {
        Path log = folder.resolve("kamctl.log");
        ProcessBuilder kamctl =
                new ProcessBuilder("/usr/sbin/kamctl", "add", user, password)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        kamctl.environment().put("HOME", folder.toString());
        int status = kamctl.start().waitFor();
        assertThat(status).as(Files.readString(log)).isZero();
    }
}
