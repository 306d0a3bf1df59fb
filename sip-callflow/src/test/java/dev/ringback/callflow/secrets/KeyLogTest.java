package dev.ringback.callflow.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyLogTest {
    private static final byte[] RANDOM = new byte[32];
    private static final String ZEROS = "00".repeat(32);

    private static String random(int number) {
        return "%064x".formatted(number);
    }

    private static byte[] octets(int number) {
        return HexFormat.of().parseHex(random(number));
    }

    @Test
    void secretsAreFoundByLabelAndRandom() {
        KeyLog log = KeyLog.empty();
        log.add("# comment\r\nCLIENT_RANDOM " + ZEROS + " AAbb\r\nOTHER " + ZEROS + " 01\n");
        assertThat(log.secret("CLIENT_RANDOM", RANDOM)).containsExactly(0xaa, 0xbb);
        assertThat(log.secret("OTHER", RANDOM)).containsExactly(1);
        assertThat(log.secret("CLIENT_RANDOM", octets(1))).isNull();
        assertThat(log.size()).isEqualTo(2);
    }

    @Test
    void whatIsNoSecretIsLeftOut() {
        KeyLog log = KeyLog.empty();
        log.add("RSA 0011223344556677 aabb\nCLIENT_RANDOM " + ZEROS + " abc\n");
        log.add("CLIENT_RANDOM " + ZEROS.replace('0', 'x') + " ab\nA " + ZEROS + " ab cd\n\n \n");
        log.add("A " + ZEROS + " " + "ab".repeat(600));
        assertThat(log.size()).isZero();
    }

    @Test
    void whatIsWrittenToTheFileLaterIsFoundToo(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("keys");
        Files.writeString(file, "A " + random(1) + " 01\nA " + random(2));
        KeyLog log = KeyLog.of(file);
        assertThat(log.secret("A", octets(1))).containsExactly(1);
        assertThat(log.secret("A", octets(2))).isNull();
        Files.writeString(file, " 02\n", StandardOpenOption.APPEND);
        assertThat(log.secret("A", octets(2))).containsExactly(2);
        Files.writeString(file, "A " + random(3) + " 03\n");
        assertThat(log.secret("A", octets(3))).containsExactly(3);
        assertThat(log.size()).isEqualTo(3);
    }

    @Test
    void theLastLineNeedsNoLineEnd(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("keys");
        Files.writeString(file, "A " + random(1) + " " + "ab".repeat(32));
        KeyLog log = KeyLog.of(file);
        assertThat(log.secret("A", octets(1))).hasSize(32);
        Files.writeString(file, "ab".repeat(16) + "\n", StandardOpenOption.APPEND);
        assertThat(log.secret("A", octets(2))).isNull();
        assertThat(log.secret("A", octets(1))).hasSize(48);
    }

    @Test
    void theOldestSecretsMakeRoom() {
        KeyLog log = KeyLog.empty();
        for (int i = 0; i < 65_537; i++) {
            log.add("A " + random(i) + " 01");
        }
        assertThat(log.size()).isEqualTo(65_536);
        assertThat(log.secret("A", octets(0))).isNull();
        assertThat(log.secret("A", octets(1))).isNotNull();
    }

    @Test
    void aFileThatIsNotThereIsTold(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("keys");
        assertThatThrownBy(() -> KeyLog.of(file)).isInstanceOf(IOException.class);
        Files.writeString(file, "");
        KeyLog log = KeyLog.of(file);
        Files.delete(file);
        assertThatThrownBy(() -> log.secret("A", RANDOM)).isInstanceOf(UncheckedIOException.class);
    }
}
