package dev.ringback.bench.run.contender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Facts about Kamailio on this machine.
final class Kamailio {
    private static final Pattern TOTAL = Pattern.compile("MemTotal:\\s+(\\d+) kB");

    private Kamailio() {}

    /// The program: Debian keeps it where not everybody's `PATH` leads.
    static String program() {
        return List.of("/usr/sbin/kamailio", "/usr/local/sbin/kamailio").stream()
                .filter(file -> Files.isExecutable(Path.of(file)))
                .findFirst()
                .orElse("kamailio");
    }

    /// The size of its shared memory: enough that no rate of this benchmark exhausts it, and no
    /// more than half of what the machine has. What it does not touch costs nothing.
    static String sharedMegabytes() {
        long megabytes = 16_384;
        try {
            Matcher total = TOTAL.matcher(Files.readString(Path.of("/proc/meminfo")));
            megabytes = total.find() ? Long.parseLong(total.group(1)) / 1024 : megabytes;
        } catch (IOException _) {
            // the guess stays
        }
        return Long.toString(Math.min(8192, megabytes / 2));
    }
}
