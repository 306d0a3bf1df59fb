package dev.ringback.header.route;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.uri.Uri;
import org.jspecify.annotations.Nullable;

/// A proxy that the request is to visit: RFC 3261 §20.34.
///
/// @param address the address with its parameters
public record Route(NameAddress address) {
    /// How it is read.
    public static final HeaderField<Route> FIELD = HeaderField.of(HeaderName.ROUTE, Route::read);

    private static @Nullable Route read(byte[] bytes, int start, int end) {
        NameAddress address = NameAddress.read(bytes, start, end);
        return address == null ? null : new Route(address);
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
