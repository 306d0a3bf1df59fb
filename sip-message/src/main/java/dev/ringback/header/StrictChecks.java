package dev.ringback.header;

import dev.ringback.text.AddressSpan;
import dev.ringback.text.Ascii;
import dev.ringback.text.ParameterSpan;
import dev.ringback.uri.UriCheck;
import dev.ringback.uri.UriContext;
import dev.ringback.uri.UriRemark;
import java.util.Set;

/// Strict checks that many header fields share: what the readers take although the grammar of
/// RFC 3261 §25.1 has no room for it.
public final class StrictChecks {
    private static final String GRAMMAR = "RFC 3261 §25.1";
    private static final String TABLE = "RFC 3261 §19.1.1 table 1";

    private static final Set<HeaderName> ROUTES =
            Set.of(
                    HeaderName.ROUTE,
                    HeaderName.RECORD_ROUTE,
                    HeaderName.PATH,
                    HeaderName.SERVICE_ROUTE);

    private StrictChecks() {}

    /// Checks a `name-addr` or `addr-spec` with its parameters.
    public static void address(Object value, byte[] bytes, int start, int end, Findings findings) {
        address(bytes, start, end, ParameterRules.NONE, findings);
    }

    /// A check of a `name-addr` or `addr-spec` with its parameters.
    public static Check<Object> address(ParameterRules rules) {
        return (value, bytes, start, end, findings) -> address(bytes, start, end, rules, findings);
    }

    /// A check of a `name-addr` with its parameters: a URI without angle brackets is an error.
    public static Check<Object> nameAddress(ParameterRules rules) {
        return (value, bytes, start, end, findings) -> {
            AddressSpan span = AddressSpan.scan(bytes, start, end);
            if (span != null && (span.uriEnd() == end || bytes[span.uriEnd()] != '>')) {
                findings.error(span.uriStart(), "URI needs angle brackets", GRAMMAR);
            }
            address(bytes, start, end, rules, findings);
        };
    }

    private static void address(
            byte[] bytes, int start, int end, ParameterRules rules, Findings findings) {
        AddressSpan span = AddressSpan.scan(bytes, start, end);
        if (span == null) {
            return;
        }
        if (span.displayStart() < span.displayEnd() && bytes[span.displayStart()] != '"') {
            displayTokens(bytes, span.displayStart(), span.displayEnd(), findings);
        }
        uri(bytes, span.uriStart(), span.uriEnd(), findings);
        rules.check(bytes, span.parameters(), end, findings);
    }

    /// Checks the URI that a range is, for where its header field stands. Components that table 1
    /// of §19.1.1 does not allow there are to be ignored, so they are no error.
    public static void uri(byte[] bytes, int start, int end, Findings findings) {
        for (UriRemark remark : UriCheck.check(bytes, start, end, context(findings.header()))) {
            int at = start + remark.offset();
            boolean ignored = remark.clause().equals(TABLE);
            if (remark.weight() == UriRemark.Weight.VIOLATION && !ignored) {
                findings.error(at, "URI: " + remark.text(), remark.clause());
            } else {
                findings.warning(at, "URI: " + remark.text(), remark.clause());
            }
        }
    }

    private static UriContext context(HeaderName header) {
        if (header.equals(HeaderName.FROM)) {
            return UriContext.FROM;
        }
        if (header.equals(HeaderName.TO)) {
            return UriContext.TO;
        }
        if (header.equals(HeaderName.CONTACT)) {
            return UriContext.REGISTER_CONTACT;
        }
        return ROUTES.contains(header) ? UriContext.ROUTE : UriContext.EXTERNAL;
    }

    private static void displayTokens(byte[] bytes, int start, int end, Findings findings) {
        int at = Ascii.skip(bytes, start, end, Ascii.TOKEN | Ascii.WHITE);
        if (at < end) {
            findings.error(at, "Display name needs quotes", "RFC 3261 §20.10");
        }
    }

    /// Checks the parameters of a value: they begin at its first semicolon outside of quotes.
    public static void parameters(
            Object value, byte[] bytes, int start, int end, Findings findings) {
        ParameterRules.NONE.check(bytes, ParameterSpan.first(bytes, start, end), end, findings);
    }

    /// A check of the parameters of a value: they begin at its first semicolon outside of quotes.
    public static Check<Object> parameters(ParameterRules rules) {
        return (value, bytes, start, end, findings) ->
                rules.check(bytes, ParameterSpan.first(bytes, start, end), end, findings);
    }

    /// Checks the parameters that a range is.
    public static void parametersIn(byte[] bytes, int start, int end, Findings findings) {
        ParameterRules.NONE.check(bytes, start, end, findings);
    }
}
