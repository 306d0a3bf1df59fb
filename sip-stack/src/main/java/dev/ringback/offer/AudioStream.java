package dev.ringback.offer;

import dev.ringback.sdp.Direction;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How audio flows after an exchange of offer and answer: RFC 3264 §6.1, §7. Immutable.
///
/// @param remote where media go
/// @param direction which way they flow, seen from us; nothing is sent to a peer that holds us
/// @param codec what we send, under the number that the peer gave it
/// @param events the number that the peer gave to telephone events; -1 where it takes none
/// @param understood what may come, under our numbers
/// @param packetTime how much sound each packet of ours holds
public record AudioStream(
        Remote remote,
        Direction direction,
        AudioFormat codec,
        int events,
        List<AudioFormat> understood,
        Duration packetTime) {
    /// Copies the list.
    public AudioStream {
        understood = List.copyOf(understood);
    }

    /// What a payload type that comes in stands for, or null.
    public @Nullable AudioFormat understood(int payloadType) {
        for (AudioFormat format : understood) {
            if (format.number() == payloadType) {
                return format;
            }
        }
        return null;
    }

    /// Where the peer receives.
    ///
    /// @param host a name or an address, IPv6 without brackets
    /// @param port the port of RTP
    /// @param controlHost the host of RTCP (RFC 3605)
    /// @param controlPort the port of RTCP
    public record Remote(String host, int port, String controlHost, int controlPort) {}
}
