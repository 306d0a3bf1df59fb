package dev.ringback.uri;

import dev.ringback.text.Ascii;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parameters or headers of a SIP URI as text: `;a=b;c` or `?a=b&c=d`. The text is known to be
/// good.
final class UriFields {
    private UriFields() {}

    /// The fields, each without the character before it.
    static List<String> split(String fields) {
        List<String> parts = new ArrayList<>();
        int start = 1;
        while (start <= fields.length() - 1) {
            int end = end(fields, start);
            parts.add(fields.substring(start, end));
            start = end + 1;
        }
        return parts;
    }

    private static int end(String fields, int start) {
        int at = start;
        while (at < fields.length() && fields.charAt(at) != ';' && fields.charAt(at) != '&') {
            at++;
        }
        return at;
    }

    /// The name of one field, unescaped and in lower case.
    static String name(String field) {
        int equals = field.indexOf('=');
        return Ascii.lower(Escapes.decode(equals < 0 ? field : field.substring(0, equals)));
    }

    /// The value of one field as written; empty when it has none.
    static String valueText(String field) {
        int equals = field.indexOf('=');
        return equals < 0 ? "" : field.substring(equals + 1);
    }

    static List<String> names(String fields) {
        List<String> names = new ArrayList<>();
        for (String field : split(fields)) {
            names.add(name(field));
        }
        return List.copyOf(names);
    }

    /// The unescaped value of the first field with this name, or null.
    static @Nullable String find(String fields, String name) {
        int start = 1;
        while (start < fields.length()) {
            int end = end(fields, start);
            int equals = fields.indexOf('=', start);
            int nameEnd = equals < 0 || equals > end ? end : equals;
            if (isName(fields, start, nameEnd, name)) {
                return nameEnd == end ? "" : Escapes.decode(fields.substring(nameEnd + 1, end));
            }
            start = end + 1;
        }
        return null;
    }

    private static boolean isName(String fields, int start, int end, String name) {
        if (end - start == name.length()) {
            return fields.regionMatches(true, start, name, 0, name.length());
        }
        boolean escaped = end - start > name.length() && fields.indexOf('%', start) >= 0;
        return escaped && Escapes.decode(fields.substring(start, end)).equalsIgnoreCase(name);
    }

    /// Parameters with the one of this name replaced, added or (when `field` is null) taken away.
    static String set(String parameters, String name, @Nullable String field) {
        String wanted = Ascii.lower(name);
        StringBuilder result = new StringBuilder(parameters.length() + 16);
        boolean placed = field == null;
        for (String part : split(parameters)) {
            if (!name(part).equals(wanted)) {
                result.append(';').append(part);
            } else if (!placed) {
                result.append(';').append(field);
                placed = true;
            }
        }
        if (!placed) {
            result.append(';').append(field);
        }
        return result.toString();
    }
}
