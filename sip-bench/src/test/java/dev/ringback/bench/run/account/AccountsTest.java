package dev.ringback.bench.run.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The accounts of real processes.
class AccountsTest {
    /// No process has this number: Linux counts to one less.
    private static final long NOBODY = 1 << 22;

    private final Accounts accounts = new Accounts();

    /// Computes in a child that it waits for, says so, and waits for a line.
    private static final String WORK =
            "sh -c 'i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done'; echo done; read -r line";

    @Test
    void theClockRunsOnWhileAThreadComputesAndKeepsWhatEndedThreadsUsed()
            throws InterruptedException {
        ProcessClock clock = new ProcessClock();
        long own = ProcessHandle.current().pid();
        long before = clock.nanoseconds(own);
        long[] used = new long[1];
        Thread worker = new Thread(() -> used[0] = computed());
        worker.start();
        worker.join();
        assertThat(used[0]).isGreaterThanOrEqualTo(50_000_000L);
        assertThat(clock.nanoseconds(own) - before).isGreaterThanOrEqualTo(used[0]);
    }

    /// Uses 50 ms of CPU time, and answers how much it was.
    private static long computed() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        while (threads.getCurrentThreadCpuTime() - start < 50_000_000L) {
            Thread.onSpinWait();
        }
        return threads.getCurrentThreadCpuTime() - start;
    }

    @Test
    void aProcessThatIsNotThereHasNoClock() {
        assertThat(new ProcessClock().nanoseconds(NOBODY)).isEqualTo(-1);
    }

    @Test
    void childrenCountAlsoWhenTheyHaveEnded() throws IOException {
        Process process = new ProcessBuilder("sh", "-c", WORK).start();
        try (BufferedReader out = process.inputReader(UTF_8)) {
            assertThat(out.readLine()).isEqualTo("done");
            long shell = new ProcessClock().nanoseconds(process.pid());
            assertThat(accounts.cpu(process.pid())).isGreaterThan(shell + 20_000_000L);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void memoryIsThatOfTheWholeTree() throws IOException {
        Process process = new ProcessBuilder("sh", "-c", "sh -c 'echo on; read x'; :").start();
        try (BufferedReader out = process.inputReader(UTF_8)) {
            assertThat(out.readLine()).isEqualTo("on");
            assertThat(Accounts.tree(process.pid())).hasSize(2);
            long child = Accounts.tree(process.pid()).getLast();
            assertThat(accounts.memory(child)).isPositive();
            assertThat(accounts.memory(process.pid())).isGreaterThan(accounts.memory(child));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Test
    void theMachineIsReadFromItsFiles(@TempDir Path proc) throws IOException {
        Files.writeString(proc.resolve("stat"), "cpu  1 1 1 1 1 1 1 1\n");
        assertThat(new Accounts(proc).machine())
                .isEqualTo(new MachineTime(5 * ProcFile.TICK, 8 * ProcFile.TICK));
        assertThat(new Accounts(proc).dropped()).isZero();
    }
}
