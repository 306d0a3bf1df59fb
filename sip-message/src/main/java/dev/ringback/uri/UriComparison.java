package dev.ringback.uri;

import dev.ringback.text.Ascii;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Whether two SIP URIs mean the same: RFC 3261 §19.1.4.
final class UriComparison {
    /// In one URI only, these parameters make it a different one.
    private static final List<String> SIGNIFICANT =
            List.of("user", "ttl", "method", "maddr", "transport");

    private UriComparison() {}

    static boolean equivalent(SipUri one, SipUri other) {
        return one.secure() == other.secure()
                && one.port() == other.port()
                && one.host().equals(other.host())
                && same(one.userText(), other.userText())
                && same(one.passwordText(), other.passwordText())
                && parametersMatch(one, other)
                && fields(one.headersText()).equals(fields(other.headersText()));
    }

    private static boolean same(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return Objects.equals(one, other);
        }
        return Escapes.comparable(one).equals(Escapes.comparable(other));
    }

    private static boolean parametersMatch(SipUri one, SipUri other) {
        Map<String, String> ones = fields(one.parametersText());
        Map<String, String> others = fields(other.parametersText());
        for (String name : SIGNIFICANT) {
            if (ones.containsKey(name) != others.containsKey(name)) {
                return false;
            }
        }
        for (Map.Entry<String, String> entry : ones.entrySet()) {
            String value = others.get(entry.getKey());
            if (value != null && !value.equals(entry.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String field : UriFields.split(text)) {
            String value = Ascii.lower(Escapes.comparable(UriFields.valueText(field)));
            fields.merge(UriFields.name(field), value, (first, next) -> first + '\n' + next);
        }
        return fields;
    }
}
