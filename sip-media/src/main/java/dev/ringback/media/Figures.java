package dev.ringback.media;

import dev.ringback.rtp.ReportBlock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How the media of a call fared so far. Immutable.
///
/// @param sent what we sent
/// @param heard what came
/// @param dropped what came and was of no use
/// @param roundTrip the time to the peer and back, RFC 3550 §6.4.1; null where no report told
/// @param peer how the peer hears us, as its last report says; null where none came
public record Figures(
        Sent sent,
        Heard heard,
        Dropped dropped,
        @Nullable Duration roundTrip,
        @Nullable ReportBlock peer) {
    /// Of nothing.
    public static final Figures NONE =
            new Figures(
                    new Sent(0, 0, 0),
                    new Heard(0, 0, Duration.ZERO, 0),
                    new Dropped(0, 0, 0, 0),
                    null,
                    null);

    /// What we sent.
    ///
    /// @param packets of RTP
    /// @param octets of payload
    /// @param reports of RTCP
    public record Sent(long packets, long octets, long reports) {}

    /// What came.
    ///
    /// @param packets of RTP, duplicates too
    /// @param lost how many are missing; negative when duplicates came
    /// @param jitter how uneven they came, RFC 3550 §A.8
    /// @param sources how many sources were heard, one after the other
    public record Heard(long packets, long lost, Duration jitter, int sources) {}

    /// What came and was of no use.
    ///
    /// @param strange from somebody else
    /// @param malformed no RTP, or no RTCP
    /// @param unknown of a payload type that was not agreed on, or of our own source
    /// @param late after its time
    public record Dropped(long strange, long malformed, long unknown, long late) {}
}
