package dev.ringback.it.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.it.peer.Checkout;
import dev.ringback.it.peer.Finished;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.RawSip;
import dev.ringback.it.peer.Received;
import dev.ringback.it.peer.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Servers on disks that take nothing, on damaged files, and on a folder that another one has.
class DiskFaultsTest {
    private final FreePorts ports = new FreePorts();
    private final Path data = Checkout.folder("disk");
    private int cseq;

    private ServerProcess server() {
        return ServerProcess.start(
                ports.next(), data, Map.of(), "--domain", "localhost", "--no-auth");
    }

    private String register(RawSip from, String user, String contact) {
        return request("REGISTER", "localhost", user, from, contact);
    }

    private String request(String method, String to, String user, RawSip from, String contact) {
        cseq++;
        return String.join(
                "\r\n",
                method + " sip:" + to + " SIP/2.0",
                "Via: SIP/2.0/UDP 127.0.0.1:" + from.port() + ";branch=z9hG4bK" + cseq,
                "Max-Forwards: 70",
                "From: <sip:" + user + "@localhost>;tag=1",
                "To: <sip:" + user + "@localhost>",
                "Call-ID: " + method + user + cseq,
                "CSeq: " + cseq + " " + method,
                contact + "Content-Length: 0",
                "",
                "");
    }

    private String contact(RawSip phone) {
        return "Contact: <sip:x@127.0.0.1:" + phone.port() + ">\r\n";
    }

    @Test
    void aFullDiskRefusesRegistrationsUntilThereIsRoomWhileCallsGoOn() throws Exception {
        try (ServerProcess server = server();
                RawSip phone = new RawSip(server.port())) {
            assertThat(phone.call(register(phone, "alice", contact(phone))).status())
                    .isEqualTo(200);
            limitFiles(server, Long.toString(Files.size(file())));
            Received refused = phone.call(register(phone, "bob", contact(phone)));
            assertThat(refused.startLine()).startsWith("SIP/2.0 503");
            assertThat(refused.header("Retry-After")).isNotEmpty();
            assertThat(phone.call(register(phone, "bob", "")).header("Contact")).isEmpty();
            checkCall(server, phone);
            assertThat(server.describe()).contains("takes nothing any more");
            limitFiles(server, "unlimited");
            await().atMost(Duration.ofSeconds(20))
                    .until(
                            () ->
                                    phone.call(register(phone, "bob", contact(phone))).status()
                                            == 200);
        }
        try (ServerProcess server = server();
                RawSip phone = new RawSip(server.port())) {
            assertThat(phone.call(register(phone, "alice", "")).headers("Contact")).hasSize(1);
            assertThat(phone.call(register(phone, "bob", "")).headers("Contact")).hasSize(1);
        }
    }

    private void checkCall(ServerProcess server, RawSip phone) {
        try (RawSip caller = new RawSip(server.port())) {
            caller.send(request("INVITE", "alice@localhost", "carol", caller, contact(caller)));
            Received invite = phone.answer();
            assertThat(invite.startLine()).startsWith("INVITE ");
            StringBuilder answer = new StringBuilder("SIP/2.0 200 OK\r\n");
            for (String name : new String[] {"Via", "From", "Call-ID", "CSeq"}) {
                invite.headers(name).forEach(value -> answer.append(name + ": " + value + "\r\n"));
            }
            answer.append("To: " + invite.header("To") + ";tag=2\r\n");
            phone.send(answer + contact(phone) + "Content-Length: 0\r\n\r\n");
            assertThat(caller.finalResponse(Duration.ofSeconds(5)).status()).isEqualTo(200);
        }
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("bindings"))) {
            return files.filter(each -> each.toString().endsWith(".mv")).findFirst().orElseThrow();
        }
    }

    /// How large the files of a running process may become, in octets.
    private static void limitFiles(ServerProcess server, String octets) throws Exception {
        Process limit =
                new ProcessBuilder(
                                "prlimit",
                                "--pid",
                                Long.toString(server.pid()),
                                "--fsize=" + octets + ":unlimited")
                        .inheritIO()
                        .start();
        assertThat(limit.waitFor()).isZero();
    }

    @Test
    void aDamagedFileIsSetAsideAndSaidAndTheServerStarts() throws Exception {
        try (ServerProcess server = server();
                RawSip phone = new RawSip(server.port())) {
            phone.call(register(phone, "alice", contact(phone)));
        }
        Path damaged = file();
        byte[] nonsense = "nonsense ".repeat(1_000).getBytes(StandardCharsets.US_ASCII);
        Files.write(damaged, nonsense, StandardOpenOption.TRUNCATE_EXISTING);
        try (ServerProcess server = server();
                RawSip phone = new RawSip(server.port())) {
            assertThat(server.describe()).contains("is damaged and was set aside as");
            assertThat(phone.call(register(phone, "alice", "")).header("Contact")).isEmpty();
            assertThat(phone.call(register(phone, "bob", contact(phone))).status()).isEqualTo(200);
        }
        try (Stream<Path> files = Files.list(data.resolve("bindings"))) {
            assertThat(files.filter(each -> each.toString().contains(".damaged-")))
                    .singleElement()
                    .satisfies(each -> assertThat(Files.readAllBytes(each)).isEqualTo(nonsense));
        }
    }

    @Test
    void aFolderThatAnotherServerHasIsRefused() {
        try (ServerProcess _ = server()) {
            Finished second =
                    Checkout.run(
                            "serve",
                            "--listen",
                            "udp:127.0.0.1:" + ports.next(),
                            "--data",
                            data.toString());
            assertThat(second.exit()).isEqualTo(2);
            assertThat(second.err()).contains(data + ": in use by another process");
            assertThat(second.err().lines()).hasSize(1);
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefused() throws Exception {
        Files.writeString(data.resolve("bindings"), "a file in the place of a folder");
        Finished finished =
                Checkout.run(
                        "serve",
                        "--listen",
                        "udp:127.0.0.1:" + ports.next(),
                        "--data",
                        data.toString());
        assertThat(finished.exit()).as(finished.toString()).isEqualTo(2);
        assertThat(finished.err().lines()).hasSize(1);
        assertThat(finished.err()).contains("bindings: this is no folder");
    }
}
