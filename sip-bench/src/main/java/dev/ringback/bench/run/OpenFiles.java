package dev.ringback.bench.run;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// How many files a process may have open; sockets are files.
final class OpenFiles {
    private static final long UNKNOWN = 1024;

    private OpenFiles() {}

    /// The limit of this process, which those that it starts inherit.
    static long most() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount()
                : UNKNOWN;
    }
}
