package dev.ringback.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.ringback.audio.AudioClip;
import dev.ringback.audio.Goertzel;
import dev.ringback.audio.Tone;
import dev.ringback.offer.Answered;
import dev.ringback.offer.AudioFormat;
import dev.ringback.offer.MediaControl.Agreed;
import dev.ringback.offer.MediaControl.Wish;
import dev.ringback.rtp.RtpPacket;
import dev.ringback.sdp.SessionDescription;
import dev.ringback.sip.CallSide;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two calls' media with each other over loopback, as offer and answer connect them.
class AudioCallTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @TempDir private Path folder = Path.of("");

    private final Owner alice = new Owner();
    private final Owner bob = new Owner();
    private final RtpMedia media = RtpMedia.create();
    private final AudioCall caller = open(media.playing(() -> new Tone(440, 0.5)), alice);
    private final AudioCall callee = open(media.playing(() -> new Tone(600, 0.25)), bob);

    private static final class Owner implements CallSide {
        final Queue<Character> digits = new ConcurrentLinkedQueue<>();

        @Override
        public String callId() {
            return "1";
        }

        @Override
        public boolean caller() {
            return true;
        }

        @Override
        public InetAddress localAddress() {
            return HERE;
        }

        @Override
        public void digit(char digit, Duration duration) {
            digits.add(digit);
        }
    }

    @AfterEach
    void close() {
        caller.closed();
        callee.closed();
    }

    @Test
    void bothHearTheToneOfTheOther() throws Exception {
        Path heardByCaller = folder.resolve("caller.wav");
        Path heardByCallee = folder.resolve("callee.wav");
        caller.record(heardByCaller);
        callee.record(heardByCallee);
        talk();
        awaitPackets(callee, 90);
        awaitPackets(caller, 90);
        close();
        Figures figures = caller.ended().get(5, TimeUnit.SECONDS);
        callee.ended().get(5, TimeUnit.SECONDS);

        assertThat(amplitude(heardByCallee, 440)).isCloseTo(0.5, within(0.05));
        assertThat(amplitude(heardByCaller, 600)).isCloseTo(0.25, within(0.03));
        assertThat(figures.heard().sources()).isEqualTo(1);
        assertThat(figures.dropped().strange()).isZero();
    }

    @Test
    void digitsGoBothWays() {
        talk();
        "159#".chars().forEach(c -> caller.sendDigit((char) c, Duration.ofMillis(100)));
        callee.sendDigit('D', Duration.ofMillis(100));

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(bob.digits).containsExactly('1', '5', '9', '#'));
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(alice.digits).containsExactly('D'));
    }

    @Test
    void noDigitGoesWhereEventsWereNotAgreedOn() {
        AudioCall deaf = open(media.formats(List.of(AudioFormat.PCMA)), bob);
        connect(caller, deaf);

        assertThat(caller.sendDigit('1', Duration.ofMillis(100))).isFalse();
        assertThat(caller.stream()).isNotNull();
        assertThat(String.valueOf(caller.stream())).contains("PCMA");
        deaf.closed();
    }

    @Test
    void socketsAreOpenBeforeTheOfferAndThereIsNoThreadUntilMediaFlow() throws Exception {
        SessionDescription offer = caller.offer(Wish.TALK);
        assertThat(offer.media().getFirst().port()).isEqualTo(caller.port());
        assertThat(caller.port() % 2).isZero();
        for (int port : new int[] {caller.port(), caller.port() + 1}) {
            assertThatThrownBy(() -> new DatagramSocket(port, HERE).close())
                    .isInstanceOf(IOException.class);
        }
        assertThat(threads()).isZero();

        connect(caller, callee);
        await().until(() -> threads() == 1);
        awaitPackets(caller, 5);
        close();
        await().atMost(Duration.ofSeconds(5)).until(() -> threads() == 0);
        new DatagramSocket(caller.port(), HERE).close();
    }

    @Test
    void whatIsPlayedEnds() throws Exception {
        talk();
        var played = caller.play(new Tone(440, 0.5).limited(1600));

        played.get(10, TimeUnit.SECONDS);
        var never = caller.play(new Tone(440, 0.5));
        caller.closed();
        never.get(10, TimeUnit.SECONDS);
    }

    @Test
    void hostileDatagramsDoNoHarm() throws Exception {
        talk();
        awaitPackets(caller, 5);
        Random random = new Random(7);
        try (DatagramSocket stranger = new DatagramSocket(0, HERE)) {
            for (int i = 0; i < 50; i++) {
                byte[] packet =
                        RtpPacket.of(new RtpPacket.Header(0, false, i, 160 * i, 99), new byte[160])
                                .write();
                stranger.send(new DatagramPacket(packet, packet.length, HERE, caller.port()));
            }
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> caller.figures().dropped().strange() >= 50);
            for (int i = 0; i < 2000; i++) {
                byte[] garbage = new byte[random.nextInt(2000)];
                random.nextBytes(garbage);
                int port = caller.port() + i % 2;
                stranger.send(new DatagramPacket(garbage, garbage.length, HERE, port));
            }
        }
        awaitPackets(caller, 50);

        Figures figures = caller.figures();
        assertThat(figures.dropped().malformed()).isGreaterThan(100);
        assertThat(figures.heard().sources()).isEqualTo(1);
    }

    @Test
    void aCallThatNeverCameUpLeavesNothing() {
        caller.offer(Wish.TALK);
        caller.closed();

        await().atMost(Duration.ofSeconds(5)).until(() -> caller.ended().isDone());
        await().atMost(Duration.ofSeconds(5)).until(() -> threads() == 0);
    }

    private void talk() {
        connect(caller, callee);
    }

    private static void connect(AudioCall from, AudioCall to) {
        SessionDescription offer = from.offer(Wish.TALK);
        SessionDescription answer = ((Answered.Accepted) to.answer(offer)).answer();
        to.agreed(new Agreed(answer, offer, false));
        from.agreed(new Agreed(offer, answer, true));
    }

    private static AudioCall open(RtpMedia media, CallSide side) {
        try {
            return (AudioCall) media.open(side);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitPackets(AudioCall call, long more) {
        long from = call.figures().heard().packets();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> call.figures().heard().packets() - from >= more);
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("ringback-media"))
                .count();
    }

    /// In the second half of the file, where all has begun.
    private static double amplitude(Path file, double hertz) throws IOException {
        AudioClip clip = AudioClip.read(file);
        short[] samples = clip.samples(clip.length() / 2, clip.length() / 2 + 4000);
        return Goertzel.amplitude(samples, hertz);
    }
}
