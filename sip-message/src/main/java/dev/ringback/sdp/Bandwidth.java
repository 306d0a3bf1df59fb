package dev.ringback.sdp;

import dev.ringback.text.Ascii;
import org.jspecify.annotations.Nullable;

/// A proposed bandwidth: `b=`, RFC 8866 §5.8.
///
/// @param type what is bounded: `CT`, `AS`, `TIAS` (RFC 3890), `RS`, `RR` (RFC 3556) …
/// @param value kilobits per second for `CT` and `AS`; other types have their own unit
public record Bandwidth(String type, long value) {
    /// @throws IllegalArgumentException if the type is no token or the value is negative
    public Bandwidth {
        SdpSyntax.require(SdpSyntax.isToken(type), "bandwidth type", type);
        SdpSyntax.require(value >= 0, "bandwidth", type);
    }

    /// Reads what follows `b=`; null when it is malformed.
    public static @Nullable Bandwidth parse(String text) {
        int colon = text.indexOf(':');
        String type = colon < 0 ? "" : text.substring(0, colon);
        long value = Ascii.decimal(text.substring(colon + 1), Long.MAX_VALUE / 10 - 1);
        return SdpSyntax.isToken(type) && value >= 0 ? new Bandwidth(type, value) : null;
    }

    /// The wire form, without `b=`.
    @Override
    public String toString() {
        return type + ':' + value;
    }
}
