package dev.ringback.uri;

import dev.ringback.text.Ascii;
import java.util.ArrayList;
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
                && headersMatch(one, other);
    }

    private static boolean same(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return Objects.equals(one, other);
        }
        return Escapes.comparable(one).equals(Escapes.comparable(other));
    }

    private static boolean parametersMatch(SipUri one, SipUri other) {
        if (one.parametersText().equals(other.parametersText())) {
            return true;
        }
        Map<String, List<String>> ones = parameters(one);
        Map<String, List<String>> others = parameters(other);
        for (String name : SIGNIFICANT) {
            if (ones.containsKey(name) != others.containsKey(name)) {
                return false;
            }
        }
        for (Map.Entry<String, List<String>> entry : ones.entrySet()) {
            List<String> value = others.get(entry.getKey());
            if (value != null && !value.equals(entry.getValue())) {
                return false;
            }
        }
        return true;
    }

    /// Parameters count in any case, but for the method: §7.1. Those of one name come in their
    /// order.
    private static Map<String, List<String>> parameters(SipUri uri) {
        Map<String, List<String>> values = new HashMap<>();
        for (String field : UriFields.split(uri.parametersText())) {
            String name = UriFields.name(field);
            String value = Escapes.comparable(UriFields.valueText(field));
            String comparable = name.equals("method") ? value : Ascii.lower(value);
            values.computeIfAbsent(name, _ -> new ArrayList<>()).add(comparable);
        }
        return values;
    }

    /// Deviation: headers are compared as unescaped text in any case, the body in its own, not as
    /// section 20 says for each header: docs/adr/0011.
    private static boolean headersMatch(SipUri one, SipUri other) {
        return one.headersText().equals(other.headersText()) || headers(one).equals(headers(other));
    }

    private static Map<String, List<String>> headers(SipUri uri) {
        Map<String, List<String>> values = new HashMap<>();
        for (String field : UriFields.split(uri.headersText())) {
            String name = UriHeader.longForm(UriFields.name(field));
            String value = Escapes.comparable(UriFields.valueText(field));
            String comparable = name.equals(UriHeader.BODY) ? value : Ascii.lower(value);
            values.computeIfAbsent(name, _ -> new ArrayList<>()).add(comparable);
        }
        return values;
    }
}
