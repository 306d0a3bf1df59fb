package dev.ringback.header;

import dev.ringback.text.Ascii;
import dev.ringback.text.ParameterSyntax;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Readers for the shapes that many header fields share. Each answers null for what is malformed.
public final class ValueReaders {
    /// The greatest `delta-seconds`: RFC 3261 §20.19.
    public static final long MOST_SECONDS = (1L << 32) - 1;

    private ValueReaders() {}

    /// A `token`.
    public static @Nullable String token(byte[] bytes, int start, int end) {
        boolean good = end > start && Ascii.skip(bytes, start, end, Ascii.TOKEN) == end;
        return good ? Ascii.text(bytes, start, end) : null;
    }

    /// A `Method`.
    public static @Nullable Method method(byte[] bytes, int start, int end) {
        boolean good = end > start && Ascii.skip(bytes, start, end, Ascii.TOKEN) == end;
        return good ? Method.of(bytes, start, end) : null;
    }

    /// Any text, the empty one too.
    public static String text(byte[] bytes, int start, int end) {
        return Ascii.text(bytes, start, end);
    }

    /// A decimal number up to `most`.
    public static HeaderField.Reader<Long> number(long most) {
        return (bytes, start, end) -> {
            long number = Ascii.decimal(bytes, start, end, most);
            return number < 0 ? null : number;
        };
    }

    /// A `name-addr` or `addr-spec` with parameters.
    public static <T> HeaderField.Reader<T> address(Function<NameAddress, T> constructor) {
        return (bytes, start, end) -> {
            NameAddress address = NameAddress.read(bytes, start, end);
            return address == null ? null : constructor.apply(address);
        };
    }

    /// A `token`, then parameters.
    public static <T> HeaderField.Reader<T> token(BiFunction<String, Parameters, T> constructor) {
        return (bytes, start, end) -> {
            int token = Ascii.skip(bytes, start, end, Ascii.TOKEN);
            return token == start ? null : withParameters(bytes, start, token, end, constructor);
        };
    }

    /// A decimal number up to [#MOST_SECONDS], then parameters.
    public static <T> HeaderField.Reader<T> seconds(BiFunction<Long, Parameters, T> constructor) {
        return (bytes, start, end) -> {
            int digits = Ascii.skip(bytes, start, end, Ascii.DIGIT);
            long seconds = Ascii.decimal(bytes, start, digits, MOST_SECONDS);
            BiFunction<String, Parameters, T> made =
                    (text, parameters) -> constructor.apply(seconds, parameters);
            return seconds < 0 ? null : withParameters(bytes, start, digits, end, made);
        };
    }

    private static <T> @Nullable T withParameters(
            byte[] bytes,
            int start,
            int first,
            int end,
            BiFunction<String, Parameters, T> constructor) {
        Parameters parameters = parameters(bytes, first, end);
        return parameters == null
                ? null
                : constructor.apply(Ascii.text(bytes, start, first), parameters);
    }

    /// Parameters, each with a semicolon before it, up to the end of the range.
    public static @Nullable Parameters parameters(byte[] bytes, int start, int end) {
        int first = Ascii.skip(bytes, start, end, Ascii.WHITE);
        return ParameterSyntax.isParameters(bytes, first, end)
                ? Parameters.read(bytes, first, end)
                : null;
    }
}
