package dev.ringback.bench.run.account;

import java.util.List;

/// What all processors have done since the machine started, by `/proc/stat`.
///
/// @param busy the time with work, in nanoseconds
/// @param total the time of all processors, idle or not, in nanoseconds
public record MachineTime(long busy, long total) {
    private static final int COUNTED = 8;
    private static final int IDLE = 3;
    private static final int WAITING = 4;
    private static final int STOLEN = 7;

    /// Reads the first line: user, nice, system, idle, iowait, irq, softirq, steal.
    static MachineTime parse(String stat) {
        List<String> fields = ProcFile.words(stat.lines().findFirst().orElse(""));
        long busy = 0;
        long total = 0;
        for (int i = 0; i < COUNTED && i + 1 < fields.size(); i++) {
            long time = Long.parseLong(fields.get(i + 1)) * ProcFile.TICK;
            total += time;
            busy += i == IDLE || i == WAITING || i == STOLEN ? 0 : time;
        }
        return new MachineTime(busy, total);
    }

    /// The share of the machine, 0 to 1, that was busy since an earlier reading with work that is
    /// not `known`.
    ///
    /// @param known the CPU time of the processes that are looked at, in nanoseconds
    public double foreignShare(MachineTime earlier, long known) {
        long passed = Math.max(1, total - earlier.total);
        long foreign = busy - earlier.busy - known;
        return Math.clamp((double) foreign / passed, 0.0, 1.0);
    }
}
