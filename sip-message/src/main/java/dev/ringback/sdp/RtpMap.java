package dev.ringback.sdp;

import dev.ringback.text.Ascii;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a payload type number of RTP stands for: `a=rtpmap:`, RFC 8866 §6.6, and the static
/// assignments of RFC 3551 §6.
///
/// @param payloadType the number, 0 to 127
/// @param encoding the name of the encoding, a token; compared in any case
/// @param clockRate ticks per second, 1 or more
/// @param parameters what follows the second slash: for audio the number of channels; null when
///     there is none
public record RtpMap(int payloadType, String encoding, int clockRate, @Nullable String parameters) {
    /// The greatest payload type.
    public static final int MOST_PAYLOAD_TYPE = 127;

    private static final int VIDEO = 90_000;
    private static final Map<Integer, RtpMap> STATIC =
            Map.ofEntries(
                    entry(0, "PCMU", 8000),
                    entry(3, "GSM", 8000),
                    entry(4, "G723", 8000),
                    entry(5, "DVI4", 8000),
                    entry(6, "DVI4", 16_000),
                    entry(7, "LPC", 8000),
                    entry(8, "PCMA", 8000),
                    entry(9, "G722", 8000),
                    Map.entry(10, new RtpMap(10, "L16", 44_100, "2")),
                    entry(11, "L16", 44_100),
                    entry(12, "QCELP", 8000),
                    entry(13, "CN", 8000),
                    entry(14, "MPA", VIDEO),
                    entry(15, "G728", 8000),
                    entry(16, "DVI4", 11_025),
                    entry(17, "DVI4", 22_050),
                    entry(18, "G729", 8000),
                    entry(25, "CelB", VIDEO),
                    entry(26, "JPEG", VIDEO),
                    entry(28, "nv", VIDEO),
                    entry(31, "H261", VIDEO),
                    entry(32, "MPV", VIDEO),
                    entry(33, "MP2T", VIDEO),
                    entry(34, "H263", VIDEO));

    /// @throws IllegalArgumentException if a field is not as the grammar has it
    public RtpMap {
        boolean number = payloadType >= 0 && payloadType <= MOST_PAYLOAD_TYPE;
        SdpSyntax.require(number, "payload type", "" + payloadType);
        SdpSyntax.require(SdpSyntax.isToken(encoding), "encoding name", encoding);
        SdpSyntax.require(clockRate > 0, "clock rate", "" + clockRate);
        if (parameters != null) {
            SdpSyntax.require(SdpSyntax.isVisible(parameters), "encoding parameter", parameters);
        }
    }

    private static Map.Entry<Integer, RtpMap> entry(int payloadType, String encoding, int rate) {
        return Map.entry(payloadType, new RtpMap(payloadType, encoding, rate, null));
    }

    /// The static assignment of a payload type in RFC 3551 §6; null when it has none.
    public static @Nullable RtpMap of(int payloadType) {
        return STATIC.get(payloadType);
    }

    /// Reads what follows `a=rtpmap:`; null when it is malformed.
    public static @Nullable RtpMap parse(String value) {
        int space = value.indexOf(' ');
        int payloadType = payloadType(space < 0 ? "" : value.substring(0, space));
        String[] parts = value.substring(space + 1).strip().split("/", 3);
        int rate = parts.length < 2 ? 0 : (int) Ascii.decimal(parts[1], Integer.MAX_VALUE);
        String parameters = parts.length < 3 ? null : parts[2];
        boolean good =
                payloadType >= 0
                        && SdpSyntax.isToken(parts[0])
                        && rate > 0
                        && (parameters == null || SdpSyntax.isVisible(parameters));
        return good ? new RtpMap(payloadType, parts[0], rate, parameters) : null;
    }

    /// The payload type that a format of an `m=` line is, or -1.
    static int payloadType(String format) {
        return (int) Ascii.decimal(format, MOST_PAYLOAD_TYPE);
    }

    /// The number of audio channels: what the parameters say, otherwise 1.
    public int channels() {
        long channels = parameters == null ? 1 : Ascii.decimal(parameters, Integer.MAX_VALUE);
        return channels > 0 ? (int) channels : 1;
    }

    /// Whether both name one encoding, under whatever number: name in any case, clock rate,
    /// channels.
    public boolean sameEncoding(RtpMap other) {
        return encoding.equalsIgnoreCase(other.encoding)
                && clockRate == other.clockRate
                && channels() == other.channels();
    }

    /// The same encoding under another number.
    ///
    /// @throws IllegalArgumentException if the number is not from 0 to 127
    public RtpMap withPayloadType(int number) {
        return new RtpMap(number, encoding, clockRate, parameters);
    }

    /// The attribute that says so.
    public Attribute attribute() {
        return Attribute.of("rtpmap", toString());
    }

    /// The wire form, without `a=rtpmap:`.
    @Override
    public String toString() {
        String more = parameters == null ? "" : "/" + parameters;
        return payloadType + " " + encoding + '/' + clockRate + more;
    }
}
