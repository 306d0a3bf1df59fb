package dev.ringback.bench.run.account;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Reads the accounts of processes and of the machine from `/proc`. For one thread.
public final class Accounts {
    private final ProcessClock clock = new ProcessClock();
    private final Path proc;

    /// Reads those of this machine.
    public Accounts() {
        this(Path.of("/proc"));
    }

    Accounts(Path proc) {
        this.proc = proc;
    }

    /// The CPU time, in nanoseconds, that a process and all that it started have used, also those
    /// that have ended and were waited for.
    public long cpu(long root) {
        long sum = 0;
        for (long pid : tree(root)) {
            sum += Math.max(0, clock.nanoseconds(pid)) + reaped(pid);
        }
        return sum;
    }

    /// The CPU time of this JVM and of its children that have ended, in nanoseconds.
    public long ownCpu() {
        long self = ProcessHandle.current().pid();
        return Math.max(0, clock.nanoseconds(self)) + reaped(self);
    }

    /// What a process and all that it started hold in memory, in octets: pages that are shared
    /// count in parts (PSS).
    public long memory(long root) {
        long sum = 0;
        for (long pid : tree(root)) {
            sum += ProcFile.proportional(read(pid + "/smaps_rollup"));
        }
        return sum;
    }

    /// What the whole machine has done since it started.
    public MachineTime machine() {
        return MachineTime.parse(read("stat"));
    }

    /// The datagrams that the machine has dropped because a receive buffer was full.
    public long dropped() {
        return ProcFile.dropped(read("net/snmp"));
    }

    /// A process and all that it started, as far as they live.
    public static List<Long> tree(long root) {
        Stream<Long> below =
                ProcessHandle.of(root).stream()
                        .flatMap(ProcessHandle::descendants)
                        .map(ProcessHandle::pid);
        return Stream.concat(Stream.of(root), below).toList();
    }

    private long reaped(long pid) {
        return ProcFile.reaped(read(pid + "/stat"));
    }

    /// The text of a file; empty when its process has ended.
    private String read(String name) {
        try {
            return Files.readString(proc.resolve(name));
        } catch (IOException _) {
            return "";
        }
    }
}
