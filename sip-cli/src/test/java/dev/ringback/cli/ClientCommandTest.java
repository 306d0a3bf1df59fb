package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.app.RingbackServer;
import dev.ringback.config.ConfigException;
import dev.ringback.config.Listen;
import dev.ringback.config.ServerConfig;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `options` and `register` against a server in this process.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ClientCommandTest {
    private final RingbackServer server = start();

    private static RingbackServer start() {
        try {
            return RingbackServer.start(
                    ServerConfig.builder()
                            .listen(
                                    List.of(
                                            Listen.parse("udp:127.0.0.1:0"),
                                            Listen.parse("tcp:127.0.0.1:0")))
                            .user(new ServerConfig.User("alice", null, "secret"))
                            .data(null)
                            .build());
        } catch (ConfigException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeAll
    void theServerListens() {
        assertThat(server.listenPoints()).hasSize(2);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private String target(String transport) {
        return server.listenPoints().stream()
                .filter(point -> point.transport().parameter().equals(transport))
                .map(point -> transport + ":127.0.0.1:" + point.bound().getPort())
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void optionsTellsWhatTheServerSays(String transport) {
        String target = target(transport);

        Run text = Run.of("options", target);
        assertThat(text.err()).isEmpty();
        assertThat(text.out()).startsWith("200 OK from " + target + " in ").contains("Allow");
        assertThat(text.status()).isZero();

        Run json = Run.of("options", target, "--json");
        assertThat(json.out()).startsWith("{\"target\":\"" + target + "\",\"status\":200,");
        assertThat(json.status()).isZero();

        Run nagios = Run.of("options", target, "--nagios");
        assertThat(nagios.out())
                .matches("SIP OK - 200 OK from \\S+ in \\S+ ms \\| time=\\S+s;;;0\\n");
        assertThat(nagios.status()).isZero();
    }

    @Test
    void optionsFailsWithoutAnAnswer() throws IOException {
        try (DatagramSocket mute = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            String target = "127.0.0.1:" + mute.getLocalPort();

            Run text = Run.of("options", target, "--timeout", "300ms");
            assertThat(text.status()).isEqualTo(1);
            assertThat(text.out()).contains("no answer within 0.30 s");

            Run nagios = Run.of("options", target, "--timeout", "300ms", "--nagios");
            assertThat(nagios.status()).isEqualTo(2);
            assertThat(nagios.out()).startsWith("SIP CRITICAL - ").contains("no answer");
        }
    }

    @Test
    void optionsFailsWhereNobodyListens() {
        Run run = Run.of("options", "tcp:127.0.0.1:1", "--timeout", "3s");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).startsWith("tcp:127.0.0.1:1: ").containsIgnoringCase("refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void aUserIsRegisteredListedAndRemoved(String transport) {
        String[] who = {"register", target(transport), "--user", "alice", "--password", "secret"};

        Run added = run(who, "--contact", "sip:alice@192.0.2.7:5070", "--expires", "10m");
        assertThat(added.err()).isEmpty();
        assertThat(added.status()).isZero();
        assertThat(added.out())
                .contains("1 binding\n", "sip:alice@192.0.2.7:5070   expires in 600");

        Run listed = run(who, "--fetch", "--json");
        assertThat(listed.out())
                .contains(
                        "\"status\":200", "[{\"contact\":\"sip:alice@192.0.2.7:5070\",\"expires\"");

        assertThat(run(who, "--unregister").out()).contains("0 bindings");
        assertThat(run(who, "--fetch").out()).contains("0 bindings");
    }

    @Test
    void refusalsAreToldInOneLine() {
        String target = target("udp");

        Run wrong = Run.of("register", target, "--user", "alice", "--password", "wrong");
        assertThat(wrong.status()).isEqualTo(1);
        assertThat(wrong.err().lines()).hasSize(1);
        assertThat(wrong.err()).contains("401", "the user or the password is wrong");

        String[] who = {"register", target, "--user", "alice", "--password", "secret"};
        Run brief = run(who, "--expires", "5s");
        assertThat(brief.status()).isEqualTo(1);
        assertThat(brief.err()).contains("423", "ask for --expires 60s or more");

        Run foreign =
                Run.of("register", target, "--user", "a@other.example", "--password", "secret");
        assertThat(foreign.status()).isEqualTo(1);
        assertThat(foreign.err()).contains("a@other.example was refused with 4");
    }

    private static Run run(String[] first, String... rest) {
        String[] all = new String[first.length + rest.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(rest, 0, all, first.length, rest.length);
        return Run.of(all);
    }
}
