package dev.ringback.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.bench.run.report.Contender;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The command line.
class OptionsTest {
    private static Options parse(String... arguments) throws WrongUse {
        return Options.parse(Arrays.asList(arguments));
    }

    @Test
    void withoutOptionsEverythingIsMeasured() throws WrongUse {
        Options options = parse();
        assertThat(options.rows()).containsExactly(Row.values());
        assertThat(options.contenders()).containsExactly(Contender.values());
        assertThat(options.plan()).isEqualTo(Plan.FULL);
    }

    @Test
    void aFirstLookLeavesTheLongRowsOut() throws WrongUse {
        Options options = parse("--quick");
        assertThat(options.plan()).isEqualTo(Plan.QUICK);
        assertThat(options.rows()).doesNotContain(Row.HEAP).contains(Row.UDP);
        assertThat(parse("-q", "--rows", "heap").rows()).containsExactly(Row.HEAP);
    }

    @Test
    void rowsComeInTheOrderOfTheTable() throws WrongUse {
        assertThat(parse("--rows", "digest,tcp,udp-clean,tcp").rows())
                .containsExactly(Row.UDP_CLEAN, Row.TCP, Row.DIGEST);
    }

    @Test
    void theOtherOptionsAreTaken() throws WrongUse {
        Options options =
                parse(
                        "--contenders",
                        "kamailio,ringback",
                        "--rounds",
                        "5",
                        "--out",
                        "/tmp/x",
                        "--port",
                        "5900",
                        "--noise",
                        "100");
        assertThat(options.contenders()).containsExactly(Contender.RINGBACK, Contender.KAMAILIO);
        assertThat(options.plan()).isEqualTo(Plan.FULL.withRounds(5).withNoise(1));
        assertThat(options.out()).isEqualTo(Path.of("/tmp/x"));
        assertThat(options.port()).isEqualTo(5900);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--rows nosuch      | there is no row 'nosuch' (see --list)",
                "--rows             | --rows needs a value",
                "--contenders asterisk | there is no contender 'asterisk': ringback, kamailio,"
                        + " jain",
                "--rounds 0         | --rounds needs a number from 1 to 50, not '0'",
                "--port x           | --port needs a number from 1 to 65533, not 'x'",
                "--fast             | unknown option --fast (see --help)",
            })
    void whatIsWrongIsSaidInOneLine(String arguments, String message) {
        List<String> words = List.of(arguments.split(" "));
        assertThatThrownBy(() -> Options.parse(words))
                .isInstanceOf(WrongUse.class)
                .hasMessage(message);
    }

    @Test
    void aTakenPortIsWrongUse() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (DatagramSocket udp = new DatagramSocket(0, loopback);
                ServerSocket tcp = new ServerSocket(0, 1, loopback)) {
            for (int port : new int[] {udp.getLocalPort(), tcp.getLocalPort()}) {
                assertThatThrownBy(() -> Ports.check(port - 2))
                        .isInstanceOf(WrongUse.class)
                        .hasMessageContaining("is taken: give others with --port PORT");
            }
        }
    }

    @Test
    void wrongUseEndsWithTwoAndHelpWithZero() throws Exception {
        assertThat(Bench.run(List.of("--rows", "nosuch"))).isEqualTo(2);
        assertThat(Bench.run(List.of("--fast", "--help"))).isZero();
        assertThat(Bench.run(List.of("--list"))).isZero();
    }

    @Test
    void rowsOfOneConfigurationShareAServer() {
        List<Row> rows =
                List.of(
                        Row.UDP,
                        Row.UDP_CLOSED,
                        Row.TCP,
                        Row.TCP_CLOSED,
                        Row.STATELESS,
                        Row.START,
                        Row.HEAP);
        assertThat(Bench.groups(rows))
                .containsExactly(
                        List.of(Row.UDP, Row.UDP_CLOSED),
                        List.of(Row.TCP, Row.TCP_CLOSED),
                        List.of(Row.STATELESS),
                        List.of(Row.START),
                        List.of(Row.HEAP));
    }
}
