package dev.ringback.audio;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/// Samples in memory, to be played by many at once. Immutable.
public final class AudioClip {
    /// How much of a file is read: 30 minutes.
    public static final int MOST_SAMPLES = 30 * 60 * G711.RATE;

    private static final AudioFormat LINEAR = new AudioFormat(G711.RATE, 16, 1, true, false);

    private final short[] samples;

    private AudioClip(short[] samples) {
        this.samples = samples;
    }

    /// A clip of these samples.
    public static AudioClip of(short[] samples) {
        return new AudioClip(samples.clone());
    }

    /// Reads a WAV, AU or AIFF file of whatever rate, channels and width the JDK can convert; what
    /// is beyond [#MOST_SAMPLES] is left away.
    ///
    /// @throws IOException if it cannot be read, or is no such file; the message is one line
    public static AudioClip read(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                InputStream buffered = new BufferedInputStream(bytes);
                AudioInputStream in = AudioSystem.getAudioInputStream(buffered);
                AudioInputStream linear = AudioSystem.getAudioInputStream(LINEAR, in)) {
            byte[] octets = linear.readNBytes(2 * MOST_SAMPLES);
            short[] samples = new short[octets.length / 2];
            ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
            return new AudioClip(samples);
        } catch (UnsupportedAudioFileException _) {
            throw new IOException(file + " is no WAV, AU or AIFF file");
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " cannot be converted to 8000 Hz: " + e.getMessage(), e);
        }
    }

    /// How many samples it has.
    public int length() {
        return samples.length;
    }

    /// A copy of the samples from one place to another, both cut to what there is.
    public short[] samples(int from, int to) {
        int end = Math.clamp(to, 0, samples.length);
        return Arrays.copyOfRange(samples, Math.clamp(from, 0, end), end);
    }

    /// Plays it once from its beginning.
    public AudioSource once() {
        return player(false);
    }

    /// Plays it again and again. An empty one ends at once.
    public AudioSource repeated() {
        return player(true);
    }

    private AudioSource player(boolean again) {
        int[] at = {0};
        return into -> {
            int done = 0;
            while (done < into.length && samples.length > 0) {
                if (at[0] == samples.length && !again) {
                    break;
                }
                at[0] %= samples.length;
                int many = Math.min(into.length - done, samples.length - at[0]);
                System.arraycopy(samples, at[0], into, done, many);
                at[0] += many;
                done += many;
            }
            return done;
        };
    }
}
