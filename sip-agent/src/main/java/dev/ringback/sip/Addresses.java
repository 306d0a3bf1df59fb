package dev.ringback.sip;

import dev.ringback.header.NameAddress;
import dev.ringback.uri.Uri;

/// Reads the addresses that applications write.
final class Addresses {
    private Addresses() {}

    /// A URI; without a scheme it is a SIP URI.
    ///
    /// @throws IllegalArgumentException where it is none
    static Uri uri(String text) {
        Uri uri = Uri.parse(text);
        if (uri == null || (text.indexOf(':') < 0 && text.indexOf('@') >= 0)) {
            uri = Uri.parse("sip:" + text);
        }
        if (uri == null) {
            throw new IllegalArgumentException("no URI: " + text);
        }
        return uri;
    }

    /// A URI, or a name with a URI in angle brackets.
    ///
    /// @throws IllegalArgumentException where it is neither
    static NameAddress address(String text) {
        NameAddress address = text.indexOf('<') < 0 ? null : NameAddress.parse(text);
        return address == null ? NameAddress.of(uri(text)) : address;
    }
}
