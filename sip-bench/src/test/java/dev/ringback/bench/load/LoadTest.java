package dev.ringback.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.bench.load.tally.Counts;
import dev.ringback.bench.load.tally.Report;
import dev.ringback.bench.load.tally.Result;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The generator with itself as the server: what the calls before a run are.
class LoadTest {
    @ParameterizedTest
    @CsvSource({"call,udp", "call,tcp", "register,udp", "register,tcp", "options,udp"})
    void itsOwnCalleeFindsNothingWrongWithItsCaller(String kind, String transport) {
        Options options =
                CommandLine.read(
                        List.of(
                                kind,
                                "--transport",
                                transport,
                                "--warm-up",
                                "500",
                                "--secret",
                                "s"));
        Counts counts = Run.rehearse(options).counts();
        assertThat(counts.outcome().ok()).as(counts.toString()).isEqualTo(500);
        assertThat(counts.outcome().reasons()).isEmpty();
        assertThat(counts.again()).isEqualTo(new Counts.Again(0, 0, 0, 0, 0));
    }

    @Test
    void aServerThatIsSilentMakesEveryCallFailAndShowsTheRetransmissions() throws IOException {
        try (DatagramSocket silent =
                new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))) {
            String server = "127.0.0.1:" + silent.getLocalPort();
            Result result =
                    Load.run(
                            "call",
                            "--server",
                            server,
                            "--count",
                            "3",
                            "--rate",
                            "100",
                            "--caller",
                            "127.0.0.1:0",
                            "--callee",
                            "127.0.0.1:0",
                            "--warm-up",
                            "0",
                            "--drain",
                            "4");
            Counts counts = result.counts();
            assertThat(counts.outcome().ok()).isZero();
            assertThat(counts.outcome().reasons()).containsEntry("no answer to INVITE", 3L);
            assertThat(counts.again().retransmissions())
                    .isPositive()
                    .isEqualTo(received(silent) - 3);
            assertThat(Report.json(result))
                    .startsWith(
                            "{\"kind\":\"call\",\"count\":3,\"started\":3,\"ok\":0,\"failed\":3,")
                    .contains("\"reasons\":{\"no answer to INVITE\":3}");
        }
    }

    /// How many datagrams have arrived at a socket that nobody read.
    private static long received(DatagramSocket socket) throws IOException {
        socket.setSoTimeout(200);
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        long count = 0;
        try {
            while (true) {
                socket.receive(packet);
                count++;
            }
        } catch (SocketTimeoutException _) {
            return count;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dial",
                "call --rate",
                "call --rate 5 --in-flight 5",
                "call --rate x",
                "call --server localhost",
                "call --count 0",
                "call --transport sctp",
                "call --colour red",
                "call 5"
            })
    void wrongUsageIsSaid(String words) {
        assertThatThrownBy(() -> CommandLine.read(List.of(words.split(" ", -1))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
