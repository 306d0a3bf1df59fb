package dev.ringback.registrar;

import dev.ringback.cause.Cause;
import dev.ringback.header.HeaderName;
import org.jspecify.annotations.Nullable;

/// Why a REGISTER fails, and with what.
///
/// @param status the status code
/// @param reason the reason phrase; null for the usual one
/// @param header the header that the response must carry; null where there is none
/// @param value its value
/// @param cause what decided it
record Refusal(
        int status,
        @Nullable String reason,
        @Nullable HeaderName header,
        String value,
        Cause cause) {

    static Refusal of(int status, String reason, Cause cause) {
        return new Refusal(status, reason, null, "", cause);
    }

    static Refusal with(int status, HeaderName header, String value, Cause cause) {
        return new Refusal(status, null, header, value, cause);
    }
}
