package dev.ringback.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AudioFilesTest {
    @TempDir private Path folder = Path.of("");

    @Test
    void aRecordingIsReadByTheJdk() throws Exception {
        Path file = folder.resolve("tone.wav");
        try (WavRecorder recorder = WavRecorder.open(file)) {
            for (int i = 0; i < 50; i++) {
                recorder.write(tone(440, 160, i * 160));
            }
        }

        try (AudioInputStream in = AudioSystem.getAudioInputStream(file.toFile())) {
            assertThat(in.getFormat().getSampleRate()).isEqualTo(8000);
            assertThat(in.getFormat().getChannels()).isEqualTo(1);
            assertThat(in.getFormat().getSampleSizeInBits()).isEqualTo(16);
            assertThat(in.getFrameLength()).isEqualTo(8000);
        }
        assertThat(Files.size(file)).isEqualTo(44 + 16_000);
        assertThat(Goertzel.amplitude(read(file), 440)).isCloseTo(0.5, within(0.01));
    }

    @Test
    void aRecordingThatNobodyClosedIsAValidFile() throws Exception {
        Path file = folder.resolve("crash.wav");
        WavRecorder recorder = WavRecorder.open(file);
        assertThat(AudioClip.read(file).length()).isZero();
        for (int i = 0; i < 175; i++) {
            recorder.write(tone(440, 160, i * 160));
        }
        AudioClip clip = AudioClip.read(file);
        long written = Files.size(file);
        recorder.close();

        assertThat(clip.length()).isBetween(175 * 160 - 8000 - 1600, 175 * 160);
        assertThat(44 + 2L * clip.length()).isLessThanOrEqualTo(written);
        assertThat(Goertzel.amplitude(clip.samples(0, 8000), 440)).isCloseTo(0.5, within(0.01));
        assertThat(AudioClip.read(file).length()).isEqualTo(175 * 160);
    }

    @Test
    void filesOfOtherRatesChannelsAndCodesAreConverted() throws Exception {
        Path stereo = folder.resolve("stereo.wav");
        write(stereo, new AudioFormat(44_100, 16, 2, true, false), 440);
        Path law = folder.resolve("law.wav");
        write(law, new AudioFormat(8000, 16, 1, true, false), 440);
        Path coded = folder.resolve("coded.wav");
        recode(law, coded, AudioFormat.Encoding.ULAW);

        for (Path file : new Path[] {stereo, law, coded}) {
            AudioClip clip = AudioClip.read(file);
            assertThat(clip.length()).as(file.toString()).isBetween(7900, 8100);
            short[] samples = clip.samples(0, clip.length());
            assertThat(Goertzel.amplitude(samples, 440)).isCloseTo(0.5, within(0.05));
            assertThat(Goertzel.amplitude(samples, 880)).isLessThan(0.01);
        }
    }

    @Test
    void whatIsNoAudioFileIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("not.wav"), "hello");

        assertThatThrownBy(() -> AudioClip.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no WAV");
    }

    @Test
    void aClipPlaysOnceOrAgainAndAgain() {
        AudioClip clip = AudioClip.of(new short[] {1, 2, 3});
        short[] into = new short[7];

        AudioSource once = clip.once();
        assertThat(once.read(into)).isEqualTo(3);
        assertThat(once.read(into)).isZero();
        assertThat(clip.repeated().read(into)).isEqualTo(7);
        assertThat(into).containsExactly(1, 2, 3, 1, 2, 3, 1);
        assertThat(AudioClip.of(new short[0]).repeated().read(into)).isZero();
    }

    @Test
    void oneSourceFollowsTheOther() {
        AudioSource both =
                AudioSource.sequence(
                        AudioClip.of(new short[] {1, 2}).once(), AudioSource.silence().limited(3));
        short[] into = {9, 9, 9, 9, 9, 9, 9};

        assertThat(both.read(into)).isEqualTo(5);
        assertThat(into).containsExactly(1, 2, 0, 0, 0, 9, 9);
    }

    @Test
    void aToneIsHeardAtItsFrequencyAlone() {
        short[] samples = new short[4000];
        new Tone(1004, 0.25).read(samples);

        assertThat(Goertzel.amplitude(samples, 1004)).isCloseTo(0.25, within(0.001));
        assertThat(Goertzel.amplitude(samples, 1100)).isLessThan(0.01);
        assertThat(Goertzel.level(samples)).isCloseTo(0.25 / Math.sqrt(2), within(0.001));
        assertThatThrownBy(() -> new Tone(4000, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static short[] read(Path file) throws IOException {
        AudioClip clip = AudioClip.read(file);
        return clip.samples(0, clip.length());
    }

    private static short[] tone(double hertz, int many, int from) {
        return tone(hertz, 8000, many, from);
    }

    private static short[] tone(double hertz, double rate, int many, int from) {
        short[] samples = new short[many];
        for (int i = 0; i < many; i++) {
            double at = 2 * Math.PI * hertz * (from + i) / rate;
            samples[i] = (short) (0.5 * Short.MAX_VALUE * Math.sin(at));
        }
        return samples;
    }

    private static void write(Path file, AudioFormat format, double hertz) throws IOException {
        int frames = (int) format.getSampleRate();
        ByteBuffer octets =
                ByteBuffer.allocate(frames * format.getFrameSize()).order(ByteOrder.LITTLE_ENDIAN);
        for (short sample : tone(hertz, format.getSampleRate(), frames, 0)) {
            for (int channel = 0; channel < format.getChannels(); channel++) {
                octets.putShort(sample);
            }
        }
        save(new AudioInputStream(new ByteArrayInputStream(octets.array()), format, frames), file);
    }

    private static void recode(Path from, Path to, AudioFormat.Encoding encoding) throws Exception {
        try (AudioInputStream in = AudioSystem.getAudioInputStream(from.toFile());
                AudioInputStream coded = AudioSystem.getAudioInputStream(encoding, in)) {
            save(coded, to);
        }
    }

    private static void save(AudioInputStream audio, Path file) throws IOException {
        File target = file.toFile();
        AudioSystem.write(audio, AudioFileFormat.Type.WAVE, target);
    }
}
