package dev.ringback.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProcessAgeTest {
    @ParameterizedTest
    @CsvSource({
        "3661109, 36614.03 18075.32, 2940",
        "3661403, 36614.03 18075.32, 0",
        "3661404, 36614.03 18075.32, 0",
        "0, 0.07 0.00, 70"
    })
    void theAgeIsTheUptimeWithoutTheTimeBefore(long ticks, String uptime, long millis) {
        String stat = "42 (a (b) c) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 " + ticks;

        assertThat(ProcessAge.age(stat + " 99 98\n", uptime + "\n"))
                .isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void aProcessIsAsOldAsItsVirtualMachineAtLeast() {
        long machine = ManagementFactory.getRuntimeMXBean().getUptime();

        assertThat(ProcessAge.now()).isGreaterThan(Duration.ofMillis(machine - 20));
    }
}
