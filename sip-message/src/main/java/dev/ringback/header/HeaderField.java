package dev.ringback.header;

import dev.ringback.text.Ascii;
import dev.ringback.text.Quoted;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How the values of one header field are read. Applications make their own for headers that this
/// library does not know:
///
/// ```java
/// HeaderField<Integer> level = HeaderField.single(HeaderName.of("X-Level"), Levels::parse);
/// Reading<Integer> reading = request.read(level);
/// ```
///
/// @param <T> the type of a value
public final class HeaderField<T> {
    private final HeaderName name;
    private final boolean list;
    private final Reader<T> reader;

    private HeaderField(HeaderName name, boolean list, Reader<T> reader) {
        this.name = name;
        this.list = list;
        this.reader = reader;
    }

    /// A header field with one value a line.
    ///
    /// @param parse reads a value without white space at its ends; null means that it is malformed
    public static <T> HeaderField<T> single(
            HeaderName name, Function<String, ? extends @Nullable T> parse) {
        return new HeaderField<>(name, false, text(parse));
    }

    /// A header field whose values may stand on one line, separated by commas: RFC 3261 §7.3.1.
    ///
    /// @param parse reads a value without white space at its ends; null means that it is malformed
    public static <T> HeaderField<T> list(
            HeaderName name, Function<String, ? extends @Nullable T> parse) {
        return new HeaderField<>(name, true, text(parse));
    }

    static <T> HeaderField<T> of(HeaderName name, Reader<T> reader) {
        return new HeaderField<>(name, name.list(), reader);
    }

    private static <T> Reader<T> text(Function<String, ? extends @Nullable T> parse) {
        return (bytes, start, end) -> parse.apply(Ascii.text(bytes, start, end));
    }

    /// The name of the header field.
    public HeaderName name() {
        return name;
    }

    /// Whether values may stand on one line, separated by commas.
    public boolean list() {
        return list;
    }

    /// Reads one value, or null when it is malformed.
    public @Nullable T parse(String value) {
        byte[] bytes = Ascii.bytes(value);
        return parse(bytes, 0, bytes.length);
    }

    /// Reads the one value in a range, or null when it is malformed.
    ///
    /// @param bytes what the value is in; not kept
    /// @param start where it begins
    /// @param end where it ends
    public @Nullable T parse(byte[] bytes, int start, int end) {
        int first = Ascii.skip(bytes, start, end, Ascii.WHITE);
        return reader.read(bytes, first, Ascii.trimEnd(bytes, first, end));
    }

    /// Reads the values of one line into a list, until one is malformed.
    ///
    /// @param bytes what the line is in; not kept
    /// @param start where its value begins, without white space
    /// @param end where its value ends, without white space
    /// @param values takes what was read
    /// @return what is wrong with the first malformed value, or null
    public @Nullable Problem readLine(byte[] bytes, int start, int end, List<T> values) {
        if (list && start == end) {
            return null;
        }
        int at = start;
        while (true) {
            int stop = list ? Quoted.comma(bytes, at, end) : end;
            int first = Ascii.skip(bytes, at, stop, Ascii.WHITE);
            int last = Ascii.trimEnd(bytes, first, stop);
            T value = list && first == last ? null : reader.read(bytes, first, last);
            if (value == null) {
                return new Problem(name, "Malformed " + name + " header field");
            }
            values.add(value);
            if (stop == end) {
                return null;
            }
            at = stop + 1;
        }
    }

    @Override
    public String toString() {
        return name.canonical();
    }

    /// Reads the one value in a range without white space at its ends.
    @FunctionalInterface
    interface Reader<T> {
        @Nullable T read(byte[] bytes, int start, int end);
    }
}
