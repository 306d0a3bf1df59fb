package dev.ringback.header.address;

import dev.ringback.header.Findings;
import dev.ringback.header.SequenceCheck;
import dev.ringback.header.StrictChecks;
import dev.ringback.text.AddressSpan;
import dev.ringback.text.Ascii;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.util.function.Function;

/// Strict checks of P-Asserted-Identity and P-Preferred-Identity: RFC 3325 §9.
final class Identities {
    private static final String CLAUSE = "RFC 3325 §9";

    private Identities() {}

    /// An address without parameters.
    static void check(Object value, byte[] bytes, int start, int end, Findings findings) {
        StrictChecks.address(value, bytes, start, end, findings);
        AddressSpan span = AddressSpan.scan(bytes, start, end);
        int after = span == null ? end : Ascii.skip(bytes, span.parameters(), end, Ascii.WHITE);
        if (after < end) {
            findings.error(after, "Identity has no parameters", CLAUSE);
        }
    }

    /// One `sip` or `sips` URI and one `tel` URI, nothing else.
    static <T> SequenceCheck<T> ones(Function<T, Uri> uri) {
        return (before, value, position, findings) -> {
            String kind = kind(uri.apply(value));
            if (kind.isEmpty()) {
                findings.error(position, "Identity is no SIP, SIPS or tel URI", CLAUSE);
            } else if (before.size() > 1
                    || before.stream().anyMatch(other -> kind(uri.apply(other)).equals(kind))) {
                findings.error(position, "Second " + kind + " identity", CLAUSE);
            }
        };
    }

    private static String kind(Uri uri) {
        if (uri instanceof SipUri) {
            return "SIP";
        }
        return uri.scheme().equals("tel") ? "tel" : "";
    }
}
