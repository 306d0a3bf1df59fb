package dev.ringback.callflow.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.callflow.hep.HepCodec;
import dev.ringback.callflow.hep.HepOrigin;
import dev.ringback.callflow.hep.HepPacket;
import dev.ringback.callflow.intake.IntakeLimits;
import dev.ringback.callflow.sample.Found;
import dev.ringback.callflow.sample.Messages;
import dev.ringback.callflow.secrets.KeyLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Any octets are read to their end or to a [CaptureException], the same way each time.
class CaptureMutationsTest {
    private static final Path FOLDER = Path.of("src/test/resources/captures");
    private static final int ROUNDS = 4_000;

    private static List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER).sorted()) {
            for (Path file :
                    files.filter(f -> !f.endsWith("make") && !f.endsWith("README.md")).toList()) {
                seeds.add(Files.readAllBytes(file));
            }
        }
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        try (PcapWriter writer = new PcapWriter(out, CaptureFormat.PCAPNG)) {
            for (var passed : WrittenCapturesTest.all()) {
                if (passed.message().size() < 10_000) {
                    writer.write(passed);
                }
            }
        }
        seeds.add(out.toByteArray());
        return seeds;
    }

    /// Numbers at their bounds, octets changed, left out, doubled, cut off.
    private static byte[] mutated(byte[] seed, Random random) {
        byte[] octets = seed.clone();
        int changes = 1 + random.nextInt(8);
        for (int change = 0; change < changes && octets.length > 8; change++) {
            int at = random.nextInt(octets.length - 4);
            int length = random.nextInt(Math.min(200, octets.length - at));
            switch (random.nextInt(6)) {
                case 0 -> octets[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> octets[at] = (byte) random.nextInt(256);
                case 2 ->
                        ByteBuffer.wrap(octets).putInt(at, random.nextBoolean() ? -1 : 0x7fffffff);
                case 3 -> octets = joined(octets, at, at + length);
                case 4 -> octets = joined(octets, at + length, at);
                default -> octets = Arrays.copyOf(octets, at + 4);
            }
        }
        return octets;
    }

    /// The octets before one place and those from another place on.
    private static byte[] joined(byte[] octets, int end, int start) {
        byte[] joined = Arrays.copyOf(octets, end + octets.length - start);
        System.arraycopy(octets, start, joined, end, octets.length - start);
        return joined;
    }

    private static List<String> told(byte[] octets, String keys) {
        Found found = new Found();
        KeyLog keyLog = KeyLog.empty();
        keyLog.add(keys);
        Captures captures = new Captures(keyLog, IntakeLimits.defaults(), ZoneOffset.UTC, found);
        List<String> told = new ArrayList<>();
        try {
            captures.read(new ByteArrayInputStream(octets));
        } catch (CaptureException e) {
            assertThat(e.place()).isBetween(0L, (long) octets.length);
            told.add(e.getMessage());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        told.addAll(found.lines);
        told.add(captures.summary().toString());
        assertThat(captures.summary().messages()).isEqualTo(found.passed.size());
        return told;
    }

    @Test
    void mutationsHold() throws IOException {
        List<byte[]> seeds = seeds();
        StringBuilder keys = new StringBuilder();
        for (byte[] seed : seeds) {
            if (seed[0] == '#' || seed[0] == 'S' || seed[0] == 'C') {
                keys.append(new String(seed, java.nio.charset.StandardCharsets.ISO_8859_1));
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(round);
            byte[] octets = mutated(seeds.get(random.nextInt(seeds.size())), random);
            try {
                List<String> told = told(octets, keys.toString());
                assertThat(told(octets, keys.toString())).isEqualTo(told);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("round " + round, e);
            }
        }
    }

    @Test
    void packetsOfHepHold() {
        byte[] seed =
                HepCodec.encode(
                        new HepPacket(
                                Messages.NOON,
                                HepPacket.TCP,
                                Messages.address("2001:db8::1", 5060),
                                Messages.address("2001:db8::2", 5061),
                                HepOrigin.sip().with("secret").of("call"),
                                Messages.octets(Messages.text("one", 20))));
        byte[] old = new byte[200];
        ByteBuffer.wrap(old).put((byte) 2).put((byte) 16).put((byte) 2).put((byte) 17);
        for (int round = 0; round < 10 * ROUNDS; round++) {
            Random random = new Random(round);
            byte[] octets = mutated(random.nextBoolean() ? seed : old, random);
            try {
                HepPacket packet = HepCodec.decode(octets, Messages.NOON);
                if (packet != null && packet.payload().length < 60_000) {
                    byte[] encoded = HepCodec.encode(packet);
                    HepPacket again =
                            Objects.requireNonNull(HepCodec.decode(encoded, Messages.NOON));
                    assertThat(again.payload()).isEqualTo(packet.payload());
                    assertThat(again.from()).isEqualTo(packet.from());
                }
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("round " + round, e);
            }
        }
    }
}
