package dev.ringback.offer;

import dev.ringback.sdp.RtpMap;
import org.jspecify.annotations.Nullable;

/// A format of audio in RTP with its payload type: RFC 3551, RFC 4733.
///
/// @param map what it is, and its number
/// @param parameters its `a=fmtp:` parameters; null where it has none
public record AudioFormat(RtpMap map, @Nullable String parameters) {
    /// G.711 µ-law, RFC 3551 §4.5.14.
    public static final AudioFormat PCMU = new AudioFormat(new RtpMap(0, "PCMU", 8000, null), null);

    /// G.711 A-law, RFC 3551 §4.5.14.
    public static final AudioFormat PCMA = new AudioFormat(new RtpMap(8, "PCMA", 8000, null), null);

    /// The events 0 to 15, which are the keys of a telephone: RFC 4733 §3.2.
    public static final AudioFormat EVENTS =
            new AudioFormat(new RtpMap(101, "telephone-event", 8000, null), "0-15");

    /// The payload type.
    public int number() {
        return map.payloadType();
    }

    /// Whether this is no sound but events: RFC 4733.
    public boolean events() {
        return map.encoding().equalsIgnoreCase("telephone-event");
    }

    /// Whether both are one encoding, under whatever number.
    public boolean same(RtpMap other) {
        return map.sameEncoding(other);
    }

    /// The same under another number.
    public AudioFormat numbered(int payloadType) {
        return new AudioFormat(map.withPayloadType(payloadType), parameters);
    }
}
