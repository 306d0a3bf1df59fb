package dev.ringback.callflow.intake;

import java.util.Locale;

/// Why a part of what was read gave no message. Each is counted.
public enum Skip {
    /// Packets that carry no IP, or whose link type is not read.
    NOT_IP,
    /// IP packets that carry neither UDP nor TCP.
    OTHER_PROTOCOL,
    /// Packets whose headers contradict themselves or are not whole.
    MALFORMED_PACKET,
    /// Datagrams that are no SIP, and directions of streams that are none.
    NOT_SIP,
    /// Keep-alives: line ends, STUN, pings of WebSockets.
    KEEP_ALIVE,
    /// Connections under TLS whose secrets are not in the key log, whose start is not in the
    /// capture, or whose cipher is not read.
    ENCRYPTED,
    /// Fragmented IP datagrams of which a part is missing, or whose fragments overlap.
    FRAGMENTS,
    /// Packets that were captured in part only, because of the capture's snap length.
    TRUNCATED,
    /// Places in streams at which octets are missing in the capture.
    GAP,
    /// Streams that were given up because they exceeded a bound.
    OVERFLOW,
    /// Messages of WebSockets that are compressed.
    COMPRESSED,
    /// HEP packets that have not the key that is asked for.
    UNAUTHORIZED,
    /// Captures that end within a packet.
    CUT_SHORT;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /// Its name for people and programs: `not-ip`.
    public String word() {
        return word;
    }
}
