package dev.ringback.routing;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.util.Locale;

/// Reads the addresses of routes.
final class Targets {
    private Targets() {}

    /// A URI that a request can be sent to.
    static SipUri sip(String text) {
        if (Uri.parse(text) instanceof SipUri uri) {
            if (uri.headersText().isEmpty()) {
                return uri;
            }
            throw new IllegalArgumentException("'" + text + "' has headers, a target has none");
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no target: write it like sip:bob@example.com");
    }

    /// A URI of any scheme.
    static Uri any(String text) {
        Uri uri = Uri.parse(text);
        if (uri == null) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no URI: write it like sip:bob@example.com");
        }
        return uri;
    }

    /// A user of ours, written with or without `sip:`.
    static AddressOfRecord user(String text) {
        String address = text.startsWith("sip:") ? text.substring("sip:".length()) : text;
        int at = address.lastIndexOf('@');
        boolean uri = Uri.parse("sip:" + address) instanceof SipUri sip && sip.user() != null;
        if (at <= 0 || !uri) {
            throw new IllegalArgumentException(
                    "'" + address + "' is no user: write it like bob@example.com");
        }
        return new AddressOfRecord(
                address.substring(0, at), address.substring(at + 1).toLowerCase(Locale.ROOT));
    }

    /// A preference between 0 and 1.
    static int thousandths(double q) {
        if (!(q >= 0 && q <= 1)) {
            throw new IllegalArgumentException(q + " is no preference between 0 and 1");
        }
        return (int) Math.round(q * 1000);
    }
}
