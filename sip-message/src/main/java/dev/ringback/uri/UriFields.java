package dev.ringback.uri;

import dev.ringback.text.Ascii;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Parameters or headers of a URI as text: `;a=b;c` or `?a=b&c=d`. The text is known to be good.
/// An ampersand separates headers only: it may stand in the value of a parameter.
final class UriFields {
    private UriFields() {}

    /// The fields, each without the character before it.
    static List<String> split(String fields) {
        List<String> parts = new ArrayList<>();
        int start = 1;
        while (start < fields.length()) {
            int end = end(fields, start);
            parts.add(fields.substring(start, end));
            start = end + 1;
        }
        return parts;
    }

    private static int end(String fields, int start) {
        int end = fields.indexOf(fields.charAt(0) == ';' ? ';' : '&', start);
        return end < 0 ? fields.length() : end;
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
        return find(fields, 0, fields.length(), name);
    }

    /// The same of fields that are a part of a text, from the character before the first one on.
    static @Nullable String find(String text, int start, int end, String name) {
        String value = findText(text, start, end, name);
        return value == null ? null : Escapes.decode(value);
    }

    /// The value of the first field with this name as written, or null.
    static @Nullable String findText(String fields, String name) {
        return findText(fields, 0, fields.length(), name);
    }

    private static @Nullable String findText(String text, int start, int end, String name) {
        int at = start + 1;
        while (at < end) {
            int after = text.indexOf(text.charAt(start) == ';' ? ';' : '&', at, end);
            int fieldEnd = after < 0 ? end : after;
            int equals = text.indexOf('=', at, fieldEnd);
            int nameEnd = equals < 0 ? fieldEnd : equals;
            if (isName(text, at, nameEnd, name)) {
                return nameEnd == fieldEnd ? "" : text.substring(nameEnd + 1, fieldEnd);
            }
            at = fieldEnd + 1;
        }
        return null;
    }

    private static boolean isName(String fields, int start, int end, String name) {
        int at = start;
        for (int i = 0; i < name.length(); i++) {
            if (at < end && fields.charAt(at) == '%') {
                return name(fields.substring(start, end)).equals(Ascii.lower(name));
            }
            if (at == end || Ascii.lower(fields.charAt(at)) != Ascii.lower(name.charAt(i))) {
                return false;
            }
            at++;
        }
        return at == end;
    }

    /// Fields with the one of this name replaced, added or (when `field` is null) taken away.
    ///
    /// @param kind `;` for parameters, `?` for headers
    static String set(String fields, char kind, String name, @Nullable String field) {
        String wanted = Ascii.lower(name);
        StringBuilder result = new StringBuilder(fields.length() + 16);
        boolean placed = field == null;
        for (String part : split(fields)) {
            if (!name(part).equals(wanted)) {
                add(result, kind, part);
            } else if (!placed) {
                add(result, kind, field);
                placed = true;
            }
        }
        if (!placed) {
            add(result, kind, field);
        }
        return result.toString();
    }

    private static void add(StringBuilder to, char kind, @Nullable String field) {
        to.append(kind == '?' && !to.isEmpty() ? '&' : kind).append(field);
    }

    /// Parameters without those whose names the test does not accept.
    static String keep(String parameters, Predicate<String> names) {
        StringBuilder kept = new StringBuilder(parameters.length());
        for (String part : split(parameters)) {
            if (names.test(name(part))) {
                kept.append(';').append(part);
            }
        }
        return kept.toString();
    }
}
