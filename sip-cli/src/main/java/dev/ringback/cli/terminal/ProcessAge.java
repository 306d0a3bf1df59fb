package dev.ringback.cli.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/// How long this process has been there.
public final class ProcessAge {
    private ProcessAge() {}

    /// Set by the launcher after a build, in milliseconds of the epoch: the process is the
    /// launcher's own, and a build is no part of a start.
    private static final String LAUNCHED = "ringback.launched";

    /// The field of proc_pid_stat(5) that says when the process began, counted from behind the
    /// name, and its unit, which Linux shows to programs as a hundredth of a second everywhere.
    private static final int START = 19;

    private static final int TICK_MILLIS = 10;

    /// The time since the process began, to 10 ms where there is a `/proc`. The JDK's own start
    /// time is up to a second too early there, because it adds to the boot time in whole seconds.
    public static Duration now() {
        Long launched = Long.getLong(LAUNCHED);
        if (launched != null) {
            return Duration.ofMillis(System.currentTimeMillis() - launched);
        }
        try {
            return age(
                    Files.readString(Path.of("/proc/self/stat")),
                    Files.readString(Path.of("/proc/uptime")));
        } catch (IOException _) {
            Instant now = Instant.now();
            return Duration.between(ProcessHandle.current().info().startInstant().orElse(now), now);
        }
    }

    /// The age by what the kernel says.
    ///
    /// @param stat the process, see proc_pid_stat(5)
    /// @param uptime the machine, see proc_uptime(5)
    static Duration age(String stat, String uptime) {
        // the name may hold anything, even a parenthesis
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long began = Long.parseLong(fields[START]) * TICK_MILLIS;
        int point = uptime.indexOf('.');
        long now =
                Long.parseLong(uptime, 0, point, 10) * 1000
                        + Long.parseLong(uptime, point + 1, point + 3, 10) * TICK_MILLIS;
        return Duration.ofMillis(Math.max(0, now - began));
    }
}
