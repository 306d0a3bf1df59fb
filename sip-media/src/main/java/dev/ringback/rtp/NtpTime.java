package dev.ringback.rtp;

import java.time.Duration;
import java.time.Instant;

/// Wall-clock time as RTCP writes it: seconds since 1900 and their fraction, 32 bits each. RFC 3550
/// §4.
public final class NtpTime {
    private static final long SECONDS_TO_1970 = 2_208_988_800L;

    private NtpTime() {}

    /// The 64 bits.
    public static long of(Instant time) {
        long fraction = ((long) time.getNano() << 32) / 1_000_000_000L;
        return (time.getEpochSecond() + SECONDS_TO_1970) << 32 | fraction;
    }

    /// The middle 32 of the 64 bits: units of 1/65536 seconds.
    public static int middle(long ntp) {
        return (int) (ntp >>> 16);
    }

    /// A span of time in units of 1/65536 seconds; the most there is when it is longer.
    public static int units(Duration time) {
        long units = time.toSeconds() << 16;
        units += ((long) time.toNanosPart() << 16) / 1_000_000_000L;
        return (int) Math.min(Integer.MAX_VALUE, units);
    }
}
