package dev.ringback.header;

import dev.ringback.text.AddressSpan;
import dev.ringback.text.Ascii;
import dev.ringback.text.HostSyntax;
import dev.ringback.text.ParameterSyntax;
import dev.ringback.text.Quoted;
import dev.ringback.uri.UriCheck;
import dev.ringback.uri.UriContext;
import dev.ringback.uri.UriRemark;
import java.util.Set;
import java.util.TreeSet;

/// Strict checks that many header fields share: what the readers take although the grammar of
/// RFC 3261 §25.1 has no room for it.
public final class StrictChecks {
    private static final String GRAMMAR = "RFC 3261 §25.1";

    private static final Set<HeaderName> ROUTES =
            Set.of(
                    HeaderName.ROUTE,
                    HeaderName.RECORD_ROUTE,
                    HeaderName.PATH,
                    HeaderName.SERVICE_ROUTE);

    private StrictChecks() {}

    /// Checks a `name-addr` or `addr-spec` with its parameters.
    public static void address(Object value, byte[] bytes, int start, int end, Findings findings) {
        AddressSpan span = AddressSpan.scan(bytes, start, end);
        if (span == null) {
            return;
        }
        if (span.displayStart() < span.displayEnd() && bytes[span.displayStart()] != '"') {
            displayTokens(bytes, span.displayStart(), span.displayEnd(), findings);
        }
        uri(bytes, span.uriStart(), span.uriEnd(), findings);
        parametersIn(bytes, span.parameters(), end, findings);
    }

    /// Checks the URI that a range is, for where its header field stands.
    public static void uri(byte[] bytes, int start, int end, Findings findings) {
        for (UriRemark remark : UriCheck.check(bytes, start, end, context(findings.header()))) {
            int at = start + remark.offset();
            switch (remark.weight()) {
                case VIOLATION -> findings.error(at, "URI: " + remark.text(), remark.clause());
                case ADVICE -> findings.warning(at, "URI: " + remark.text(), remark.clause());
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
        int at = start;
        while (at < end && bytes[at] != ';') {
            int after = bytes[at] == '"' ? Quoted.end(bytes, at, end) : at + 1;
            at = after < 0 ? end : after;
        }
        parametersIn(bytes, at, end, findings);
    }

    /// Checks the parameters that a range is.
    public static void parametersIn(byte[] bytes, int start, int end, Findings findings) {
        Set<String> names = new TreeSet<>();
        int at = Ascii.skip(bytes, start, end, Ascii.WHITE);
        while (at < end && bytes[at] == ';') {
            int name = Ascii.skip(bytes, at + 1, end, Ascii.WHITE);
            int nameEnd = Ascii.skip(bytes, name, end, Ascii.TOKEN);
            if (!names.add(Ascii.lower(Ascii.text(bytes, name, nameEnd)))) {
                findings.error(name, "Repeated parameter", "RFC 3261 §7.3.1");
            }
            int after = ParameterSyntax.parameter(bytes, name, end);
            if (after < 0) {
                return;
            }
            value(bytes, nameEnd, Ascii.trimEnd(bytes, nameEnd, after), findings);
            at = after;
        }
    }

    /// Checks that what follows an equals sign is a token, a host or a quoted string.
    private static void value(byte[] bytes, int nameEnd, int end, Findings findings) {
        int equals = Ascii.skip(bytes, nameEnd, end, Ascii.WHITE);
        if (equals == end) {
            return;
        }
        int value = Ascii.skip(bytes, equals + 1, end, Ascii.WHITE);
        boolean good =
                bytes[value] == '"'
                        || Ascii.skip(bytes, value, end, Ascii.TOKEN) == end
                        || HostSyntax.end(bytes, value, end) == end;
        if (!good) {
            findings.error(value, "Parameter value needs quotes", GRAMMAR);
        }
    }
}
