package dev.ringback.it.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.it.peer.Checkout;
import dev.ringback.it.peer.Finished;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.RawSip;
import dev.ringback.it.peer.Received;
import dev.ringback.it.peer.ServerProcess;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// `ringback backup` of a server that runs, and `ringback restore` into another folder.
class BackupTest {
    private static final int STEADY = 200;

    private final FreePorts ports = new FreePorts();
    private final Path folder = Checkout.folder("backup");
    private final Path archive = folder.resolve("ringback.zip");
    private int sequence;

    private String register(RawSip socket, String user, String line) {
        sequence++;
        return """
        REGISTER sip:localhost SIP/2.0
        Via: SIP/2.0/UDP 127.0.0.1:%1$d;branch=z9hG4bK%2$s%3$d
        From: <sip:%2$s@localhost>;tag=1
        To: <sip:%2$s@localhost>
        Call-ID: %2$s
        CSeq: %3$d REGISTER
        Max-Forwards: 70
        %4$sContent-Length: 0

        """
                .formatted(socket.port(), user, sequence, line)
                .replace("\n", "\r\n");
    }

    private void bind(RawSip socket, String user, int seconds) {
        String contact = "Contact: <sip:" + user + "@127.0.0.1:9>;expires=" + seconds + "\n";
        assertThat(socket.call(register(socket, user, contact)).status()).isEqualTo(200);
    }

    private int left(RawSip socket, String user) {
        Received answer = socket.call(register(socket, user, ""));
        List<String> contacts = answer.headers("Contact");
        assertThat(contacts).as(answer.text()).hasSize(1);
        return Integer.parseInt(contacts.getFirst().replaceFirst(".*;expires=", ""));
    }

    private static Finished run(String... words) {
        return Checkout.run(words);
    }

    @Test
    void bindingsUsersAndSecretAreThereInAnotherFolder() throws Exception {
        try (ServerProcess server =
                        ServerProcess.start(ports, "--domain", "localhost", "--no-auth");
                RawSip socket = new RawSip(server.port())) {
            Path data = server.data();
            for (int i = 0; i < STEADY; i++) {
                bind(socket, "u" + i, 600 + 10 * i);
            }
            Finished user =
                    run("user", "add", "eve@localhost", "--password", "e", "--data", "" + data);
            assertThat(user.exit()).as(user.err()).isZero();
            Finished saved = saveUnderLoad(server);
            assertThat(saved.exit()).as(saved.err()).isZero();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive)))
                    .isEqualTo("rw-------");

            Finished used = run("restore", "" + archive, "--data", "" + data);
            assertThat(used.exit()).isEqualTo(1);
            assertThat(used.err()).contains("a server uses");
        }
        Path other = folder.resolve("other");
        Finished restored = run("restore", "" + archive, "--data", "" + other);
        assertThat(restored.exit()).as(restored.err()).isZero();
        Finished full = run("restore", "" + archive, "--data", "" + other);
        assertThat(full.exit()).isEqualTo(1);
        assertThat(full.err()).contains("is not empty");
        assertThat(run("restore", "" + archive, "--force", "--data", "" + other).exit()).isZero();
        assertThat(run("user", "ls", "--data", "" + other).out()).isEqualTo("eve@localhost\n");
        assertThat(other.resolve("secret")).exists();

        try (ServerProcess again =
                        ServerProcess.start(
                                ports.next(),
                                other,
                                Map.of(),
                                "--domain",
                                "localhost",
                                "--no-auth");
                RawSip socket = new RawSip(again.port())) {
            for (int i = 0; i < STEADY; i++) {
                int lifetime = 600 + 10 * i;
                assertThat(left(socket, "u" + i)).isBetween(lifetime - 90, lifetime);
            }
        }
    }

    /// Others register all the while.
    private Finished saveUnderLoad(ServerProcess server) throws Exception {
        Thread load =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    try (RawSip other = new RawSip(server.port())) {
                                        while (!Thread.currentThread().isInterrupted()) {
                                            String user = "x" + sequence % 500;
                                            other.send(register(other, user, contact(user)));
                                            var _ = other.receive(Duration.ofMillis(200));
                                        }
                                    }
                                });
        try {
            return run("backup", "" + archive, "--data", "" + server.data());
        } finally {
            load.interrupt();
            load.join();
        }
    }

    private static String contact(String user) {
        return "Contact: <sip:" + user + "@127.0.0.1:9>;expires=900\n";
    }

    @Test
    void damagedArchiveWritesNothing() throws IOException {
        try (ServerProcess server =
                        ServerProcess.start(ports, "--domain", "localhost", "--no-auth");
                RawSip socket = new RawSip(server.port())) {
            for (int i = 0; i < 20; i++) {
                bind(socket, "u" + i, 900);
            }
            assertThat(run("backup", "" + archive, "--data", "" + server.data()).exit()).isZero();
        }
        try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
            file.seek(200);
            int octet = file.read();
            file.seek(200);
            file.write(octet ^ 1);
        }
        Path other = folder.resolve("other");
        Finished restored = run("restore", "" + archive, "--data", "" + other);
        assertThat(restored.exit()).isNotZero();
        assertThat(restored.err()).hasLineCount(1);
        assertThat(other).doesNotExist();
    }

    @Test
    void bindingsOfASharedStoreAreLeftAloneUnlessAskedFor() throws IOException {
        try (ServerProcess server =
                        ServerProcess.start(ports, "--domain", "localhost", "--no-auth");
                RawSip socket = new RawSip(server.port())) {
            bind(socket, "u1", 900);
            assertThat(run("backup", "" + archive, "--data", "" + server.data()).exit()).isZero();
        }
        // nobody listens there, so who asks it fails
        Path config = folder.resolve("redis.yaml");
        String node = "udp:127.0.0.1:" + ports.next();
        Files.writeString(
                config,
                """
                location: redis://127.0.0.1:%d
                listen: ["%s"]
                cluster: {node: "%s"}
                """
                        .formatted(ports.next(), node, node));
        String[] restore = {
            "restore", "" + archive, "--config", "" + config, "--data", "" + folder.resolve("r")
        };
        Finished left = run(restore);
        assertThat(left.exit()).as(left.err()).isZero();
        assertThat(left.out()).contains("0 bindings; bindings left as they are in Redis");
        Finished asked =
                run(
                        "restore",
                        "" + archive,
                        "--bindings",
                        "--config",
                        "" + config,
                        "--data",
                        "" + folder.resolve("s"));
        assertThat(asked.exit()).as(asked.out()).isEqualTo(1);
        Files.writeString(config, "location: memory\n");
        restore[restore.length - 1] = "" + folder.resolve("m");
        assertThat(run(restore).out()).contains("location: memory keeps none");
    }
}
