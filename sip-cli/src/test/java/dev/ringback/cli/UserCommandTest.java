package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.subscribers.Subscriber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UserCommandTest {
    @TempDir private Path folder = Path.of("");

    private Run user(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "user";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--data";
        all[arguments.length + 2] = folder.toString();
        return Run.of(all);
    }

    @Test
    void usersAreAddedListedChangedAndRemoved() {
        assertThat(user("ls").out()).isEmpty();
        assertThat(user("add", "alice", "--password", "a").out())
                .isEqualTo("added alice@localhost\n");
        assertThat(user("add", "bob@Example.com", "--password", "b").out())
                .isEqualTo("added bob@example.com\n");
        assertThat(user("add", "alice", "--password", "c").out())
                .isEqualTo("changed the password of alice@localhost\n");
        assertThat(user("ls").out()).isEqualTo("alice@localhost\nbob@example.com\n");
        assertThat(user("ls", "--json").out())
                .isEqualTo(
                        "[{\"address\":\"alice@localhost\",\"algorithms\":[\"MD5\",\"SHA-256\"]},"
                                + "{\"address\":\"bob@example.com\",\"algorithms\":[\"MD5\","
                                + "\"SHA-256\"]}]\n");
        assertThat(user("rm", "alice").out()).isEqualTo("removed alice@localhost\n");
        assertThat(user("ls").out()).isEqualTo("bob@example.com\n");
    }

    @Test
    void manyUsersComeFromAFile() throws IOException {
        Path file = folder.resolve("many.txt");
        Files.writeString(file, "# people\n\nalice:a:b\ncarol@example.org:c\n");

        assertThat(user("add", "--from", file.toString()).out()).isEqualTo("2 users added\n");
        assertThat(user("ls").out()).isEqualTo("alice@localhost\ncarol@example.org\n");
        assertThat(user("add", "--from", file.toString()).out())
                .isEqualTo("0 users added, 2 changed\n");
    }

    @Test
    void aWrongLineOfAFileIsNamedAndNothingIsAdded() throws IOException {
        Path file = Files.writeString(folder.resolve("many.txt"), "alice:a\nbob\n");

        Run run = user("add", "--from", file.toString());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("ringback: " + file + ":2: expected NAME[@DOMAIN]:PASSWORD\n");
        assertThat(user("ls").out()).isEmpty();
    }

    @Test
    void anUnknownUserIsNotRemoved() {
        user("add", "alice", "--password", "a");

        Run run = user("rm", "alise");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("no user alise@localhost", "did you mean alice@localhost?");
    }

    @Test
    void aNewPasswordIsForThoseWhoAreThere() {
        user("add", "alice", "--password", "a");

        assertThat(user("passwd", "alice", "--password", "b").out())
                .isEqualTo("changed the password of alice@localhost\n");
        Run run = user("passwd", "alise", "--password", "b");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("no user alise@localhost", "did you mean alice@localhost?");
        assertThat(user("ls").out()).isEqualTo("alice@localhost\n");
    }

    @Test
    void theFileOfOlderVersionsIsTakenOver() throws IOException {
        Subscriber old = Subscriber.withPassword("old", "localhost", "o");
        String hashes =
                Subscriber.STORED.stream().map(old.ha1()::get).collect(Collectors.joining(" "));
        Files.writeString(folder.resolve("users"), "old@localhost " + hashes + "\n");

        assertThat(user("add", "new", "--password", "n").out()).isEqualTo("added new@localhost\n");
        assertThat(user("ls").out()).isEqualTo("new@localhost\nold@localhost\n");
        assertThat(folder.resolve("users")).doesNotExist();
        assertThat(folder.resolve("users.imported")).exists();
    }

    @Test
    void whatKeepsNothingCannotBeChanged() throws IOException {
        Path config = Files.writeString(folder.resolve("r.yaml"), "subscribers: memory\n");

        Run run = user("add", "alice", "--password", "a", "--config", config.toString());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("subscribers: memory keeps nothing");
    }

    @Test
    void theDomainIsTheConfigurationsFirst() throws IOException {
        Path config =
                Files.writeString(folder.resolve("r.yaml"), "domains: [x.example, y.example]\n");

        Run run = user("add", "alice", "--password", "a", "--config", config.toString());
        assertThat(run.out()).isEqualTo("added alice@x.example\n");
    }
}
