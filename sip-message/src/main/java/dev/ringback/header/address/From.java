package dev.ringback.header.address;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.uri.Uri;
import org.jspecify.annotations.Nullable;

/// The initiator of a request: RFC 3261 §20.20.
///
/// @param address the address with its parameters
public record From(NameAddress address) {
    /// How it is read.
    public static final HeaderField<From> FIELD = HeaderField.of(HeaderName.FROM, From::read);

    private static @Nullable From read(byte[] bytes, int start, int end) {
        NameAddress address = NameAddress.read(bytes, start, end);
        return address == null ? null : new From(address);
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
