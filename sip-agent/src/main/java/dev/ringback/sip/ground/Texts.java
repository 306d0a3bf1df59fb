package dev.ringback.sip.ground;

import dev.ringback.header.NameAddress;
import dev.ringback.uri.Uri;

/// Reads the addresses that applications write.
public final class Texts {
    private Texts() {}

    /// A URI; without a scheme it is a SIP URI.
    ///
    /// @throws IllegalArgumentException where it is none
    public static Uri uri(String text) {
        boolean bare = text.indexOf(':') < 0 || (text.indexOf('@') >= 0 && !schemed(text));
        Uri uri = Uri.parse(bare ? "sip:" + text : text);
        if (uri == null) {
            throw new IllegalArgumentException("no URI: " + text);
        }
        return uri;
    }

    private static boolean schemed(String text) {
        return text.indexOf(':') < text.indexOf('@');
    }

    /// A URI, or a name with a URI in angle brackets.
    ///
    /// @throws IllegalArgumentException where it is neither
    public static NameAddress address(String text) {
        if (text.indexOf('<') < 0) {
            return NameAddress.of(uri(text));
        }
        NameAddress address = NameAddress.parse(text);
        if (address == null) {
            throw new IllegalArgumentException("no address: " + text);
        }
        return address;
    }
}
