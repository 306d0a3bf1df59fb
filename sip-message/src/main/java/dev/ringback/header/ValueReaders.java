package dev.ringback.header;

import dev.ringback.text.Ascii;
import dev.ringback.text.ParameterSyntax;
import java.time.Duration;
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
            Parameters parameters = token == start ? null : parameters(bytes, token, end);
            return parameters == null
                    ? null
                    : constructor.apply(Ascii.text(bytes, start, token), parameters);
        };
    }

    /// A decimal number up to [#MOST_SECONDS], then parameters.
    public static <T> HeaderField.Reader<T> seconds(BiFunction<Long, Parameters, T> constructor) {
        return (bytes, start, end) -> {
            int digits = Ascii.skip(bytes, start, end, Ascii.DIGIT);
            long seconds = Ascii.decimal(bytes, start, digits, MOST_SECONDS);
            Parameters parameters = seconds < 0 ? null : parameters(bytes, digits, end);
            return parameters == null ? null : constructor.apply(seconds, parameters);
        };
    }

    /// Parameters, each with a semicolon before it, up to the end of the range.
    public static @Nullable Parameters parameters(byte[] bytes, int start, int end) {
        int first = Ascii.skip(bytes, start, end, Ascii.WHITE);
        return ParameterSyntax.isParameters(bytes, first, end)
                ? Parameters.read(bytes, first, end)
                : null;
    }

    /// The thousandths that a `qvalue` is, 0 to 1000: 0 or 1, and up to three digits after the
    /// point. -1 when it is none.
    public static int thousandths(String q) {
        boolean shaped = !q.isEmpty() && q.length() <= 5 && (q.length() == 1 || q.charAt(1) == '.');
        if (!shaped) {
            return -1;
        }
        String digits = q.length() == 1 ? q : q.charAt(0) + q.substring(2);
        return (int) Ascii.decimal((digits + "000").substring(0, 4), 1000);
    }

    /// The seconds that a parameter's value is, up to [#MOST_SECONDS]; null when it is absent or
    /// malformed.
    public static @Nullable Duration duration(@Nullable String seconds) {
        long number = seconds == null ? -1 : Ascii.decimal(seconds, MOST_SECONDS);
        return number < 0 ? null : Duration.ofSeconds(number);
    }
}
