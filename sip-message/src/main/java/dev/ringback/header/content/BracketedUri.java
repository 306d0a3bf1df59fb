package dev.ringback.header.content;

import dev.ringback.header.Findings;
import dev.ringback.header.HeaderField;
import dev.ringback.header.NameAddress;
import dev.ringback.header.Parameters;
import dev.ringback.header.StrictChecks;
import dev.ringback.text.AddressSpan;
import dev.ringback.uri.Uri;
import java.util.function.BiFunction;

/// A URI in angle brackets with parameters, as Alert-Info, Call-Info and Error-Info have it.
/// Without brackets, and with a display name, it is read too.
final class BracketedUri {
    private static final String GRAMMAR = "RFC 3261 §25.1";

    private BracketedUri() {}

    static <T> HeaderField.Reader<T> reader(BiFunction<Uri, Parameters, T> made) {
        return (bytes, start, end) -> {
            NameAddress address = NameAddress.read(bytes, start, end);
            return address == null ? null : made.apply(address.uri(), address.parameters());
        };
    }

    static void check(Object value, byte[] bytes, int start, int end, Findings findings) {
        AddressSpan span = AddressSpan.scan(bytes, start, end);
        if (span == null) {
            return;
        }
        if (span.displayStart() < span.displayEnd()) {
            findings.error(start, "A display name has no place here", GRAMMAR);
        } else if (span.uriStart() == start) {
            findings.error(start, "URI needs angle brackets", GRAMMAR);
        }
        StrictChecks.parametersIn(bytes, span.parameters(), end, findings);
    }
}
