package dev.ringback.bench.run.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The files of `/proc`, as they are on a machine.
class ProcFileTest {
    @Test
    void theTimeOfChildrenStandsBehindTheName() {
        String stat =
                "17 (a (strange) name) S 1 17 17 0 -1 4194560 1 2 3 4 500 600 70 8 20 0 5 0 900";
        assertThat(ProcFile.reaped(stat)).isEqualTo(78 * ProcFile.TICK);
    }

    @Test
    void aProcessThatHasEndedCountsNothing() {
        assertThat(ProcFile.reaped("")).isZero();
        assertThat(ProcFile.proportional("")).isZero();
    }

    @Test
    void sharedPagesCountInParts() {
        String rollup =
                """
                00400000-7ffd1 ---p 00000000 00:00 0    [rollup]
                Rss:                2048 kB
                Pss:                1536 kB
                Pss_Anon:            900 kB
                """;
        assertThat(ProcFile.proportional(rollup)).isEqualTo(1536 * 1024);
    }

    @Test
    void dropsAreThoseOfFullReceiveBuffers() {
        String snmp =
                """
                Tcp: RtoAlgorithm InErrs
                Tcp: 1 9
                Udp: InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors SndbufErrors
                Udp: 100 2 7 90 5 1
                UdpLite: InDatagrams NoPorts
                UdpLite: 0 0
                """;
        assertThat(ProcFile.dropped(snmp)).isEqualTo(5);
        assertThat(ProcFile.dropped("")).isZero();
    }

    @Test
    void busyIsWhatIsNeitherIdleNorWaitingNorStolen() {
        MachineTime time = MachineTime.parse("cpu  10 1 5 80 3 0 2 9 0 0\ncpu0 1 1 1 1 1 1 1 1\n");
        assertThat(time.busy()).isEqualTo(18 * ProcFile.TICK);
        assertThat(time.total()).isEqualTo(110 * ProcFile.TICK);
    }

    @Test
    void foreignIsTheShareOfWhatIsNotKnown() {
        MachineTime before = new MachineTime(1_000, 10_000);
        MachineTime after = new MachineTime(1_600, 12_000);
        assertThat(after.foreignShare(before, 400)).isEqualTo(0.1);
        assertThat(after.foreignShare(before, 900)).isZero();
    }
}
