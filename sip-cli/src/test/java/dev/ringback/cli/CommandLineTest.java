package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cli.terminal.Version;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CommandLineTest {
    @Test
    void withoutArgumentsAHelpOfTwelveLinesIsPrinted() {
        Run run = Run.of();

        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines()).hasSize(12).allMatch(line -> line.length() <= 80);
        assertThat(run.out())
                .contains("./ringback serve --demo", "./ringback call sip:echo@localhost");
    }

    @ParameterizedTest
    @CsvSource({
        "serve, --no-auth",
        "options, --nagios",
        "register, --unregister",
        "call, --duration",
        "answer, --queue",
        "transfer, --attended",
        "message, --encrypt",
        "subscribe, --poll",
        "publish, --etag",
        "parse, --stream",
        "codes, --lang",
        "send, --raw",
        "user, add",
        "user add, --from",
        "user ls, --json",
        "user rm, NAME"
    })
    void everyCommandHasAHelp(String command, String word) {
        Run run = Run.of((command + " --help").split(" ", -1));

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("Usage: ringback " + command, word);
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "srve --demo | unknown command 'srve', did you mean 'serve'?",
                "user ad bob | unknown command 'ad', did you mean 'add'?",
                "serve --domian x | unknown option '--domian', did you mean '--domain'?",
                "serve extra | unexpected argument 'extra'",
                "parse | Missing required parameter: 'FILE'",
                "parse --json --quiet - | --json and --quiet exclude each other",
                "serve --listen | Missing required parameter for option '--listen'",
                "serve --listen 5060 | '5060' names no transport",
                "serve --listen tls:*:5061 --check | 'tls:*:5061' needs a certificate",
                "serve --shards x | Invalid value for option '--shards'",
                "serve --shards 0 | --shards: 0 is no number from 1 to 256",
                "serve --user alice | --user takes NAME:PASSWORD",
                "serve --user a:b@c --user a\"b:c --check | --user: The user name has",
                "serve --user a@b:c | user a@b: the domain is not served (localhost)",
                "serve --domain a..b | 'a..b' is no host name",
                "serve --advertise x:1 | 'x:1' is no host name",
                "serve --demo --listen udp:*:5060 | --demo has well-known passwords",
                "serve --config /no/such.yaml | cannot read /no/such.yaml: there is no such file",
                "options | Missing required parameter: 'TARGET'",
                "options http://h/sip | 'http://h/sip' is no target",
                "options sip:h;transport=sctp | 'sip:h;transport=sctp': sctp is not supported",
                "options 127.0.0.1:99999 | '127.0.0.1:99999' is no target",
                "options 127.0.0.1 --timeout soon | --timeout: 'soon' is no time",
                "options 127.0.0.1 --count 0 | --count: 0 is no number from 1 on",
                "register 127.0.0.1 | Missing required option: '--user=NAME[@DOMAIN]'",
                "register 127.0.0.1 -u a --contact : | --contact: ':' is no URI",
                "register 127.0.0.1 -u a --fetch --unregister | mutually exclusive",
                "send 127.0.0.1 | give either METHOD or --raw FILE",
                "send 127.0.0.1 OPTIONS --raw - | give either METHOD or --raw FILE",
                "send 127.0.0.1 OPTIONS --password x | --password needs --user",
                "send 127.0.0.1 OPTIONS -H nonsense | --header: 'nonsense' is not like",
                "send 127.0.0.1 --raw /no/such | /no/such: there is no such file",
                "codes 700 | '700' is no response code",
                "user add | give either NAME or --from FILE",
                "user add a --password x --from f | give either NAME or --from FILE",
                "user add @x --password x | '@x' is no user",
                "user add a@b..c --password x | 'b..c' is no host name",
                "user add --from /no/such | /no/such: there is no such file",
                "--color sometimes | Invalid value for option '--color'"
            })
    void wrongUsageIsOneLineAndStatusTwo(String arguments, String complaint) {
        Run run = Run.of(arguments.split(" ", -1));

        assertThat(run.err()).startsWith("ringback: ").contains(complaint);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isEqualTo(2);
    }

    @Test
    void aConfigurationIsCheckedWithoutStarting(@TempDir Path folder) throws IOException {
        Path good = Files.writeString(folder.resolve("good.yaml"), "domains: [example.com]\n");
        Path bad = Files.writeString(folder.resolve("bad.yaml"), "domains: [a]\nlisten:\n- x:1\n");

        Run checked = Run.of("serve", "--config", good.toString(), "--user", "a:b", "--check");
        assertThat(checked.status()).isZero();
        assertThat(checked.out()).isEqualTo("the configuration is good: 1 user\n");

        Run refused = Run.of("serve", "--config", bad.toString(), "--check");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).startsWith("ringback: " + bad + ":3:3: listen: 'x:1' names no");
    }

    @Test
    void usersThatCannotBeReadAreTold(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("users"), "# mine\nalice\n");

        Run run = Run.of("serve", "--data", folder.toString(), "--check");
        assertThat(run.status()).isNotZero();
        assertThat(run.err()).contains(folder.resolve("users") + ":2: ");
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void aTakenPortNamesItsHolderAndTheOption() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        String self = "(pid " + ProcessHandle.current().pid() + ")";
        try (DatagramSocket udp = new DatagramSocket(0, loopback);
                ServerSocket tcp = new ServerSocket(0, 1, loopback)) {
            Run datagrams = Run.of("serve", "--listen", "udp:127.0.0.1:" + udp.getLocalPort());
            Run streams = Run.of("serve", "--listen", "tcp:127.0.0.1:" + tcp.getLocalPort());

            assertThat(datagrams.status()).isEqualTo(2);
            assertThat(datagrams.err().lines()).hasSize(1);
            assertThat(datagrams.err())
                    .contains("udp:127.0.0.1:" + udp.getLocalPort() + " is taken by ")
                    .contains(self, "--listen udp:127.0.0.1:");
            assertThat(streams.status()).isEqualTo(2);
            assertThat(streams.err()).contains(self, "--listen tcp:127.0.0.1:");
        }
    }

    @Test
    void anAddressOfAnotherMachineIsTold() {
        Run run = Run.of("serve", "--listen", "udp:192.0.2.1:5060");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains("udp:192.0.2.1:5060", "does not have that address");
    }

    @Test
    void theVersionIsThatOfTheBuild() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));

        assertThat(pom).contains("<version>" + Version.FULL + "</version>");
        assertThat(Version.FULL).startsWith(Version.SHORT + ".");
        assertThat(Run.of("--version").out()).startsWith("ringback " + Version.FULL + " (Java ");
    }

    @Test
    void coloursAreOffWithoutATerminalAndOnWhenAsked() {
        assertThat(Run.of("nope").err()).doesNotContain("\u001b");
        assertThat(Run.of("--color", "always", "nope").err()).contains("\u001b[");
        assertThat(Run.of("--color", "never", "nope").err()).doesNotContain("\u001b");
    }
}
