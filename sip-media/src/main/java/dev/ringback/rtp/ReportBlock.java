package dev.ringback.rtp;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How one source is heard: the report block of RFC 3550 §6.4.1. Immutable.
///
/// @param source the SSRC that it is about
/// @param loss what did not come
/// @param highestSequence the highest sequence number, with the count of its cycles in the upper 16
///     bits
/// @param jitter in units of the timestamp, an unsigned number of 32 bits
/// @param lastReport the middle of the last sender report's NTP time; 0 when none came
/// @param delay since that report, in units of 1/65536 seconds
public record ReportBlock(
        int source, Loss loss, int highestSequence, int jitter, int lastReport, int delay) {
    static final int OCTETS = 24;

    /// What did not come.
    ///
    /// @param fraction since the last report, in units of 1/256, 0 to 255
    /// @param total since the first packet, -8388608 to 8388607; negative where duplicates came
    public record Loss(int fraction, int total) {}

    static ReportBlock read(ByteBuffer in) {
        int source = in.getInt();
        int lost = in.getInt();
        Loss loss = new Loss(lost >>> 24, lost << 8 >> 8);
        return new ReportBlock(source, loss, in.getInt(), in.getInt(), in.getInt(), in.getInt());
    }

    void write(ByteBuffer out) {
        out.putInt(source);
        out.putInt(loss.fraction << 24 | (loss.total & 0xFF_FFFF));
        out.putInt(highestSequence);
        out.putInt(jitter);
        out.putInt(lastReport);
        out.putInt(delay);
    }

    /// The time to the maker of this block and back, RFC 3550 §6.4.1: arrival less delay less last
    /// report. Null where the block knows of no report, or where it says what cannot be: less than
    /// nothing, or more than a minute.
    ///
    /// @param arrival when it came, as [NtpTime#middle]
    public @Nullable Duration roundTrip(int arrival) {
        int units = arrival - delay - lastReport;
        if (lastReport == 0 || delay < 0 || units < 0 || units > 60 << 16) {
            return null;
        }
        return Duration.ofNanos((units * 1_000_000_000L) >> 16);
    }
}
