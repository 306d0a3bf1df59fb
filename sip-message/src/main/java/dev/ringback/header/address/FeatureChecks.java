package dev.ringback.header.address;

import dev.ringback.header.Findings;
import dev.ringback.text.AddressSpan;
import dev.ringback.text.Ascii;
import dev.ringback.text.ParameterSyntax;
import dev.ringback.text.Quoted;

/// Strict checks of feature parameters: RFC 3840 §9.
final class FeatureChecks {
    private static final String CLAUSE = "RFC 3840 §9";

    private FeatureChecks() {}

    /// Checks the feature parameters after an address.
    static void address(byte[] bytes, int start, int end, Findings findings) {
        AddressSpan span = AddressSpan.scan(bytes, start, end);
        if (span != null) {
            parameters(bytes, span.parameters(), end, findings);
        }
    }

    /// Checks the feature parameters in a range of parameters.
    static void parameters(byte[] bytes, int start, int end, Findings findings) {
        int at = Ascii.skip(bytes, start, end, Ascii.WHITE);
        while (at >= 0 && at < end && bytes[at] == ';') {
            int name = Ascii.skip(bytes, at + 1, end, Ascii.WHITE);
            at = ParameterSyntax.parameter(bytes, name, end);
            if (at >= 0) {
                parameter(bytes, name, at, findings);
            }
        }
    }

    private static void parameter(byte[] bytes, int start, int end, Findings findings) {
        int nameEnd = Ascii.skip(bytes, start, end, Ascii.TOKEN);
        String name = Ascii.text(bytes, start, nameEnd);
        int equals = Ascii.skip(bytes, nameEnd, end, Ascii.WHITE);
        int value = equals == end ? end : Ascii.skip(bytes, equals + 1, end, Ascii.WHITE);
        if (!FeatureParameter.isTag(name) || value == end) {
            return;
        }
        String text = Quoted.unquote(Ascii.text(bytes, value, Ascii.trimEnd(bytes, value, end)));
        if (bytes[value] != '"') {
            findings.error(value, "Value of a feature parameter needs quotes", CLAUSE);
        } else if (text.isEmpty() || FeatureParameter.parse(name, text) == null) {
            findings.error(value, "Malformed feature parameter", CLAUSE);
        }
    }
}
