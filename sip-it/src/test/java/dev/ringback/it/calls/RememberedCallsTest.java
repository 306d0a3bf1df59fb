package dev.ringback.it.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.control.JsonLine;
import dev.ringback.it.peer.Checkout;
import dev.ringback.it.peer.Finished;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.Loopback;
import dev.ringback.it.peer.PeerProcess;
import dev.ringback.it.peer.RawSip;
import dev.ringback.it.peer.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Calls outlive a server that is killed, a disk that is full stops none of them, and sngrep shows
/// what we send it.
class RememberedCallsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final FreePorts ports = new FreePorts();
    private final Path folder = Checkout.folder("calls");
    private final Path data = folder.resolve("data");

    private ServerProcess server(String... lines) {
        try {
            Path config = folder.resolve("ringback.yaml");
            Files.write(config, List.of(lines));
            return ServerProcess.start(
                    ports.next(),
                    data,
                    Map.of(),
                    "--domain",
                    "localhost",
                    "--no-auth",
                    "--config",
                    config.toString());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// Calls somebody who is not there.
    ///
    /// @return the Call-ID
    private static String call(RawSip caller) {
        String unique = UUID.randomUUID().toString();
        String request =
                """
                INVITE sip:nobody@localhost SIP/2.0
                Via: SIP/2.0/UDP 127.0.0.1:%1$d;rport;branch=z9hG4bK%2$s
                From: <sip:carol@far.example>;tag=c
                To: <sip:nobody@localhost>
                Call-ID: %2$s
                CSeq: 1 INVITE
                Max-Forwards: 70
                Contact: <sip:carol@127.0.0.1:%1$d>
                Content-Length: 0

                """
                        .formatted(caller.port(), unique)
                        .replace("\n", "\r\n");
        caller.send(request);
        assertThat(caller.finalResponse(PATIENCE).status()).isGreaterThanOrEqualTo(400);
        return unique;
    }

    private static Finished ringback(ServerProcess server, String... words) {
        String[] all = new String[words.length + 2];
        System.arraycopy(words, 0, all, 0, words.length);
        all[words.length] = "--data";
        all[words.length + 1] = server.data().toString();
        return Checkout.run(all);
    }

    /// What the status says of an outlet.
    private static Map<?, ?> recorded(ServerProcess server, String outlet) throws IOException {
        Map<String, @Nullable Object> status =
                JsonLine.read(ringback(server, "ctl", "status", "--json").out().strip());
        Map<?, ?> recorded = (Map<?, ?>) Objects.requireNonNull(status.get("recorded"));
        return (Map<?, ?>) Objects.requireNonNull(recorded.get(outlet));
    }

    @Test
    void callsAndTheirCausesOutliveAServerThatIsKilled() throws Exception {
        String[] config = {"calls: {keep: 7d, records: calls.jsonl}"};
        String one;
        try (ServerProcess server = server(config);
                RawSip caller = new RawSip(server.port())) {
            one = call(caller);
            await().atMost(PATIENCE)
                    .until(() -> Long.valueOf(1).equals(recorded(server, "archive").get("calls")));
            kill(server);
        }
        assertThat(Files.readString(folder.resolve("calls.jsonl")))
                .contains("\"callId\":\"" + one + "\"");
        try (ServerProcess server = server(config)) {
            assertThat(recorded(server, "archive").get("calls")).isEqualTo(1L);
            Finished why = ringback(server, "why", one);
            assertThat(why.exit()).as(why.toString()).isZero();
            assertThat(why.out()).contains("480 after").contains("INVITE sip:nobody@localhost");
        }
    }

    private static void kill(ServerProcess server) throws Exception {
        Process kill = new ProcessBuilder("kill", "-KILL", "" + server.pid()).start();
        assertThat(kill.waitFor()).isZero();
    }

    @Test
    void aFullDiskEndsTheArchiveAndNoCall() throws Exception {
        try (ServerProcess server = server("calls: {keep: 7d}");
                RawSip caller = new RawSip(server.port())) {
            call(caller);
            await().atMost(PATIENCE)
                    .until(() -> Long.valueOf(1).equals(recorded(server, "archive").get("calls")));
            limitFiles(server, Files.size(data.resolve("calls.mv.db")));
            await().atMost(PATIENCE)
                    .until(
                            () -> {
                                call(caller);
                                return recorded(server, "archive").get("trouble") != null;
                            });
            call(caller);
            assertThat(server.describe()).containsOnlyOnce("calls are no longer kept on disk");
            assertThat(ringback(server, "ctl", "status").out()).contains("takes nothing now: ");
            assertThat(server.stop().exit()).isZero();
        }
    }

    /// How large the files of a running process may become, in octets.
    private static void limitFiles(ServerProcess server, long octets) throws Exception {
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
    void aDamagedFileIsSaidAndTheServerStarts() throws Exception {
        Files.createDirectories(data);
        Files.writeString(data.resolve("calls.mv.db"), "nonsense ".repeat(2_000));
        try (ServerProcess server = server("calls: {keep: 7d}");
                RawSip caller = new RawSip(server.port())) {
            call(caller);
            assertThat(String.valueOf(recorded(server, "archive").get("trouble")))
                    .contains("calls.mv.db");
        }
    }

    @Test
    void sngrepShowsTheCallsThatWeSendIt() throws Exception {
        int port = ports.next();
        Path heard = folder.resolve("heard.pcap");
        String[] command = ("sngrep -F -N -q -L udp:127.0.0.1:" + port + " -O " + heard).split(" ");
        try (PeerProcess sngrep = PeerProcess.start(folder, Map.of(), command);
                ServerProcess server =
                        server("hep: {to: \"udp:127.0.0.1:" + port + "\", id: 2001}");
                RawSip caller = new RawSip(server.port())) {
            Loopback.awaitTaken(port);
            String callId = call(caller);
            await().atMost(PATIENCE)
                    .until(
                            () ->
                                    Files.exists(heard)
                                            && Files.readString(heard, StandardCharsets.ISO_8859_1)
                                                    .contains("SIP/2.0 480"));
            assertThat(Files.readString(heard, StandardCharsets.ISO_8859_1))
                    .contains("INVITE sip:nobody@localhost")
                    .contains("Call-ID: " + callId);
            await().atMost(PATIENCE)
                    .until(() -> Long.valueOf(0).equals(recorded(server, "hep").get("dropped")));
            assertThat(sngrep.alive()).as(sngrep.describe()).isTrue();
        }
    }
}
