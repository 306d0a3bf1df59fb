package dev.ringback.examples.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.audio.AudioClip;
import dev.ringback.audio.AudioSource;
import dev.ringback.media.AudioCall;
import dev.ringback.media.RtpMedia;
import dev.ringback.sip.Call;
import dev.ringback.sip.CallEnd;
import dev.ringback.sip.SipClient;
import dev.ringback.sip.UserAgent;
import dev.ringback.stack.ListenPoint;
import dev.ringback.testkit.junit.SipSimulation;
import dev.ringback.testkit.junit.SipWorld;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class VoicemailTest {
    private static final Duration RINGING = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofMinutes(3);

    @Test
    @SipSimulation
    void answersWhenNobodyDoes(SipWorld world) throws Exception {
        world.client("alice")
                .userAgent("sip:alice@alice.test")
                .build()
                .onCall(new Voicemail(RINGING, LONGEST));
        UserAgent bob = world.client("bob").userAgent("sip:bob@bob.test").build();
        Call call = bob.call("sip:alice@alice.test");
        call.awaitAnswer();
        assertThat(world.elapsed()).isBetween(RINGING, RINGING.plusSeconds(1));
        assertThat(call.awaitEnd()).isInstanceOf(CallEnd.ByPeer.class);
        assertThat(world.elapsed()).isGreaterThan(LONGEST);
    }

    @Test
    @SipSimulation
    void doesNotAnswerWhoGivesUp(SipWorld world) throws Exception {
        world.client("alice")
                .userAgent("sip:alice@alice.test")
                .build()
                .onCall(new Voicemail(RINGING, LONGEST));
        UserAgent bob = world.client("bob").userAgent("sip:bob@bob.test").build();
        Call call = bob.call("sip:alice@alice.test");
        world.pause(Duration.ofSeconds(5));
        call.hangUp();
        assertThat(call.awaitEnd()).isEqualTo(new CallEnd.Cancelled(true));
    }

    /// A second of a tone, in 8 kHz and 16 bits.
    private static void tone(Path file) throws Exception {
        byte[] samples = new byte[16_000];
        for (int i = 0; i < 8_000; i++) {
            short value = (short) (8_000 * Math.sin(2 * Math.PI * 440 * i / 8_000));
            samples[2 * i] = (byte) value;
            samples[2 * i + 1] = (byte) (value >> 8);
        }
        AudioFormat format = new AudioFormat(8_000, 16, 1, true, false);
        AudioSystem.write(
                new AudioInputStream(new ByteArrayInputStream(samples), format, 8_000),
                AudioFileFormat.Type.WAVE,
                file.toFile());
    }

    @Test
    @Timeout(30)
    void playsItsGreetingAndRecordsTheCaller(@TempDir Path folder) throws Exception {
        Path greeting = folder.resolve("greeting.wav");
        tone(greeting);
        Path heard = folder.resolve("heard.wav");
        try (SipClient alices = SipClient.newBuilder().listen("udp:127.0.0.1:0").build();
                SipClient bobs = SipClient.newBuilder().listen("udp:127.0.0.1:0").build()) {
            alices.userAgent("sip:alice@example.com")
                    .media(Voicemail.media(greeting, folder))
                    .build()
                    .onCall(new Voicemail(Duration.ofMillis(50), Duration.ofMillis(1_500)));
            ListenPoint point = alices.listenPoints().getFirst();
            AudioClip voice = AudioClip.read(greeting);
            Call call =
                    bobs.userAgent("sip:bob@example.com")
                            .media(
                                    RtpMedia.create()
                                            .playing(() -> source(voice))
                                            .onOpen(audio -> record(audio, heard)))
                            .build()
                            .call("sip:alice@127.0.0.1:" + point.advertisedPort());
            call.awaitAnswer();
            assertThat(call.awaitEnd()).isInstanceOf(CallEnd.ByPeer.class);
            AudioCall audio = Objects.requireNonNull((AudioCall) call.media());
            audio.ended().get(5, TimeUnit.SECONDS);
        }
        assertThat(loudest(heard)).isGreaterThan(4_000);
        assertThat(loudest(folder.resolve("message-1.wav"))).isGreaterThan(4_000);
    }

    private static AudioSource source(AudioClip clip) {
        return clip.repeated();
    }

    private static void record(AudioCall audio, Path file) {
        try {
            audio.record(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int loudest(Path file) throws Exception {
        assertThat(Files.exists(file)).isTrue();
        AudioClip clip = AudioClip.read(file);
        int loudest = 0;
        for (short sample : clip.samples(0, clip.length())) {
            loudest = Math.max(loudest, Math.abs(sample));
        }
        return loudest;
    }
}
