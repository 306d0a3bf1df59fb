package dev.ringback.registrar;

import dev.ringback.header.HeaderName;
import org.jspecify.annotations.Nullable;

/// Why a REGISTER fails, and with what.
///
/// @param status the status code
/// @param reason the reason phrase; null for the usual one
/// @param header the header that the response must carry; null where there is none
/// @param value its value
record Refusal(int status, @Nullable String reason, @Nullable HeaderName header, String value) {
    static Refusal of(int status, String reason) {
        return new Refusal(status, reason, null, "");
    }
}
