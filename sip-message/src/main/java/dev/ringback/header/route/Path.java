package dev.ringback.header.route;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.uri.Uri;
import org.jspecify.annotations.Nullable;

/// A proxy between the user agent and its registrar: RFC 3327 §4.
///
/// @param address the address with its parameters
public record Path(NameAddress address) {
    /// How it is read.
    public static final HeaderField<Path> FIELD = HeaderField.of(HeaderName.PATH, Path::read);

    private static @Nullable Path read(byte[] bytes, int start, int end) {
        NameAddress address = NameAddress.read(bytes, start, end);
        return address == null ? null : new Path(address);
    }

    /// The URI.
    public Uri uri() {
        return address.uri();
    }

    /// The wire form.
    @Override
    public String toString() {
        return address.toString();
    }
}
