package dev.ringback.callflow.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.callflow.Passed;
import dev.ringback.callflow.intake.IntakeLimits;
import dev.ringback.callflow.intake.Skip;
import dev.ringback.callflow.intake.Summary;
import dev.ringback.callflow.sample.Found;
import dev.ringback.callflow.secrets.KeyLog;
import dev.ringback.stack.Transport;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Captures that tcpdump, dumpcap, SIPp and OpenSSL made; `captures/make` beside them says how.
class RecordedCapturesTest {
    private static final Path FOLDER = Path.of("src/test/resources/captures");

    private final Found found = new Found();

    private Summary read(String name, KeyLog keyLog) throws IOException {
        Captures captures = new Captures(keyLog, IntakeLimits.defaults(), ZoneOffset.UTC, found);
        captures.read(FOLDER.resolve(name));
        return captures.summary();
    }

    private static List<String> call(String transport, String host) {
        String there = transport + " " + host + ":%s > " + host + ":%s ";
        String back = there.formatted("5060", "PORT");
        there = there.formatted("PORT", "5060");
        return List.of(
                there + "INVITE",
                back + "180 INVITE",
                back + "200 INVITE",
                there + "ACK",
                there + "BYE",
                back + "200 BYE");
    }

    private List<String> withoutPort() {
        return found.lines.stream()
                .map(l -> l.replaceAll(":(5080|[345]\\d{4})\\b", ":PORT"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp.pcap", "sll.pcap", "sll2.pcap"})
    void aCallOverUdpIsReadWhateverTheLinkType(String name) throws IOException {
        Summary summary = read(name, KeyLog.empty());
        assertThat(withoutPort()).isEqualTo(call("UDP", "127.0.0.1"));
        assertThat(summary).isEqualTo(new Summary(6, 6, 0, Map.of()));
    }

    @Test
    void aCallOverTcpIsPutTogether() throws IOException {
        Summary summary = read("tcp.pcap", KeyLog.empty());
        assertThat(withoutPort()).isEqualTo(call("TCP", "127.0.0.1"));
        assertThat(summary.skipped()).isEmpty();
    }

    @Test
    void aCallOverIpv6IsPutTogether() throws IOException {
        read("tcp6.pcap", KeyLog.empty());
        assertThat(withoutPort()).isEqualTo(call("TCP", "[0:0:0:0:0:0:0:1]"));
    }

    @Test
    void fragmentedDatagramsAreJoinedInBothVersionsOfIp() throws IOException {
        Summary summary = read("fragments.pcap", KeyLog.empty());
        assertThat(found.callIds()).containsExactly("four", "six");
        assertThat(found.passed).allMatch(p -> p.message().bodyLength() == 4_000);
        assertThat(summary.skipped()).containsOnlyKeys(Skip.OTHER_PROTOCOL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tls13-aes128",
                "tls13-aes256",
                "tls13-chacha",
                "tls13-retry",
                "tls12-aes128",
                "tls12-aes256",
                "tls12-chacha",
                "tls12-cbc-sha",
                "tls12-cbc-sha384",
                "tls12-cbc-mac-first"
            })
    void whatWasUnderTlsIsReadWithItsKeyLog(String name) throws IOException {
        Summary summary = read(name + ".pcapng", KeyLog.of(FOLDER.resolve(name + ".keys")));
        String version = name.startsWith("tls13") ? "tls1_3" : "tls1_2";
        assertThat(found.callIds())
                .containsExactlyInAnyOrder(version + "-one", version + "-two", version + "-three");
        assertThat(found.passed).extracting(Passed::transport).containsOnly(Transport.TLS);
        assertThat(summary.skipped()).isEmpty();
        assertThat(found.unreadable).isEmpty();
    }

    @Test
    void whatWasUnderTlsIsCountedWithoutSecrets() throws IOException {
        Summary summary = read("tls13-aes128.pcapng", KeyLog.empty());
        assertThat(found.lines).isEmpty();
        assertThat(summary.skipped()).isEqualTo(Map.of(Skip.ENCRYPTED, 1L));
    }

    @Test
    void theSecretsOfAnotherConnectionDoNotHelp() throws IOException {
        Summary summary =
                read("tls13-aes128.pcapng", KeyLog.of(FOLDER.resolve("tls13-aes256.keys")));
        assertThat(found.lines).isEmpty();
        assertThat(summary.skipped()).isEqualTo(Map.of(Skip.ENCRYPTED, 1L));
    }

    /// Some of the lines of a key log.
    private static String lines(String keys, Predicate<String> which) throws IOException {
        try (Stream<String> lines = Files.lines(FOLDER.resolve(keys))) {
            return lines.filter(which).map(line -> line + "\n").collect(Collectors.joining());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls13-aes128", "tls13-retry"})
    void aKeyLogWithoutTheLastSecretsIsTold(String name) throws IOException {
        KeyLog keyLog = KeyLog.empty();
        keyLog.add(lines(name + ".keys", line -> !line.contains("_SECRET_0")));
        Summary summary = read(name + ".pcapng", keyLog);
        assertThat(found.lines).isEmpty();
        assertThat(summary.skipped()).isEqualTo(Map.of(Skip.ENCRYPTED, 1L));
    }

    @Test
    void aConnectionWhoseSecretFitsNothingIsTold() throws IOException {
        KeyLog keyLog = KeyLog.empty();
        String handshake = lines("tls13-aes128.keys", line -> line.contains("HANDSHAKE"));
        keyLog.add(handshake.replace("HANDSHAKE_TRAFFIC_SECRET", "TRAFFIC_SECRET_0"));
        Summary summary = read("tls13-aes128.pcapng", keyLog);
        assertThat(found.lines).isEmpty();
        assertThat(summary.skipped()).isEqualTo(Map.of(Skip.ENCRYPTED, 1L));
    }

    /// Calls somebody when there is no more to read.
    private static InputStream ending(String name, ThrowingRunnable end) throws IOException {
        byte[] octets = Files.readAllBytes(FOLDER.resolve(name));
        return new FilterInputStream(new ByteArrayInputStream(octets)) {
            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                int read = super.read(target, from, length);
                if (read < 0) {
                    end.run();
                }
                return read;
            }
        };
    }

    private interface ThrowingRunnable {
        void run() throws IOException;
    }

    @Test
    void aKeyLogThatIsGoneAtTheEndIsAFaultOfReading(@TempDir Path folder) throws IOException {
        Path keys = Files.createFile(folder.resolve("keys"));
        Captures captures = new Captures(KeyLog.of(keys), found);
        InputStream in = ending("tls13-aes128.pcapng", () -> Files.deleteIfExists(keys));
        assertThatThrownBy(() -> captures.read(in)).isInstanceOf(NoSuchFileException.class);
    }

    /// As a key log grows beside a pipe.
    @Test
    void theLastSecretsMayComeLaterThanTheFirst() throws IOException {
        KeyLog keyLog = KeyLog.empty();
        keyLog.add(lines("tls13-aes128.keys", line -> line.contains("HANDSHAKE")));
        String last = lines("tls13-aes128.keys", line -> line.contains("_SECRET_0"));
        Captures captures = new Captures(keyLog, found);
        captures.read(ending("tls13-aes128.pcapng", () -> keyLog.add(last)));
        assertThat(found.passed).hasSize(3);
        assertThat(captures.summary().skipped()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"secrets-first.pcapng", "secrets-last.pcapng"})
    void secretsInTheFileCountWhereverTheyStand(String name) throws IOException {
        Summary summary = read(name, KeyLog.empty());
        assertThat(found.passed).hasSize(3);
        assertThat(summary.skipped()).isEmpty();
    }

    /// As it comes in a pipe.
    @Test
    void whatIsUnderTlsWaitsForItsSecrets() throws IOException {
        Captures captures = new Captures(KeyLog.empty(), found);
        try (InputStream in = Files.newInputStream(FOLDER.resolve("secrets-last.pcapng"))) {
            captures.read(in);
        }
        assertThat(found.passed).hasSize(3);
        assertThat(found.passed.stream().map(Passed::at).distinct()).hasSize(3);
        assertThat(captures.summary().skipped()).isEmpty();
    }

    @Test
    void theLogOfMessagesOfASippIsRead() throws IOException {
        Summary summary = read("sipp-messages.txt", KeyLog.empty());
        assertThat(withoutPort()).isEqualTo(call("UDP", "127.0.0.1"));
        assertThat(found.passed.getFirst().at())
                .isBetween(
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Instant.parse("2027-01-01T00:00:00Z"));
        assertThat(summary.skipped()).isEmpty();
    }
}
