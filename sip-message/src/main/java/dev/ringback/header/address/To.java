package dev.ringback.header.address;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.uri.Uri;
import org.jspecify.annotations.Nullable;

/// The logical recipient of a request: RFC 3261 §20.39.
///
/// @param address the address with its parameters
public record To(NameAddress address) {
    /// How it is read.
    public static final HeaderField<To> FIELD = HeaderField.of(HeaderName.TO, To::read);

    private static @Nullable To read(byte[] bytes, int start, int end) {
        NameAddress address = NameAddress.read(bytes, start, end);
        return address == null ? null : new To(address);
    }

    /// The URI.
    public Uri uri() {
        return address.uri();
    }

    /// The tag, or null when there is none: §19.3.
    public @Nullable String tag() {
        return address.tag();
    }

    /// The wire form.
    @Override
    public String toString() {
        return address.toString();
    }
}
