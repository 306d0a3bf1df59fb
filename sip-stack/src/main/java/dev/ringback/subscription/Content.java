package dev.ringback.subscription;

import java.nio.charset.StandardCharsets;

/// A body: what an event package has to tell. Immutable; the octets must not be changed.
///
/// @param type the value of Content-Type
/// @param bytes the octets
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Content(String type, byte[] bytes) {
    /// Content in UTF-8.
    public static Content of(String type, String text) {
        return new Content(type, text.getBytes(StandardCharsets.UTF_8));
    }

    /// The octets as text in UTF-8.
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
