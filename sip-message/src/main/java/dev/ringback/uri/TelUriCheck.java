package dev.ringback.uri;

import dev.ringback.text.Ascii;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What in a telephone number departs from RFC 3966 §3 to §5.
final class TelUriCheck {
    private static final String SYNTAX = "RFC 3966 §3";

    private TelUriCheck() {}

    static void check(TelUri uri, Remarks remarks) {
        int parameters = "tel:".length() + uri.number().length();
        List<String> fields = UriFields.split(uri.parametersText());
        remarks.duplicates(fields, parameters, SYNTAX);
        Set<String> names = new HashSet<>();
        int at = parameters + 1;
        for (String field : fields) {
            String name = UriFields.name(field);
            checkValue(name, field, at, remarks);
            boolean both = name.equals(TelUri.ISUB) || name.equals(TelUri.EXT);
            if (names.add(name) && both && names.containsAll(Set.of(TelUri.ISUB, TelUri.EXT))) {
                remarks.violation(at, "isub and ext together", "RFC 3966 §5.3");
            }
            at += field.length() + 1;
        }
        if (!uri.ordered()) {
            remarks.violation(parameters, "parameters out of order", SYNTAX);
        }
        if (!Ascii.lower(uri.subscriber()).equals(uri.subscriber())) {
            remarks.advice("tel:".length(), "capitals", "RFC 3966 §4");
        }
    }

    private static void checkValue(String name, String field, int at, Remarks remarks) {
        String value = UriFields.valueText(field);
        boolean good =
                switch (name) {
                    case TelUri.ISUB -> !value.isEmpty();
                    case TelUri.EXT -> TelUri.isExtension(value);
                    case TelUri.CONTEXT ->
                            TelUri.isGlobalNumber(value) || HostCheck.isHostName(value);
                    default -> true;
                };
        if (!good) {
            remarks.violation(at, name + " has no value of its form", SYNTAX);
        }
    }
}
