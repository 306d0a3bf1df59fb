package dev.ringback.identity;

import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.header.Parameters;
import dev.ringback.header.address.From;
import dev.ringback.message.SipRequest;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import org.jspecify.annotations.Nullable;

/// The address of nobody: RFC 3323 §4.1.1.3.
final class Anonymous {
    private static final String USER = "anonymous";
    private static final String HOST = "anonymous.invalid";

    private Anonymous() {}

    /// `sip:anonymous@anonymous.invalid`.
    static SipUri uri() {
        return SipUri.of(false, USER, HOST, -1);
    }

    /// The From of nobody.
    ///
    /// @param tag the tag, which has to stay: it belongs to the dialog
    static From from(@Nullable String tag) {
        Parameters parameters = tag == null ? Parameters.NONE : Parameters.NONE.with("tag", tag);
        return new From(new NameAddress("Anonymous", uri(), parameters));
    }

    /// Whether a request says nothing about who sent it: RFC 5079 §2.
    static boolean sent(SipRequest request) {
        return is(request.from().uri()) && !request.has(HeaderName.P_ASSERTED_IDENTITY);
    }

    private static boolean is(Uri uri) {
        return uri instanceof SipUri sip && (sip.host().equals(HOST) || USER.equals(sip.user()));
    }
}
