package dev.ringback.header;

import dev.ringback.text.Ascii;
import dev.ringback.text.Quoted;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The definition of a header field: its name, its grammar, how many values it has, where it may
/// stand, how a value is read and what a strict reader checks. Immutable.
///
/// Each header field of this library has a file of its own with its definition. Applications make
/// their own for header fields that it does not know:
///
/// ```java
/// HeaderField<Integer> level = HeaderField.single(HeaderName.of("X-Level"), Levels::parse);
/// Reading<Integer> reading = request.read(level);
/// ```
///
/// @param <T> the type of a value
public final class HeaderField<T> {
    private final HeaderName name;
    private final Multiplicity multiplicity;
    private final Reader<T> reader;
    private final boolean quotes;
    private final Law<T> law;

    private HeaderField(
            HeaderName name,
            Multiplicity multiplicity,
            Reader<T> reader,
            boolean quotes,
            Law<T> law) {
        this.name = name;
        this.multiplicity = multiplicity;
        this.reader = reader;
        this.quotes = quotes;
        this.law = law;
    }

    private HeaderField(HeaderName name, Multiplicity multiplicity, Reader<T> reader) {
        this(name, multiplicity, reader, true, Law.none());
    }

    private HeaderField<T> with(Law<T> other) {
        return new HeaderField<>(name, multiplicity, reader, quotes, other);
    }

    /// What the RFC that defines a header field says of it.
    private record Law<T>(
            String clause,
            String grammar,
            HeaderUse use,
            @Nullable Check<? super T> check,
            @Nullable SequenceCheck<T> sequence) {
        static <T> Law<T> none() {
            return new Law<>("RFC 3261 §7.3.1", "", HeaderUse.of(""), null, null);
        }
    }

    /// A header field with one value, on one line.
    ///
    /// @param parse reads a value without white space at its ends; null means that it is malformed
    public static <T> HeaderField<T> single(
            HeaderName name, Function<String, ? extends @Nullable T> parse) {
        return new HeaderField<>(name, Multiplicity.ONE, text(parse));
    }

    /// A header field whose values may stand on one line, separated by commas: RFC 3261 §7.3.1.
    ///
    /// @param parse reads a value without white space at its ends; null means that it is malformed
    public static <T> HeaderField<T> list(
            HeaderName name, Function<String, ? extends @Nullable T> parse) {
        return new HeaderField<>(name, Multiplicity.LIST, text(parse));
    }

    /// A header field with the multiplicity that its well-known name has.
    ///
    /// @param reader reads a value from octets without making a string of them first
    public static <T> HeaderField<T> of(HeaderName name, Reader<T> reader) {
        return new HeaderField<>(name, name.multiplicity(), reader);
    }

    /// A comma list whose values have neither quoted strings nor angle brackets: every comma ends a
    /// value, even where a quotation mark stands before it, as it may in a Call-ID.
    ///
    /// @param reader reads a value from octets without making a string of them first
    public static <T> HeaderField<T> ofWords(HeaderName name, Reader<T> reader) {
        return new HeaderField<>(name, Multiplicity.LIST, reader, false, Law.none());
    }

    private static <T> Reader<T> text(Function<String, ? extends @Nullable T> parse) {
        return (bytes, start, end) -> parse.apply(Ascii.text(bytes, start, end));
    }

    /// This definition with its law.
    ///
    /// @param rule the section that defines it, such as `RFC 3261 §20.10`
    /// @param abnf its grammar
    public HeaderField<T> defined(String rule, String abnf) {
        return with(new Law<>(rule, abnf.strip(), law.use, law.check, law.sequence));
    }

    /// This definition with the messages that it may stand in, as [HeaderUse] writes them.
    public HeaderField<T> used(String table) {
        HeaderUse use = HeaderUse.of(table);
        return with(new Law<>(law.clause, law.grammar, use, law.check, law.sequence));
    }

    /// This definition with what a strict reader checks of a value that could be read.
    public HeaderField<T> checked(Check<? super T> strict) {
        return with(new Law<>(law.clause, law.grammar, law.use, strict, law.sequence));
    }

