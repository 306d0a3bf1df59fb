package dev.ringback.header.content;

import dev.ringback.header.Findings;
import dev.ringback.header.HeaderField;
import dev.ringback.header.Parameters;
import dev.ringback.header.ValueReaders;
import dev.ringback.text.Ascii;
import dev.ringback.text.ParameterSpan;
import dev.ringback.text.ParameterSyntax;
import org.jspecify.annotations.Nullable;

/// What media types and media ranges share: RFC 3261 §25.1 `media-type`, `media-range`.
final class MediaSyntax {
    private MediaSyntax() {}

    /// Makes a value of its parts.
    @FunctionalInterface
    interface Made<T> {
        T of(String type, String subtype, Parameters parameters);
    }

    /// Reads type, slash, subtype and parameters. White space may stand around the slash.
    static <T> HeaderField.Reader<T> reader(Made<T> made) {
        return (bytes, start, end) -> read(bytes, start, end, made);
    }

    private static <T> @Nullable T read(byte[] bytes, int start, int end, Made<T> made) {
        int typeEnd = Ascii.skip(bytes, start, end, Ascii.TOKEN);
        int slash = Ascii.skip(bytes, typeEnd, end, Ascii.WHITE);
        if (typeEnd == start || slash == end || bytes[slash] != '/') {
            return null;
        }
        int subtype = Ascii.skip(bytes, slash + 1, end, Ascii.WHITE);
        int subtypeEnd = Ascii.skip(bytes, subtype, end, Ascii.TOKEN);
        Parameters parameters = ValueReaders.parameters(bytes, subtypeEnd, end);
        if (subtypeEnd == subtype || parameters == null) {
            return null;
        }
        return made.of(
                Ascii.text(bytes, start, typeEnd),
                Ascii.text(bytes, subtype, subtypeEnd),
                parameters);
    }

    /// Checks that every parameter has a value: `m-parameter`.
    static void valuesNeeded(byte[] bytes, int start, int end, Findings findings) {
        int at = ParameterSpan.first(bytes, start, end);
        while (at >= 0 && at < end) {
            int name = Ascii.skip(bytes, at + 1, end, Ascii.WHITE);
            int nameEnd = Ascii.skip(bytes, name, end, Ascii.TOKEN);
            int equals = Ascii.skip(bytes, nameEnd, end, Ascii.WHITE);
            if (equals == end || bytes[equals] != '=') {
                findings.error(name, "Parameter without value", "RFC 3261 §25.1");
            }
            at = ParameterSyntax.parameter(bytes, name, end);
        }
    }
}
