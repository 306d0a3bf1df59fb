package dev.ringback.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceptionTest {
    private final Reception reception = new Reception(1);

    @Test
    void aSourceIsValidAfterTwoPacketsInOrder() {
        assertThat(reception.received(10)).isFalse();
        assertThat(reception.received(12)).isFalse();
        assertThat(reception.valid()).isFalse();
        assertThat(reception.received(13)).isTrue();

        assertThat(reception.valid()).isTrue();
        assertThat(reception.expected()).isEqualTo(1);
    }

    @Test
    void whatDoesNotComeIsLost() {
        feed(100, 101, 102, 105, 106);

        assertThat(reception.expected()).isEqualTo(6);
        assertThat(reception.received()).isEqualTo(4);
        assertThat(reception.lost()).isEqualTo(2);
        assertThat(reception.report()).isEqualTo(new ReportBlock.Loss(2 * 256 / 6, 2));
        assertThat(reception.report()).isEqualTo(new ReportBlock.Loss(0, 2));
    }

    @Test
    void whatComesLaterIsNotLost() {
        feed(100, 101, 103, 102, 104);

        assertThat(reception.lost()).isZero();
    }

    @Test
    void duplicatesMakeLossNegative() {
        feed(100, 101, 102, 102, 102);

        assertThat(reception.lost()).isEqualTo(-2);
        assertThat(reception.report()).isEqualTo(new ReportBlock.Loss(0, -2));
    }

    @Test
    void sequenceNumbersWrapAround() {
        feed(65_533, 65_534, 65_535, 0, 1);

        assertThat(reception.expected()).isEqualTo(4);
        assertThat(reception.lost()).isZero();
        assertThat(reception.highestSequence()).isEqualTo(0x1_0001);
    }

    @Test
    void aLatePacketFromBeforeTheWrapIsNoNewCycle() {
        feed(65_534, 65_535, 1, 0, 2);

        assertThat(reception.highestSequence()).isEqualTo(0x1_0002);
        assertThat(reception.lost()).isZero();
    }

    @Test
    void anImpossibleJumpCountsWhenItIsFollowed() {
        feed(100, 101, 102);

        assertThat(reception.received(30_000)).isFalse();
        assertThat(reception.received(103)).isTrue();
        assertThat(reception.received(40_000)).isFalse();
        assertThat(reception.received(40_001)).isTrue();
        assertThat(reception.expected()).isEqualTo(1);
    }

    /// RFC 3550 §A.8: J grows by a sixteenth of the difference.
    @Test
    void jitterIsTheMeanOfDifferences() {
        reception.timed(0, 1000);
        reception.timed(160, 1160);
        assertThat(reception.jitter()).isZero();

        reception.timed(320, 1336);
        assertThat(reception.jitter()).isEqualTo(1.0);

        reception.timed(480, 1480);
        assertThat(reception.jitter()).isEqualTo(1.0 + (16 - 1.0) / 16);
    }

    @Test
    void jitterKnowsNoWrapOfTheTimestamp() {
        reception.timed(-80, 0);
        reception.timed(80, 160);

        assertThat(reception.jitter()).isZero();
    }

    @Test
    void reportsAreDueInHalfToThreeHalvesOfTheInterval() {
        ReportSchedule low = new ReportSchedule();
        ReportSchedule high = new ReportSchedule();

        assertThat(low.next(0).toMillis()).isEqualTo(1026);
        assertThat(low.next(0).toMillis()).isEqualTo(2052);
        assertThat(high.next(1).toMillis()).isEqualTo(3078);
        assertThat(high.next(1).toMillis()).isEqualTo(6156);
    }

    private void feed(int... sequences) {
        for (int sequence : sequences) {
            reception.received(sequence);
        }
    }
}
