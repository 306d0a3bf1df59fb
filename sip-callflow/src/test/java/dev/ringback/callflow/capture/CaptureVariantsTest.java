package dev.ringback.callflow.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.callflow.intake.Skip;
import dev.ringback.callflow.sample.Found;
import dev.ringback.callflow.sample.Messages;
import dev.ringback.callflow.secrets.KeyLog;
import dev.ringback.stack.Transport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the formats permit: orders of octets, units of time, blocks, compression; and damage.
@SuppressWarnings("ByteBufferBackingArray") // all of them are allocated here
class CaptureVariantsTest {
    private static final int RAW = 101;

    private final Found found = new Found();
    private final Captures captures = new Captures(KeyLog.empty(), found);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

    private ByteBuffer numbers(int length) {
        return ByteBuffer.allocate(length).order(order);
    }

    private void put(ByteBuffer numbers) {
        out.writeBytes(numbers.array());
    }

    private static byte[] packet(String callId) {
        return new PacketMaker().packets(Messages.passed(Transport.UDP, callId, 10)).getFirst();
    }

    private void pcap(int magic, int linkType) {
        put(
                numbers(24)
                        .putInt(magic)
                        .putInt(0x00040002)
                        .putLong(0)
                        .putInt(65_535)
                        .putInt(linkType));
    }

    private void record(int seconds, int fraction, byte[] octets, int original) {
        put(numbers(16).putInt(seconds).putInt(fraction).putInt(octets.length).putInt(original));
        out.writeBytes(octets);
    }

    private void block(int type, byte[] body) {
        int length = 12 + (body.length + 3) / 4 * 4;
        ByteBuffer block = numbers(length).putInt(type).putInt(length).put(body);
        put(block.putInt(length - 4, length));
    }

    private void section() {
        byte[] body =
                numbers(16).putInt(0x1a2b3c4d).putShort((short) 1).putShort((short) 0).array();
        Arrays.fill(body, 8, 16, (byte) -1);
        block(0x0a0d0d0a, body);
    }

    private void description(int snapLength, byte[] options) {
        ByteBuffer body = numbers(8 + options.length).putShort((short) RAW).putShort((short) 0);
        block(1, body.putInt(snapLength).put(options).array());
    }

    private byte[] option(int code, byte[] value) {
        ByteBuffer option = numbers(4 + (value.length + 3) / 4 * 4);
        return option.putShort((short) code).putShort((short) value.length).put(value).array();
    }

    private void enhanced(int origin, long units, byte[] octets) {
        ByteBuffer body = numbers(20 + octets.length).putInt(origin).putInt((int) (units >>> 32));
        body.putInt((int) units).putInt(octets.length).putInt(octets.length).put(octets);
        block(6, body.array());
    }

    private void read() throws IOException {
        captures.read(new ByteArrayInputStream(out.toByteArray()));
    }

    private List<Instant> times() {
        return found.passed.stream().map(p -> p.at()).toList();
    }

    @ParameterizedTest
    @CsvSource({"true,a1b2c3d4,5000", "false,a1b2c3d4,5000", "true,a1b23c4d,5", "false,a1b23c4d,5"})
    void pcapHasTwoOrdersAndTwoUnits(boolean little, String magic, int nanos) throws IOException {
        order = little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        pcap(Integer.parseUnsignedInt(magic, 16), RAW);
        byte[] packet = packet("one");
        record(-1, 5, packet, packet.length);
        read();
        assertThat(times()).containsExactly(Instant.ofEpochSecond(4_294_967_295L, nanos));
        assertThat(captures.summary().skipped()).isEmpty();
    }

