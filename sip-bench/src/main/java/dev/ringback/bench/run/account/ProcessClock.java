package dev.ringback.bench.run.account;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The clock that the kernel keeps for each process: the CPU time of all its threads, those that
/// have ended included, in nanoseconds.
///
/// It is read with `clock_gettime(2)` on the clock whose number is made of the process's
/// (`clock_getcpuclockid(3)`). `/proc/PID/stat` counts ticks of 10 ms, `/proc/PID/schedstat` tells
/// of the first thread only, and the files below `/proc/PID/task` go with their threads; this clock
/// has none of these faults.
public final class ProcessClock {
    /// The kernel's mark of a clock that sums what the scheduler booked for all threads.
    private static final int SCHEDULED = 2;

    private static final long SECOND = 1_000_000_000L;

    private final MethodHandle read = function();

    /// The CPU time that the process has used, in nanoseconds; -1 when there is no such process.
    public long nanoseconds(long pid) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment time = arena.allocate(2 * ValueLayout.JAVA_LONG.byteSize(), 8);
            int failed = (int) read.invokeExact(clock(pid), time);
            if (failed != 0) {
                return -1;
            }
            return time.get(ValueLayout.JAVA_LONG, 0) * SECOND + time.get(ValueLayout.JAVA_LONG, 8);
        } catch (Throwable e) {
            throw new IllegalStateException("clock_gettime cannot be called", e);
        }
    }

    /// The number of a process's clock, as the kernel makes it.
    static int clock(long pid) {
        return (~(int) pid << 3) | SCHEDULED;
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function() {
        Linker linker = Linker.nativeLinker();
        MemorySegment address = linker.defaultLookup().findOrThrow("clock_gettime");
        return linker.downcallHandle(
                address,
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    }
}
