package dev.ringback.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ringback.audio.AudioClip;
import dev.ringback.audio.AudioSource;
import dev.ringback.audio.Goertzel;
import dev.ringback.audio.Tone;
import dev.ringback.offer.AudioFormat;
import dev.ringback.offer.AudioStream;
import dev.ringback.rtp.ControlDatagram;
import dev.ringback.rtp.Goodbye;
import dev.ringback.rtp.ReceiverReport;
import dev.ringback.rtp.RtpPacket;
import dev.ringback.rtp.SenderReport;
import dev.ringback.sdp.Direction;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AudioSessionTest {
    private static final long STEP = 20_000_000;

    private final Side alice = new Side(1, 4000);
    private final Side bob = new Side(2, 5000);
    private final Random random = new Random(3);
    private long now;
    private int lossPercent;
    private long delay;

    /// What is on its way: when it comes, and what it does.
    private final List<Flight> flights = new ArrayList<>();

    private record Flight(long due, Runnable landing) {}

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 30, 60})
    void aToneArrivesWhateverThePacketsHold(int milliseconds) {
        AudioStream usual = Side.stream(AudioFormat.PCMA, Direction.SENDRECV, bob);
        AudioStream stream =
                new AudioStream(
                        usual.remote(),
                        usual.direction(),
                        usual.codec(),
                        usual.events(),
                        usual.understood(),
                        Duration.ofMillis(milliseconds));
        alice.flow(stream, bob);
        bob.flow(Side.stream(AudioFormat.PCMU, Direction.SENDRECV, alice), alice);
        alice.session.play(new Tone(1004, 0.25));
        bob.session.play(new Tone(440, 0.5));
        run(100);

        assertThat(Goertzel.amplitude(bob.lastSecond(), 1004)).isCloseTo(0.25, within(0.01));
        assertThat(Goertzel.amplitude(alice.lastSecond(), 440)).isCloseTo(0.5, within(0.01));
        assertThat(alice.rtp).hasSize(2000 / milliseconds);
        assertThat(bob.session.figures().heard().lost()).isZero();
    }

    @Test
    void theEchoComesBack() {
        talk();
        alice.session.play(new Tone(1004, 0.25));
        bob.session.echo(true);
        run(100);

        assertThat(Goertzel.amplitude(alice.lastSecond(), 1004)).isCloseTo(0.25, within(0.01));
    }

    @Test
    void silenceFollowsWhatWasPlayed() {
        talk();
        alice.session.play(new Tone(1004, 0.25).limited(8000));
        run(100);

        assertThat(alice.played).isEqualTo(1);
        assertThat(alice.rtp).hasSize(100);
        short[] end = bob.lastSecond();
        assertThat(Goertzel.level(AudioClip.of(end).samples(7000, 8000))).isLessThan(0.001);
    }

    @Test
    void digitsArriveUnderLoss() {
        lossPercent = 30;
        talk();
        "0123456789*#ABCD".chars().forEach(c -> press((char) c));
        run(400);

        assertThat(bob.digits).hasToString("0123456789*#ABCD");
    }

    @Test
    void digitsHaveTheirLengthAndTakeThePlaceOfAudio() {
        talk();
        alice.session.play(new Tone(1004, 0.25));
        run(10);
        press('5');
        run(20);

        assertThat(bob.digits).hasToString("5");
        assertThat(bob.lengths).containsExactly(Duration.ofMillis(100));
        List<RtpPacket.Header> events =
                sent(alice).stream().filter(header -> header.payloadType() == 101).toList();
        assertThat(events).hasSize(7);
        assertThat(events).extracting(RtpPacket.Header::timestamp).containsOnly(start(events));
        assertThat(sent(alice)).extracting(RtpPacket.Header::sequence).doesNotHaveDuplicates();
        assertThat(sent(alice).get(17).marker()).as("audio after the digit").isTrue();
    }

    @Test
    void noDigitIsSentThatCannotBe() {
        assertThatThrownBy(() -> press('x')).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> alice.session.digit('1', Duration.ofSeconds(9)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whoHoldsUsIsSentNothingAndStillGetsReports() {
        talk();
        alice.flow(Side.stream(AudioFormat.PCMU, Direction.RECVONLY, bob), bob);
        run(400);

        assertThat(alice.rtp).isEmpty();
        assertThat(alice.control).isNotEmpty();
        assertThat(alice.session.figures().heard().packets()).isGreaterThan(390);
    }

    @Test
    void whomWeHoldIsNotHeard() {
        talk();
        bob.session.play(new Tone(440, 0.5));
        alice.flow(Side.stream(AudioFormat.PCMU, Direction.SENDONLY, bob), bob);
        run(50);

        assertThat(alice.heard()).isEmpty();
        assertThat(alice.rtp).hasSize(50);
    }

    @Test
    void afterHoldTheTimestampsHaveGoneOn() {
        talk();
        run(10);
        alice.flow(Side.stream(AudioFormat.PCMU, Direction.INACTIVE, bob), bob);
        run(40);
        alice.flow(Side.stream(AudioFormat.PCMU, Direction.SENDRECV, bob), bob);
        run(1);

        List<RtpPacket.Header> headers = sent(alice);
        assertThat(headers).hasSize(11);
        RtpPacket.Header last = headers.getLast();
        assertThat(last.timestamp() - headers.get(9).timestamp()).isEqualTo(41 * 160);
        assertThat(last.sequence()).isEqualTo((headers.get(9).sequence() + 1) & 0xFFFF);
        assertThat(last.marker()).isTrue();
    }

    @Test
    void lossAndRoundTripAreReported() {
        lossPercent = 20;
        delay = 15_000_000;
        talk();
        run(1500);

        Figures heardByBob = bob.session.figures();
        double share = (double) heardByBob.heard().lost() / alice.rtp.size();
        assertThat(share).isCloseTo(0.2, within(0.05));
        Figures figures = alice.session.figures();
        assertThat(figures.roundTrip()).isNotNull();
        assertThat(Objects.requireNonNull(figures.roundTrip()).toMillis()).isBetween(28L, 32L);
        assertThat(Objects.requireNonNull(figures.peer()).loss().total()).isGreaterThan(50);
        assertThat(figures.sent().reports()).isBetween(4L, 14L);
    }

    @Test
    void whoSentNothingReportsAsAReceiver() {
        talk();
        alice.flow(Side.stream(AudioFormat.PCMU, Direction.RECVONLY, bob), bob);
        run(400);

        assertThat(control(alice.control.getFirst()).packets().getFirst())
                .isInstanceOfSatisfying(
                        ReceiverReport.class, report -> assertThat(report.blocks()).hasSize(1));
        assertThat(control(bob.control.getFirst()).packets().getFirst())
                .isInstanceOf(SenderReport.class);
    }

    @Test
    void theEndSaysGoodbye() {
        talk();
        run(5);
        alice.session.close(Side.moment(now));

        assertThat(control(alice.control.getLast()).packets().getLast())
                .isEqualTo(new Goodbye(List.of(sent(alice).getFirst().source())));
    }

    @Test
    void whoHasOurNumberMakesUsTakeAnother() {
        talk();
        run(5);
        int mine = sent(alice).getFirst().source();
        byte[] same = packet(0, 7, 0, mine);
        alice.session.receivedRtp(same, same.length, bob.at, Side.moment(now));
        run(5);

        assertThat(control(alice.control.getFirst()).packets().getLast())
                .isEqualTo(new Goodbye(List.of(mine)));
        int other = sent(alice).getLast().source();
        assertThat(other).isNotEqualTo(mine);

        byte[] loop = packet(0, 8, 0, other);
        alice.session.receivedRtp(loop, loop.length, bob.at, Side.moment(now));
        run(5);
        assertThat(sent(alice).getLast().source()).as("a loop").isEqualTo(other);
    }

    @Test
    void anotherSourceOfThePeerIsHeardWhenItIsValid() {
        talk();
        run(5);
        for (int i = 0; i < 3; i++) {
            byte[] packet = packet(0, 900 + i, 160 * i, 77);
            alice.session.receivedRtp(packet, packet.length, bob.at, Side.moment(now));
        }

        assertThat(alice.session.figures().heard().sources()).isEqualTo(2);
    }

    @Test
    void aStrangersAudioIsNotHeard() {
        talk();
        bob.session.play(new Tone(440, 0.5));
        run(50);
        InetSocketAddress stranger = Side.address(6666);
        for (int i = 0; i < 50; i++) {
            byte[] packet = packet(0, i, 160 * i, 99);
            alice.session.receivedRtp(packet, packet.length, stranger, Side.moment(now));
            run(1);
        }

        assertThat(alice.session.figures().dropped().strange()).isEqualTo(50);
        assertThat(alice.session.figures().heard().sources()).isEqualTo(1);
        assertThat(Goertzel.amplitude(alice.lastSecond(), 440)).isCloseTo(0.5, within(0.02));
        assertThat(alice.sentTo).containsOnly(bob.at);
    }

    @Test
    void payloadTypesThatWereNotAgreedOnAreDropped() {
        talk();
        byte[] packet = packet(9, 1, 0, 5);
        alice.session.receivedRtp(packet, packet.length, bob.at, Side.moment(now));

        assertThat(alice.session.figures().dropped().unknown()).isEqualTo(1);
        assertThat(alice.session.figures().heard().sources()).isZero();
    }

    @Test
    void garbageFromThePeerDoesNoHarm() {
        talk();
        for (int seed = 0; seed < 5000; seed++) {
            byte[] bytes = new byte[random.nextInt(80)];
            random.nextBytes(bytes);
            if (bytes.length > 1) {
                bytes[0] = (byte) (0x80 | (bytes[0] & 0x3F));
                int[] types = {0, 8, 101, 200, 201, bytes[1]};
                bytes[1] = (byte) types[random.nextInt(types.length)];
            }
            alice.session.receivedRtp(bytes, bytes.length, bob.at, Side.moment(now));
            alice.session.receivedControl(bytes, bytes.length, bob.controlAt, Side.moment(now));
            if (seed % 50 == 0) {
                run(1);
            }
        }
        bob.session.play(new Tone(440, 0.5));
        run(150);

        assertThat(Goertzel.amplitude(alice.lastSecond(), 440)).isCloseTo(0.5, within(0.02));
    }

    @Test
    void nothingFlowsBeforeAndAfterTheAgreement() {
        run(5);
        byte[] packet = packet(0, 1, 0, 5);
        alice.session.receivedRtp(packet, packet.length, bob.at, Side.moment(now));
        talk();
        alice.session.flow(null, null, null);
        run(5);

        assertThat(alice.rtp).isEmpty();
        assertThat(alice.session.figures().heard()).isEqualTo(Figures.NONE.heard());
    }

    private void talk() {
        alice.flow(Side.stream(AudioFormat.PCMU, Direction.SENDRECV, bob), bob);
        bob.flow(Side.stream(AudioFormat.PCMU, Direction.SENDRECV, alice), alice);
        alice.session.play(AudioSource.silence());
    }

    private void press(char digit) {
        alice.session.digit(digit, Duration.ofMillis(100));
    }

    private void run(int steps) {
        for (int i = 0; i < steps; i++) {
            now += STEP;
            List<Flight> landed = flights.stream().filter(flight -> flight.due <= now).toList();
            flights.removeAll(landed);
            landed.forEach(flight -> flight.landing.run());
            step(alice, bob);
            step(bob, alice);
        }
    }

    private void step(Side from, Side to) {
        int packets = from.rtp.size();
        int reports = from.control.size();
        from.session.step(Side.moment(now));
        for (byte[] packet : from.rtp.subList(packets, from.rtp.size())) {
            if (random.nextInt(100) >= lossPercent) {
                send(at -> to.session.receivedRtp(packet, packet.length, from.at, at));
            }
        }
        for (byte[] report : from.control.subList(reports, from.control.size())) {
            send(at -> to.session.receivedControl(report, report.length, from.controlAt, at));
        }
    }

    private interface Landing {
        void at(Moment moment);
    }

    private void send(Landing landing) {
        long due = now + delay;
        flights.add(new Flight(due, () -> landing.at(Side.moment(due))));
    }

    private static byte[] packet(int type, int sequence, int timestamp, int source) {
        return RtpPacket.of(
                        new RtpPacket.Header(type, false, sequence, timestamp, source),
                        new byte[160])
                .write();
    }

    private static List<RtpPacket.Header> sent(Side side) {
        return side.rtp.stream()
                .map(bytes -> ((RtpPacket) RtpPacket.parse(bytes, bytes.length)).header())
                .toList();
    }

    private static int start(List<RtpPacket.Header> events) {
        return events.getFirst().timestamp();
    }

    private static ControlDatagram control(byte[] bytes) {
        return (ControlDatagram) ControlDatagram.parse(bytes, bytes.length);
    }
}