    /// This definition with what a strict reader checks of a value beside those before it.
    public HeaderField<T> inSequence(SequenceCheck<T> strict) {
        return with(new Law<>(law.clause, law.grammar, law.use, law.check, strict));
    }

    /// The name of the header field.
    public HeaderName name() {
        return name;
    }

    /// How many values a message may have, and how they stand.
    public Multiplicity multiplicity() {
        return multiplicity;
    }

    /// Whether values may stand on one line, separated by commas.
    public boolean list() {
        return multiplicity == Multiplicity.LIST;
    }

    /// The section that defines it.
    public String clause() {
        return law.clause;
    }

    /// Its grammar in ABNF (RFC 5234); empty when nobody gave one.
    public String grammar() {
        return law.grammar;
    }

    /// In which messages it may stand.
    public HeaderUse use() {
        return law.use;
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
    /// @return where the first malformed value begins; -1 when all is well
    public int readLine(byte[] bytes, int start, int end, List<T> values) {
        return read(bytes, start, end, values, null);
    }

    /// Reads the only value of a line, or null when it has none or several, or a malformed one.
    ///
    /// @param bytes what the line is in; not kept
    /// @param start where its value begins, without white space
    /// @param end where its value ends, without white space
    public @Nullable T readOnly(byte[] bytes, int start, int end) {
        boolean only = !list() || (start < end && comma(bytes, start, end) == end);
        return only ? reader.read(bytes, start, end) : null;
    }

    /// Reads the values of one line as a strict reader does.
    ///
    /// @param bytes what the line is in, without folds
    /// @param start where its value begins, without white space
    /// @param end where its value ends, without white space
    /// @param values takes what was read; it holds the values of the lines before this one
    /// @param findings takes what is wrong
    public void check(byte[] bytes, int start, int end, List<T> values, Findings findings) {
        if (list() && start == end && !mayBeEmpty()) {
            findings.error(start, "Empty " + name + " header field", law.clause);
            return;
        }
        int fault = read(bytes, start, end, values, findings);
        if (fault >= 0) {
            findings.error(fault, fault(), law.clause);
        }
    }

    /// The grammar of a list that may be empty says so with a bracket: `Allow = "Allow" HCOLON [`.
    /// It may stand on the next line.
    private boolean mayBeEmpty() {
        int bracket = law.grammar.indexOf('[');
        return law.grammar.isEmpty()
                || (bracket > 0
                        && law.grammar.substring(0, bracket).stripTrailing().endsWith("HCOLON"));
    }

    /// The words for a value that cannot be read.
    public String fault() {
        return "Malformed " + name + " header field";
    }

    private int comma(byte[] bytes, int start, int end) {
        if (quotes) {
            return Quoted.comma(bytes, start, end);
        }
        int at = start;
        while (at < end && bytes[at] != ',') {
            at++;
        }
        return at;
    }

    private int read(
            byte[] bytes, int start, int end, List<T> values, @Nullable Findings findings) {
        boolean list = list();
        if (list && start == end) {
            return -1;
        }
        int at = start;
        while (true) {
            int stop = list ? comma(bytes, at, end) : end;
            int first = Ascii.skip(bytes, at, stop, Ascii.WHITE);
            int last = Ascii.trimEnd(bytes, first, stop);
            T value = list && first == last ? null : reader.read(bytes, first, last);
            if (value == null) {
                return first;
            }
            if (findings != null) {
                strict(value, bytes, first, last, values, findings);
            }
            values.add(value);
            if (stop == end) {
                return -1;
            }
            at = stop + 1;
        }
    }

    private void strict(
            T value, byte[] bytes, int start, int end, List<T> before, Findings findings) {
        if (law.check != null) {
            law.check.check(value, bytes, start, end, findings);
        }
        if (law.sequence != null) {
            law.sequence.check(before, value, start, findings);
        }
    }

    @Override
    public String toString() {
        return name.canonical();
    }

    /// Reads values.
    ///
    /// @param <T> the type of the value
    @FunctionalInterface
    public interface Reader<T> {
        /// Reads the one value in a range without white space at its ends; null means that it is
        /// malformed. It never throws, and never reads outside of the range.
        @Nullable T read(byte[] bytes, int start, int end);
    }
}
