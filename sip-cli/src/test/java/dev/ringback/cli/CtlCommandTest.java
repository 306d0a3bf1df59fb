package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.app.RingbackServer;
import dev.ringback.callflow.hep.HepOrigin;
import dev.ringback.callflow.hep.HepTarget;
import dev.ringback.config.Listen;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.calls.CallsConfig;
import dev.ringback.control.ControlServer;
import dev.ringback.control.ControlSocket;
import dev.ringback.control.ServerCommands;
import dev.ringback.header.Parameters;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.Registration;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Transport;
import dev.ringback.uri.Uri;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `ringback ctl` and `ringback bindings` with a server in this process.
final class CtlCommandTest {
    @TempDir private Path folder = Path.of("");
    private final List<AutoCloseable> open = new ArrayList<>();
    private RingbackServer server = start();

    private static RingbackServer start() {
        try {
            return RingbackServer.start(
                    ServerConfig.builder()
                            .data(null)
                            .listen(List.of(Listen.parse("udp:127.0.0.1:0")))
                            .domains(List.of("example.com"))
                            .build());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void listen() throws Exception {
        open.add(
                ControlServer.open(
                        new ControlSocket(folder.resolve("ctl.sock")),
                        ServerCommands.of(server, "1.2.3", server::reload)));
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        server.close();
    }

    private Run run(String... words) {
        return Run.of(
                Stream.concat(Stream.of(words), Stream.of("--data", folder.toString()))
                        .toArray(String[]::new));
    }

    private void bind(String user, String contact) {
        InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 5060);
        Binding binding =
                new Binding(
                        Objects.requireNonNull(Uri.parse(contact)),
                        Parameters.NONE,
                        500,
                        server.now() + Duration.ofMinutes(10).toNanos(),
                        new Registration("call", 1, new Flow(Transport.UDP, here, here, 0)));
        var _ =
                server.location()
                        .update(
                                new AddressOfRecord(user, "example.com"),
                                server.now(),
                                old -> Stream.concat(old.stream(), Stream.of(binding)).toList());
    }

    @Test
    void statusTellsHowTheServerIs() {
        bind("bob", "sip:bob@192.0.2.7");
        Run run = run("ctl", "status");
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("Server    1.2.3, pid " + ProcessHandle.current().pid())
                .contains("Version   1, since 2")
                .contains("Listens   udp:127.0.0.1:")
                .contains("Bindings  1\n")
                .contains("Calls     about 0 up")
                .contains("Drains    no");
        assertThat(run("ctl", "status", "--json").out())
                .startsWith("{\"pid\":" + ProcessHandle.current().pid() + ",\"version\":\"1.2.3\"")
                .contains("\"config\":{\"number\":1,")
                .contains("\"draining\":null")
                .contains("\"store\":{\"kind\":\"memory\",\"trouble\":null}");
    }

    @Test
    void statusTellsWhoWasToldOfCalls() {
        assertThat(run("ctl", "status").out()).doesNotContain("Records").doesNotContain("HEP");
        server.exports()
                .follow(
                        new CallsConfig(
                                -1,
                                CallsConfig.Archive.OFF,
                                new CallsConfig.Records(folder.resolve("r.jsonl"), false),
                                new HepTarget(Transport.UDP, "127.0.0.1", 9, HepOrigin.sip()),
                                null));
        assertThat(run("ctl", "status").out())
                .contains("Records   0 written\n")
                .contains("HEP       0 sent\n");
        assertThat(run("ctl", "status", "--json").out())
                .contains(
                        "\"recorded\":{\"calls\":0,\"missed\":0,\"records\":{\"written\":0,"
                                + "\"dropped\":0,\"trouble\":null},\"hep\":{");
    }

    @Test
    void drainAndResumeAreSeenInTheStatus() {
        Run drain = run("ctl", "drain", "--wait", "5s");
        assertThat(drain.out()).contains("nothing is left");
        assertThat(drain.status()).isZero();
        assertThat(run("ctl", "status").out()).contains("Drains    since 2");
        assertThat(run("ctl", "resume").out()).isEqualTo("the server takes new work\n");
        assertThat(run("ctl", "status").out()).contains("Drains    no");
        assertThat(run("ctl", "drain", "--wait", "soon").status()).isEqualTo(2);
    }

    @Test
    void reloadMakesAnotherVersion() {
        Run run = run("ctl", "reload");
        assertThat(run.out()).isEqualTo("version 2 is in force, with 0 users\n");
        assertThat(run("ctl", "status").out()).contains("Version   2, since 2");
    }

    @Test
    void bindingsAreListedShownAndRemoved() {
        bind("bob", "sip:bob@192.0.2.7");
        bind("bob", "sip:bob@192.0.2.8");
        bind("alice", "sip:alice@192.0.2.9");
        assertThat(run("ctl", "bindings").out().lines()).hasSize(3);
        assertThat(run("bindings", "ls", "bob").out())
                .contains("bob@example.com  sip:bob@192.0.2.7  udp, 600 s left, q 0.5\n")
                .doesNotContain("alice");
        assertThat(run("bindings", "ls", "--json").out())
                .startsWith("[{\"user\":")
                .contains("\"contact\":\"sip:alice@192.0.2.9\"")
                .endsWith("}\n]\n");
        assertThat(run("bindings", "show", "bob@example.com").out().lines()).hasSize(2);
        assertThat(run("bindings", "rm", "bob", "sip:bob@192.0.2.7").out())
                .isEqualTo("removed 1 binding\n");
        assertThat(run("bindings", "rm", "bob", "sip:bob@192.0.2.7"))
                .matches(run -> run.status() == 1)
                .matches(run -> run.err().contains("is not registered at sip:bob@192.0.2.7"));
        assertThat(run("bindings", "rm", "bob@example.com").status()).isZero();
        assertThat(run("bindings", "show", "bob").status()).isEqualTo(1);
        assertThat(server.bindings()).isEqualTo(1);
    }

    @Test
    void noServerIsOneLineAndStatusOne() throws Exception {
        Path nobody = Files.createDirectory(folder.resolve("other"));
        for (String command : List.of("status", "drain", "resume", "reload", "bindings")) {
            Run run = Run.of("ctl", command, "--data", nobody.toString());
            assertThat(run.status()).as(command).isEqualTo(1);
            assertThat(run.err())
                    .startsWith("ringback: no server runs with the control socket ")
                    .hasLineCount(1);
        }
    }
}
