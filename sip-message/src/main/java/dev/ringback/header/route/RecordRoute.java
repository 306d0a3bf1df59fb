package dev.ringback.header.route;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.uri.Uri;
import org.jspecify.annotations.Nullable;

/// A proxy that wants to stay on the dialog's path: RFC 3261 §20.30.
///
/// @param address the address with its parameters
public record RecordRoute(NameAddress address) {
    /// How it is read.
    public static final HeaderField<RecordRoute> FIELD =
            HeaderField.of(HeaderName.RECORD_ROUTE, RecordRoute::read);

    private static @Nullable RecordRoute read(byte[] bytes, int start, int end) {
        NameAddress address = NameAddress.read(bytes, start, end);
        return address == null ? null : new RecordRoute(address);
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
