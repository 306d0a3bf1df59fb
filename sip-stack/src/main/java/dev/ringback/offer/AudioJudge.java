package dev.ringback.offer;

import dev.ringback.sdp.Connection;
import dev.ringback.sdp.MediaDescription;
import dev.ringback.sdp.SessionDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a stream cannot be taken, as a warning of RFC 3261 §20.43 tells it.
///
/// @param code the warn-code
/// @param text what it says
/// @param depth how many checks the stream passed: the reason of the best one is told
record AudioJudge(int code, String text, int depth) {
    /// Looks at one stream of an offer.
    ///
    /// @return null where it can be taken
    static @Nullable AudioJudge judge(
            List<AudioFormat> ours,
            String address,
            SessionDescription offer,
            MediaDescription line) {
        if (!line.media().equals(AudioLine.MEDIA)) {
            return new AudioJudge(304, "Media type not available: " + line.media(), 0);
        }
        if (!line.protocol().equals(AudioLine.PROTOCOL)) {
            return new AudioJudge(302, "Incompatible transport protocol: " + line.protocol(), 1);
        }
        AudioJudge unreachable = judge(address, offer.connection(line));
        if (unreachable != null) {
            return unreachable;
        }
        return AudioLine.sounds(AudioLine.common(ours, line))
                ? null
                : new AudioJudge(305, "Incompatible media format", 3);
    }

    private static @Nullable AudioJudge judge(String address, @Nullable Connection connection) {
        if (connection == null) {
            return new AudioJudge(399, "No connection address", 2);
        }
        if (!connection.netType().equals("IN")) {
            return new AudioJudge(300, "Incompatible network protocol", 2);
        }
        if (connection.multicast()) {
            return new AudioJudge(330, "Multicast not available", 2);
        }
        String family = Connection.of(address).addressType();
        return connection.addressType().equals(family)
                ? null
                : new AudioJudge(301, "Incompatible network address format", 2);
    }

    /// The reason of the stream that came further.
    static @Nullable AudioJudge better(@Nullable AudioJudge one, @Nullable AudioJudge other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.depth > one.depth ? other : one;
    }
}
