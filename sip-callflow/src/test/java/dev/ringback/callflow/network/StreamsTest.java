package dev.ringback.callflow.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.callflow.Passed;
import dev.ringback.callflow.intake.Direction;
import dev.ringback.callflow.intake.Intake;
import dev.ringback.callflow.intake.IntakeLimits;
import dev.ringback.callflow.intake.Sink;
import dev.ringback.callflow.intake.Skip;
import dev.ringback.callflow.intake.Tally;
import dev.ringback.callflow.intake.Unreadable;
import dev.ringback.callflow.sample.Messages;
import dev.ringback.callflow.secrets.KeyLog;
import dev.ringback.callflow.stream.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// TCP: segments in any order, twice, overlapping, missing.
class StreamsTest {
    private static final String ONE = Messages.text("TCP", "one", 700);
    private static final String TWO = Messages.text("TCP", "two", 900);
    private static final String THREE = Messages.text("TCP", "three", 20);

    private final Packets packets = new Packets();

    private void opened(long sequence) {
        packets.segment(true, Packets.SYN, sequence - 1, 0, "");
    }

    private List<String> callIds() {
        return packets.found.callIds();
    }

    /// Also where the numbers begin again at zero.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void segmentsInAnyOrderMakeTheSameMessages(long seed) {
        Random random = new Random(seed);
        String stream = ONE + TWO + THREE;
        long start = 0x1_0000_0000L - 1_000;
        List<int[]> segments = new ArrayList<>();
        for (int at = 0; at < stream.length(); ) {
            int length = 1 + random.nextInt(300);
            int end = Math.min(stream.length(), at + length);
            segments.add(new int[] {Math.max(0, at - random.nextInt(50)), end});
            at = end;
        }
        segments.add(segments.get(random.nextInt(segments.size())));
        java.util.Collections.shuffle(segments, random);
        opened(start);
        segments.forEach(s -> packets.data(start + s[0], stream.substring(s[0], s[1])));
        assertThat(callIds()).containsExactly("one", "two", "three");
        assertThat(packets.skipped()).isEmpty();
    }

    @Test
    void aMessagePassedWhenItsLastOctetDid() {
        opened(1);
        packets.data(1, ONE.substring(0, 100));
        packets.passes(Duration.ofSeconds(2));
        packets.data(101, ONE.substring(100));
        assertThat(packets.found.passed.getFirst().at()).isEqualTo(Messages.NOON.plusSeconds(2));
    }

    @Test
    void whatWasSeenFirstCountsWhenTheSameOctetsComeAgain() {
        opened(1);
        packets.data(1, ONE.substring(0, 200));
        packets.data(1, "x".repeat(200) + ONE.substring(200));
        assertThat(callIds()).containsExactly("one");
    }

    @Test
    void aStreamIsReadFromItsMiddle() {
        packets.data(5_000, ONE.substring(300) + TWO + THREE);
        assertThat(callIds()).containsExactly("two", "three");
        assertThat(packets.found.unreadable).isEmpty();
    }

    @Test
    void inTheMiddleAStartLineMayBeCut() {
        packets.data(5_000, ONE.substring(300) + TWO.substring(0, 20));
        packets.data(5_000 + ONE.length() - 300 + 20, TWO.substring(20));
        assertThat(callIds()).containsExactly("two");
    }

    @Test
    void whatTheReceiverHasIsNotWaitedFor() {
        opened(1);
        packets.data(1, ONE);
        long second = 1L + ONE.length();
        long third = second + TWO.length();
        packets.data(third, THREE);
        assertThat(callIds()).containsExactly("one");
        packets.segment(false, Packets.ACK, 1, third + THREE.length(), "");
        assertThat(callIds()).containsExactly("one", "three");
        assertThat(packets.skipped()).isEqualTo(Map.of(Skip.GAP, 1L));
    }

    @Test
    void aMessageThatMissesOctetsIsToldAndTheNextOneFound() {
        opened(1);
        packets.data(1, ONE.substring(0, 500));
        packets.data(601, ONE.substring(600) + TWO);
        packets.end();
        assertThat(packets.found.lines.getFirst())
                .isEqualTo("unreadable: Octets of it are missing in the capture");
        assertThat(packets.found.texts()).containsExactly(ONE.substring(0, 500));
        assertThat(callIds()).containsExactly("two");
    }

    @Test
    void octetsThatDoNotComeAreMissingAfterAWhile() {
        opened(1);
        packets.data(601, ONE.substring(600) + TWO);
        packets.passes(Duration.ofSeconds(16));
        packets.take(Packets.v4(6, otherSegment()));
        assertThat(callIds()).containsExactly("two");
    }

    /// Of another connection.
    private static byte[] otherSegment() {
        byte[] segment = new byte[20];
        segment[12] = 0x50;
        return segment;
    }

    @Test
    void whatWaitedForMissingOctetsPassedWhenItWasCaptured() {
        opened(1);
        packets.passes(Duration.ofSeconds(2));
        packets.data(601, ONE.substring(600) + TWO);
        packets.passes(Duration.ofSeconds(1));
        packets.data(601 + 100 + ONE.length() - 700 + TWO.length(), THREE);
        packets.passes(Duration.ofSeconds(20));
        packets.take(Packets.v4(6, otherSegment()));
        assertThat(packets.found.passed)
                .extracting(Passed::at)
                .containsExactly(Messages.NOON.plusSeconds(2), Messages.NOON.plusSeconds(3));
    }

    @Test
    void whatIsNotAcknowledgedMayStillCome() {
        opened(1);
        packets.data(1, ONE);
        long second = 1L + ONE.length();
        long third = second + TWO.length();
        packets.data(third + 100, THREE.substring(100));
        packets.segment(false, Packets.ACK, 1, third, "");
        packets.data(third, THREE.substring(0, 100));
        assertThat(callIds()).containsExactly("one", "three");
        assertThat(packets.skipped()).isEqualTo(Map.of(Skip.GAP, 1L));
    }

    @Test
    void anAnswerWithAnotherNumberIsOfAnotherConnection() {
        opened(1);
        packets.segment(false, Packets.SYN | Packets.ACK, 99, 1, "");
        packets.segment(false, Packets.SYN | Packets.ACK, 99, 1, "");
        packets.segment(false, Packets.ACK, 100, 1, ONE.substring(0, 400));
        packets.segment(false, Packets.SYN | Packets.ACK, 99, 1, "");
        packets.segment(false, Packets.ACK, 500, 1, ONE.substring(400));
        packets.segment(false, Packets.SYN | Packets.ACK, 5_000_000, 70_000, "");
        packets.segment(false, Packets.ACK, 5_000_001, 70_000, TWO);
        assertThat(callIds()).containsExactly("one", "two");
        assertThat(packets.skipped()).isEmpty();
    }

    /// The end may be captured before the octets in front of it.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aConnectionThatBothSidesEndedMakesRoom(boolean inOrder) {
        IntakeLimits usual = IntakeLimits.defaults();
        Packets few =
                new Packets(
                        new IntakeLimits(usual.message(), 1, 1_000, 1 << 20, 1, usual.patience()));
        int end = 1 + ONE.length();
        for (int i = 0; i < 3; i++) {
            few.port = 10_000 + i;
            few.segment(true, Packets.SYN, 0, 0, "");
            few.segment(true, Packets.ACK, inOrder ? 1 : end, 1, inOrder ? ONE : "");
            few.segment(true, Packets.FIN | Packets.ACK, end, 1, "");
            few.data(1, ONE);
            few.segment(false, Packets.FIN | Packets.ACK, 1, end + 1, "");
            few.segment(true, Packets.ACK, end + 1, 2, "");
            few.data(1, ONE);
        }
        assertThat(few.found.callIds()).containsExactly("one", "one", "one");
        assertThat(few.skipped()).isEmpty();
        few.segment(true, Packets.SYN, 70_000, 0, "");
        few.data(70_001, TWO);
        assertThat(few.found.callIds()).endsWith("two");
    }

    @Test
    void whatWaitsIsBounded() {
        opened(1);
        long at = 101;
        for (int i = 0; i < 400; i++) {
            String text = Messages.text("TCP", "call-" + i, 1_000);
            packets.data(at, text);
            at += text.length();
        }
        assertThat(callIds()).contains("call-0", "call-399");
        assertThat(packets.skipped()).isEqualTo(Map.of(Skip.GAP, 1L));
    }

    @Test
    void whatWaitsInAllConnectionsIsBounded() {
        IntakeLimits usual = IntakeLimits.defaults();
        Packets few =
                new Packets(
                        new IntakeLimits(
                                usual.message(), 1_000, 100_000, 50_000, 1, usual.patience()));
        for (int i = 0; i < 100; i++) {
            few.port = 10_000 + i;
            few.data(1, ONE.substring(0, 900));
        }
        long given = few.skipped().getOrDefault(Skip.OVERFLOW, 0L);
        assertThat(given).isBetween(70L, 99L);
        assertThat(few.found.unreadable).hasSize((int) given);
    }

    @Test
    void aGarbledMessageIsToldAndTheNextOneFound() {
        opened(1);
        String garbled = ONE.replace("Content-Length: 700", "Content-Length: 7x0");
        packets.data(1, garbled + TWO.substring(0, 60));
        packets.data(1 + garbled.length() + 60, TWO.substring(60));
        assertThat(packets.found.texts()).containsExactly(garbled);
        assertThat(callIds()).containsExactly("two");
    }

    @Test
    void aStartLineThatIsCutBehindAGarbledMessageIsFound() {
        opened(1);
        String garbled = ONE.replace("Content-Length: 700", "Content-Length: 7x0") + "\r\n";
        packets.data(1, garbled + TWO.substring(0, 10));
        packets.data(1 + garbled.length() + 10, TWO.substring(10));
        assertThat(packets.found.texts()).containsExactly(garbled);
        assertThat(callIds()).containsExactly("two");
    }

    /// A copy of all that follow for each would be 160 gigabytes.
    @Test
    void eachOfManyBrokenMessagesIsTold() {
        String broken = "INVITE sip:b SIP/2.0\r\nVia\r\n\r\n";
        List<String> told = new ArrayList<>();
        Sink sink =
                new Sink() {
                    @Override
                    public void passed(Passed passed) {
                        told.add(passed.message().callId());
                    }

                    @Override
                    public void unreadable(Unreadable unreadable) {
                        told.add(unreadable.octets().length + "");
                    }
                };
        direction(sink).octets(Messages.octets(broken.repeat(100_000) + TWO), Messages.NOON);
        assertThat(told.removeLast()).isEqualTo("two");
        assertThat(told).hasSize(100_000).containsOnly(broken.length() + "");
    }

    private static Direction direction(Sink sink) {
        IntakeLimits limits = IntakeLimits.defaults();
        Tally tally = new Tally();
        Intake intake = new Intake(limits.message(), sink, tally);
        return new Connection(limits, intake, tally, KeyLog.empty())
                .direction(
                        Messages.address("192.0.2.1", 5080),
                        Messages.address("192.0.2.2", 5060),
                        false);
    }

    /// Of 200,000 octets all but a few were read.
    @Test
    void whatIsHeldIsWhatTakesMemory() {
        Direction direction = direction(packets.found);
        direction.octets(Messages.octets(ONE.repeat(200) + TWO.substring(0, 9)), Messages.NOON);
        assertThat(direction.held()).isLessThan(5_000);
        direction.octets(Messages.octets(TWO.substring(9, 600)), Messages.NOON);
        assertThat(direction.held()).isBetween(1_800, 4_000);
        direction.octets(Messages.octets(TWO.substring(600)), Messages.NOON);
        assertThat(direction.held()).isZero();
        assertThat(callIds()).hasSize(201);
    }

    @Test
    void anUnfinishedMessageIsToldAtTheEnd() {
        opened(1);
        packets.data(1, ONE + TWO.substring(0, 300));
        packets.end();
        assertThat(packets.found.lines)
                .containsExactly(
                        "TCP 192.0.2.1:5080 > 192.0.2.2:5060 MESSAGE",
                        "unreadable: The capture or the connection ended within it");
    }

    @Test
    void anUnfinishedMessageIsToldWhenItsSenderCloses() {
        opened(1);
        packets.data(1, ONE.substring(0, 300));
        packets.segment(true, Packets.FIN | Packets.ACK, 301, 1, "");
        assertThat(packets.found.unreadable).hasSize(1);
    }

    @Test
    void aPortThatIsUsedAgainIsAnotherConnection() {
        opened(1);
        packets.data(1, ONE.substring(0, 300));
        opened(1);
        packets.data(301, ONE.substring(300));
        opened(90_000);
        packets.data(90_000, TWO);
        packets.segment(true, Packets.RST, 90_000 + TWO.length(), 0, "");
        packets.data(7, THREE);
        assertThat(callIds()).containsExactly("one", "two", "three");
    }

    @Test
    void bothDirectionsAreReadApart() {
        opened(1);
        packets.segment(false, Packets.SYN | Packets.ACK, 99, 1, "");
        packets.data(1, ONE);
        packets.segment(false, Packets.ACK, 100, 1 + ONE.length(), TWO);
        assertThat(packets.found.lines)
                .containsExactly(
                        "TCP 192.0.2.1:5080 > 192.0.2.2:5060 MESSAGE",
                        "TCP 192.0.2.2:5060 > 192.0.2.1:5080 MESSAGE");
    }

    @Test
    void keepAlivesBetweenMessagesAreCounted() {
        opened(1);
        packets.data(1, ONE + "\r\n\r\n" + TWO);
        assertThat(callIds()).containsExactly("one", "two");
        assertThat(packets.skipped()).isEqualTo(Map.of(Skip.KEEP_ALIVE, 1L));
    }

    @Test
    void otherProtocolsAreLeftOutOnce() {
        opened(1);
        packets.data(1, "SSH-2.0-OpenSSH\r\n");
        packets.data(18, ONE);
        assertThat(packets.found.lines).isEmpty();
        assertThat(packets.skipped()).isEqualTo(Map.of(Skip.NOT_SIP, 1L));
    }

    @Test
    void tlsInItsMiddleIsEncrypted() {
        packets.data(1, "\u0017\u0003\u0003\u0000\u0010" + "x".repeat(16));
        assertThat(packets.skipped()).isEqualTo(Map.of(Skip.ENCRYPTED, 1L));
    }

    @Test
    void theConnectionThatWasSilentLongestMakesRoom() {
        IntakeLimits usual = IntakeLimits.defaults();
        Packets few =
                new Packets(
                        new IntakeLimits(usual.message(), 1, 1_000, 1 << 20, 1, usual.patience()));
        few.segment(true, Packets.SYN, 0, 0, "");
        few.data(1, ONE.substring(0, 100));
        few.take(Packets.v4(6, otherSegment()));
        assertThat(few.skipped()).isEmpty();
        few.port++;
        few.segment(true, Packets.SYN, 0, 0, "");
        assertThat(few.skipped()).isEqualTo(Map.of(Skip.OVERFLOW, 1L));
        assertThat(few.found.unreadable).hasSize(1);
    }
}
