package dev.ringback.bench.run.account;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The texts of files below `/proc`, taken apart. See proc(5).
final class ProcFile {
    /// The kernel's unit of time in these files, in nanoseconds: `USER_HZ` is 100 on all of them.
    static final long TICK = 10_000_000L;

    private static final Pattern PSS = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB");

    /// Where `cutime` and `cstime` stand behind the name of the process.
    private static final int REAPED_USER = 13;

    private static final int REAPED_SYSTEM = 14;
    private static final String DROPS = "RcvbufErrors";

    private ProcFile() {}

    /// The CPU time of children that have ended and were waited for, by `/proc/PID/stat`, in
    /// nanoseconds; 0 when the text is empty.
    static long reaped(String stat) {
        int name = stat.lastIndexOf(')');
        if (name < 0) {
            return 0;
        }
        List<String> fields = words(stat.substring(name + 1));
        long user = Long.parseLong(fields.get(REAPED_USER));
        long ticks = user + Long.parseLong(fields.get(REAPED_SYSTEM));
        return ticks * TICK;
    }

    /// The proportional set size by `/proc/PID/smaps_rollup`, in octets; 0 when the text is empty.
    static long proportional(String rollup) {
        Matcher found = PSS.matcher(rollup);
        return found.find() ? Long.parseLong(found.group(1)) * 1024 : 0;
    }

    /// The datagrams that found a full receive buffer, by `/proc/net/snmp`; 0 when it does not say.
    static long dropped(String snmp) {
        List<List<String>> lines =
                snmp.lines().filter(line -> line.startsWith("Udp: ")).map(ProcFile::words).toList();
        int at = lines.size() < 2 ? -1 : lines.getFirst().indexOf(DROPS);
        return at < 0 ? 0 : Long.parseLong(lines.get(1).get(at));
    }

    /// The words of a line.
    static List<String> words(String line) {
        return Pattern.compile("\\S+").matcher(line).results().map(MatchResult::group).toList();
    }
}