    @Test
    void packetsThatTheSnapLengthCutAreCounted() throws IOException {
        pcap(0xa1b2c3d4, RAW);
        byte[] packet = packet("one");
        record(1, 0, Arrays.copyOf(packet, 100), packet.length);
        read();
        assertThat(found.unreadable).hasSize(1);
        assertThat(captures.summary().skipped()).isEqualTo(Map.of(Skip.TRUNCATED, 1L));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pcapngHasTwoOrdersOfOctets(boolean little) throws IOException {
        order = little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        section();
        description(0, new byte[0]);
        enhanced(0, 1_000_001, packet("one"));
        read();
        assertThat(times()).containsExactly(Instant.ofEpochSecond(1, 1_000));
    }

    /// Of the times of interfaces: seconds, nanoseconds, 1/1024 of a second, picoseconds.
    @ParameterizedTest
    @CsvSource({
        "0,7,7000000000",
        "9,7000000001,7000000001",
        "138,1536,1500000000",
        "12,7000000001999,7000000001",
        "-65,-1,1999999999",
        "0,-1,253402300799000000000"
    })
    void eachInterfaceHasItsUnitOfTime(int resolution, long units, String nanos)
            throws IOException {
        section();
        description(0, option(9, new byte[] {(byte) resolution}));
        enhanced(0, units, packet("one"));
        read();
        Instant at = times().getFirst();
        assertThat(at.getEpochSecond() + "%09d".formatted(at.getNano()))
                .isEqualTo("0".repeat(Math.max(0, 10 - nanos.length())) + nanos);
    }

    @Test
    void anInterfaceMayHaveItsOwnBeginningOfTime() throws IOException {
        section();
        byte[] offset = option(14, numbers(8).putLong(100).array());
        byte[] comment = option(1, new byte[5]);
        byte[] both = Arrays.copyOf(comment, comment.length + offset.length);
        System.arraycopy(offset, 0, both, comment.length, offset.length);
        description(0, both);
        enhanced(0, 2_000_000, packet("one"));
        read();
        assertThat(times()).containsExactly(Instant.ofEpochSecond(102));
    }

    @Test
    void oldAndSimplePacketsAreReadAndUnknownBlocksPassedOver() throws IOException {
        section();
        description(0, new byte[0]);
        byte[] packet = packet("one");
        ByteBuffer old = numbers(20 + packet.length).putShort((short) 0).putShort((short) 0);
        old.putInt(0).putInt(9_000_000).putInt(packet.length).putInt(packet.length).put(packet);
        block(2, old.array());
        block(0x0bad, new byte[1_000]);
        block(3, numbers(4 + packet.length).putInt(packet.length).put(packet).array());
        read();
        assertThat(times()).containsExactly(Instant.ofEpochSecond(9), Instant.ofEpochSecond(9));
    }

    @Test
    void theSnapLengthOfItsInterfaceCutsASimplePacket() throws IOException {
        section();
        description(100, new byte[0]);
        byte[] packet = packet("one");
        ByteBuffer body = numbers(104).putInt(packet.length).put(packet, 0, 100);
        block(3, body.array());
        read();
        assertThat(found.unreadable).hasSize(1);
        assertThat(captures.summary().skipped()).isEqualTo(Map.of(Skip.TRUNCATED, 1L));
    }

    @Test
    void sectionsHaveTheirOwnOrderAndInterfaces() throws IOException {
        section();
        description(0, new byte[0]);
        description(0, option(9, new byte[] {0}));
        enhanced(1, 5, packet("one"));
        order = ByteOrder.BIG_ENDIAN;
        section();
        description(0, new byte[0]);
        enhanced(0, 6_000_000, packet("two"));
        read();
        assertThat(times()).containsExactly(Instant.ofEpochSecond(5), Instant.ofEpochSecond(6));
        enhanced(1, 5, packet("three"));
        assertThatThrownBy(this::read).hasMessageContaining("an interface that is not described");
    }

    @Test
    void compressedCapturesAreRead(@TempDir Path folder) throws IOException {
        pcap(0xa1b2c3d4, RAW);
        byte[] packet = packet("one");
        record(1, 0, packet, packet.length);
        Path file = folder.resolve("capture.gz");
        try (GZIPOutputStream gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
            gzip.write(out.toByteArray());
        }
        captures.read(file);
        assertThat(found.callIds()).containsExactly("one");
        byte[] damaged = Files.readAllBytes(file);
        damaged[damaged.length - 6] ^= 1;
        assertThatThrownBy(() -> captures.read(new ByteArrayInputStream(damaged)))
                .isInstanceOf(CaptureException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "GET / HTTP/1.1", "-..-"})
    void whatIsNoCaptureIsRefused(String text) {
        assertThatThrownBy(() -> captures.read(new ByteArrayInputStream(Messages.octets(text))))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("No capture")
                .hasMessageContaining("(octet 0)");
    }

    @Test
    void damageIsToldWithItsPlaceAfterWhatCameBefore() {
        pcap(0xa1b2c3d4, RAW);
        byte[] packet = packet("one");
        record(1, 0, packet, packet.length);
        put(numbers(16).putInt(1).putInt(0).putInt(0x7fff_ffff).putInt(0x7fff_ffff));
        assertThatThrownBy(this::read)
                .hasMessage("A packet of 2147483647 octets (octet " + out.size() + ")")
                .isInstanceOfSatisfying(
                        CaptureException.class, e -> assertThat(e.place()).isEqualTo(out.size()));
        assertThat(found.callIds()).containsExactly("one");
    }

    @Test
    void packetsLongerThanAnyRecorderWritesAreDamage() {
        byte[] packet = Arrays.copyOf(packet("one"), 262_145);
        pcap(0xa1b2c3d4, RAW);
        record(1, 0, packet, packet.length);
        assertThatThrownBy(this::read).hasMessageContaining("A packet of 262145 octets");
        out.reset();
        section();
        description(0, new byte[0]);
        enhanced(0, 1, Arrays.copyOf(packet, 262_144));
        enhanced(0, 1, packet);
        assertThatThrownBy(this::read).hasMessageContaining("A packet of 262145 octets");
        assertThat(found.callIds()).containsExactly("one");
    }

    @Test
    void blocksThatMakeNoSenseAreDamage() {
        List<Runnable> damages = new ArrayList<>();
        damages.add(() -> put(numbers(12).putInt(5).putInt(8).putInt(8)));
        damages.add(() -> put(numbers(16).putInt(5).putInt(16).putInt(0).putInt(20)));
        damages.add(() -> block(1, new byte[4]));
        damages.add(() -> block(6, new byte[16]));
        damages.add(() -> block(6, numbers(20).putInt(12, 100).array()));
        damages.add(() -> block(3, new byte[0]));
        damages.add(() -> block(10, numbers(8).putInt(0x544c534b).putInt(100).array()));
        damages.add(() -> put(numbers(12).putInt(0x0a0d0d0a).putInt(28).putInt(7)));
        damages.add(() -> put(numbers(12).putInt(0x0a0d0d0a).putInt(16).putInt(0x1a2b3c4d)));
        for (Runnable damage : damages) {
            out.reset();
            section();
            description(0, new byte[0]);
            damage.run();
            assertThatThrownBy(this::read).isInstanceOf(CaptureException.class);
        }
    }

    @Test
    void aLinkTypeThatIsNotReadIsToldByItsNumber() {
        pcap(0xa1b2c3d4, 105);
        assertThatThrownBy(this::read).hasMessageContaining("link type 105 ");
    }

    @Test
    void aLogOfSippGoesOnBehindWhatIsNoEntry() throws IOException {
        String rule = "-".repeat(47) + " 2026-03-01";
        String message = Messages.text("one", 5);
        String entry = " message received [" + message.length() + "] bytes :\n\n" + message + "\n";
        String log =
                rule
                        + " 10:00:00.5\nUDP message sent (9999999 bytes):\n\nx\n"
                        + rule
                        + " 99:00:00.5\nUDP"
                        + entry
                        + rule
                        + "\t10:00:00.123456\t1772359200.123456\nTCP"
                        + entry
                        + rule
                        + " 10:00:00.5\nSCTP"
                        + entry
                        + "Received unknown\n";
        captures.read(new ByteArrayInputStream(Messages.octets(log)));
        assertThat(found.lines).containsExactly("TCP 192.0.2.1:5080 > 192.0.2.2:5060 MESSAGE");
        assertThat(captures.summary().skipped())
                .isEqualTo(Map.of(Skip.OVERFLOW, 1L, Skip.OTHER_PROTOCOL, 1L));
    }
}
