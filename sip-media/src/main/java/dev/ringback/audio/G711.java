package dev.ringback.audio;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.jspecify.annotations.Nullable;

/// The two laws of G.711, RFC 3551 §4.5.14, as tables made by the codecs of the JDK, which are kept
/// from two of their faults: their mu-law adds its bias to a `short`, so that the loudest samples
/// become silence, and their A-law makes -1 to -7 as loud as 241.
public final class G711 {
    /// The samples of a second.
    public static final int RATE = 8000;

    private static final int VALUES = 1 << 16;

    /// The mu-law: payload type 0.
    public static final G711 PCMU =
            new G711("PCMU", 0, Encoding.ULAW, sample -> Math.clamp(sample, -32_635, 32_635));
    /// The A-law: payload type 8.
    public static final G711 PCMA =
            new G711("PCMA", 8, Encoding.ALAW, sample -> sample < 0 && sample > -8 ? -8 : sample);

    private final String name;
    private final int payloadType;
    private final byte[] encoded;
    private final short[] decoded;

    private G711(String name, int payloadType, Encoding encoding, IntUnaryOperator mended) {
        this.name = name;
        this.payloadType = payloadType;
        AudioFormat coded = new AudioFormat(encoding, RATE, 8, 1, 1, RATE, false);
        AudioFormat linear = new AudioFormat(RATE, 16, 1, true, false);
        this.encoded = convert(everySample(mended), linear, coded);
        byte[] octets = new byte[256];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) i;
        }
        this.decoded = new short[octets.length];
        ByteBuffer.wrap(convert(octets, coded, linear))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(decoded);
    }

    private static byte[] everySample(IntUnaryOperator mended) {
        ByteBuffer all = ByteBuffer.allocate(2 * VALUES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < VALUES; i++) {
            all.putShort((short) mended.applyAsInt((short) i));
        }
        return all.array();
    }

    private static byte[] convert(byte[] octets, AudioFormat from, AudioFormat to) {
        long frames = octets.length / from.getFrameSize();
        try (AudioInputStream in =
                AudioSystem.getAudioInputStream(
                        to, new AudioInputStream(new ByteArrayInputStream(octets), from, frames))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The law of an encoding name, in any case; null for another one.
    public static @Nullable G711 of(String encoding) {
        return switch (encoding.toUpperCase(Locale.ROOT)) {
            case "PCMU" -> PCMU;
            case "PCMA" -> PCMA;
            default -> null;
        };
    }

    /// The encoding name, RFC 3551 §6.
    public String name() {
        return name;
    }

    /// The static payload type: RFC 3551 §6.
    public int payloadType() {
        return payloadType;
    }

    /// One octet for each sample.
    public byte[] encode(short[] samples) {
        byte[] octets = new byte[samples.length];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = encoded[samples[i] & 0xFFFF];
        }
        return octets;
    }

    /// One sample for each octet.
    public short[] decode(byte[] octets) {
        short[] samples = new short[octets.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = decoded[octets[i] & 0xFF];
        }
        return samples;
    }

    /// The encoding name.
    @Override
    public String toString() {
        return name;
    }
}
