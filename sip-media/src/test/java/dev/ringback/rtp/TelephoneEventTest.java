package dev.ringback.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.rtp.EventDetector.Heard;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TelephoneEventTest {
    private static final long STEP = 20_000_000;

    @Test
    void thePayloadIsWrittenAsTheFigureHasIt() {
        TelephoneEvent event = new TelephoneEvent(11, true, 10, 800);

        assertThat(HexFormat.of().formatHex(event.write())).isEqualTo("0b8a0320");
        assertThat(TelephoneEvent.parse(event.write())).isEqualTo(event);
        assertThat(TelephoneEvent.parse(new byte[3])).isNull();
    }

    @Test
    void digitsHaveTheCodesOfTheTable() {
        assertThat(TelephoneEvent.code('0')).isZero();
        assertThat(TelephoneEvent.code('*')).isEqualTo(10);
        assertThat(TelephoneEvent.code('#')).isEqualTo(11);
        assertThat(TelephoneEvent.code('d')).isEqualTo(15);
        assertThat(TelephoneEvent.code('x')).isEqualTo(-1);
        assertThat(TelephoneEvent.digit(15)).isEqualTo('D');
        assertThat(TelephoneEvent.digit(16)).isEqualTo(' ');
    }

    @Test
    void anEventEndsWithThreePacketsAndKeepsItsTimestamp() {
        EventSender sender = new EventSender(160);
        sender.add(5, 100 * 8);
        List<EventSender.Packet> sent = drain(sender, 1000);

        assertThat(sent).extracting(EventSender.Packet::timestamp).containsOnly(1000);
        assertThat(sent)
                .extracting(EventSender.Packet::marker)
                .containsExactly(true, false, false, false, false, false, false);
        assertThat(sent)
                .extracting(packet -> packet.event().duration())
                .containsExactly(160, 320, 480, 640, 800, 800, 800);
        assertThat(sent)
                .extracting(packet -> packet.event().end())
                .containsExactly(false, false, false, false, true, true, true);
        assertThat(sent).extracting(packet -> packet.event().volume()).containsOnly(10);
    }

    @Test
    void thereIsAPauseBetweenDigits() {
        EventSender sender = new EventSender(160);
        sender.add(1, 160);
        sender.add(1, 160);
        List<EventSender.Packet> sent = drain(sender, 0);

        assertThat(sent).hasSize(6);
        assertThat(sent.get(3).timestamp()).isEqualTo(160 * (3 + 3));
        assertThat(sent.get(3).marker()).isTrue();
        assertThat(sender.idle()).isTrue();
    }

    @Test
    void whatOnePacketCannotSayIsNotSent() {
        EventSender sender = new EventSender(160);

        assertThatThrownBy(() -> sender.add(1, 66_000))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sender.add(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    /// However packets are lost, as long as one of each event comes: each event is heard once.
    @Test
    void eachDigitIsHeardOnceUnderLoss() {
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            EventSender sender = new EventSender(160);
            List<Integer> digits = random.ints(20, 0, 16).boxed().toList();
            digits.forEach(digit -> sender.add(digit, 800));
            List<EventSender.Packet> sent = drain(sender, random.nextInt());

            List<Heard> heard = lossy(sent, random);

            assertThat(began(heard)).as("seed %d", seed).isEqualTo(digits);
            assertThat(ended(heard)).as("seed %d", seed).isEqualTo(digits);
        }
    }

    /// Of the seven packets of each digit one is kept, and of the others not many.
    private static List<Heard> lossy(List<EventSender.Packet> sent, Random random) {
        List<Heard> heard = new ArrayList<>();
        EventDetector detector = new EventDetector();
        int kept = 0;
        for (int i = 0; i < sent.size(); i++) {
            kept = i % 7 == 0 ? i + random.nextInt(7) : kept;
            EventSender.Packet packet = sent.get(i);
            if (i == kept || random.nextInt(100) < 30) {
                heard.addAll(detector.received(packet.timestamp(), packet.event(), i * STEP));
            }
        }
        add(heard, detector.overdue(sent.size() * STEP + EventDetector.PATIENCE.toNanos()));
        return heard;
    }

    @Test
    void disorderAndDuplicatesTellNothingTwice() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            EventSender sender = new EventSender(160);
            List.of(1, 1, 2).forEach(digit -> sender.add(digit, 800));
            List<EventSender.Packet> sent = new ArrayList<>(drain(sender, 0));
            sent.addAll(List.copyOf(sent.subList(7, 14)));
            for (int i = 0; i < sent.size() - 1; i++) {
                if (random.nextInt(4) == 0 && i % 7 != 6) {
                    Collections.swap(sent, i, i + 1);
                }
            }
            EventDetector detector = new EventDetector();
            List<Heard> heard = new ArrayList<>();
            for (EventSender.Packet packet : sent) {
                heard.addAll(detector.received(packet.timestamp(), packet.event(), 0));
            }

            assertThat(began(heard)).as("seed %d", seed).containsExactly(1, 1, 2);
            assertThat(ended(heard)).as("seed %d", seed).containsExactly(1, 1, 2);
        }
    }

    @Test
    void anEventWithoutEndIsOverAfterAWhile() {
        EventDetector detector = new EventDetector();
        detector.received(0, new TelephoneEvent(3, false, 10, 320), 0);

        assertThat(detector.overdue(199_000_000)).isNull();
        assertThat(detector.overdue(200_000_000)).isEqualTo(new Heard.Ended(3, 320));
        assertThat(detector.overdue(400_000_000)).isNull();
        assertThat(detector.received(0, new TelephoneEvent(3, true, 10, 640), 0)).isEmpty();
    }

    @Test
    void anEventWithoutDurationIsIgnored() {
        EventDetector detector = new EventDetector();

        assertThat(detector.received(0, new TelephoneEvent(3, false, 10, 0), 0)).isEmpty();
        assertThat(detector.received(0, new TelephoneEvent(3, false, 10, 160), 0))
                .containsExactly(new Heard.Began(3));
    }

    /// RFC 4733 §2.5.1.3: a long event goes on in segments, each with a timestamp of its own.
    @Test
    void theSegmentsOfALongEventAreOneEvent() {
        EventDetector detector = new EventDetector();
        List<Heard> heard = new ArrayList<>();
        heard.addAll(detector.received(0, new TelephoneEvent(3, false, 10, 0xFFFF), 0));
        heard.addAll(detector.received(0xFFFF, new TelephoneEvent(3, false, 10, 160), 0));
        heard.addAll(detector.received(0xFFFF, new TelephoneEvent(3, true, 10, 320), 0));

        assertThat(heard).containsExactly(new Heard.Began(3), new Heard.Ended(3, 0xFFFFL + 320));
    }

    private static List<Integer> began(List<Heard> heard) {
        return heard.stream()
                .filter(Heard.Began.class::isInstance)
                .map(one -> ((Heard.Began) one).event())
                .toList();
    }

    private static List<Integer> ended(List<Heard> heard) {
        return heard.stream()
                .filter(Heard.Ended.class::isInstance)
                .map(one -> ((Heard.Ended) one).event())
                .toList();
    }

    private static void add(List<Heard> heard, Heard.@Nullable Ended one) {
        if (one != null) {
            heard.add(one);
        }
    }

    private static List<EventSender.Packet> drain(EventSender sender, int from) {
        List<EventSender.Packet> sent = new ArrayList<>();
        for (int now = from; !sender.idle(); now += 160) {
            EventSender.Packet packet = sender.next(now);
            if (packet != null) {
                sent.add(packet);
            }
        }
        return sent;
    }
}
