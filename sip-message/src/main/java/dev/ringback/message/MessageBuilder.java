package dev.ringback.message;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.Multiplicity;
import dev.ringback.header.NameAddress;
import dev.ringback.header.address.To;
import dev.ringback.header.dialog.CSeq;
import dev.ringback.text.Ascii;
import dev.ringback.text.HeaderIndex;
import dev.ringback.text.NameTable;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Makes a message, new or from another. Header lines that it is not told to change are copied
/// byte for byte; what it makes has exactly one Content-Length, and that is right.
///
/// Not for several threads at once. What cannot be the value of a header field is the caller's
/// fault and throws [IllegalArgumentException]: a value with CR, LF or another control character
/// that is not escaped in a quoted string; one that its header field's definition cannot read, or
/// in a new request finds any error in; a second line where one may stand.
///
/// @param <B> the builder itself
public abstract sealed class MessageBuilder<B extends MessageBuilder<B>>
        permits SipRequest.Builder, SipResponse.Builder {
    private final HeaderLines lines;

    /// The base headers that must be there in the end, a bit for each number.
    private final int needed;

    /// What the lines that were copied say.
    private final BaseHeaders known;

    private byte[] bodySource;
    private int bodyStart;
    private int bodyEnd;

    private final FieldCheck fieldCheck;

    /// A new message.
    MessageBuilder(HeaderLines lines, int needed, FieldCheck fieldCheck) {
        this.fieldCheck = fieldCheck;
        this.lines = lines;
        this.needed = needed;
        this.known = new BaseHeaders();
        this.bodySource = new byte[0];
    }

    /// A message made of another.
    ///
    /// @param lines its lines, or some of them
    /// @param needed the numbers of the headers that must be there in the end, a bit for each
    MessageBuilder(HeaderLines lines, int needed, SipMessage base) {
        this.fieldCheck = FieldCheck.READABLE;
        this.lines = lines;
        this.needed = needed;
        this.known = base.base();
        this.bodySource = base.index().bytes();
        this.bodyStart = base.index().bodyStart();
        this.bodyEnd = base.index().end();
    }

    abstract B self();

    private byte[] checked(HeaderName name, String value) {
        return HeaderLine.checked(name, value, fieldCheck).octets();
    }

    /// The value of a line that was checked when it was made; what is all our own has to keep more.
    private byte[] checked(HeaderLine line) {
        return fieldCheck == FieldCheck.STRICT ? checked(line.name(), line.value()) : line.octets();
    }

    private void single(HeaderName name, int line) {
        if (line >= 0 && name.multiplicity() == Multiplicity.ONE) {
            throw new IllegalArgumentException(name + " may stand once only");
        }
    }

    /// The value of the first line with this name as the message now is, or null.
    final @Nullable String value(HeaderName name) {
        int line = lines.next(0, name);
        if (line < 0) {
            return null;
        }
        byte[] value = lines.value(line);
        return Ascii.text(value, 0, value.length);
    }

    /// The address in To as the message now is; null when there is none that can be read.
    final @Nullable NameAddress to() {
        int line = lines.next(0, HeaderName.TO);
        if (line < 0) {
            return null;
        }
        if (!lines.isNew(line) && lines.isFirstOfBase(line, NameTable.TO)) {
            To read = known.to();
            return read == null ? null : read.address();
        }
        byte[] value = lines.value(line);
        return NameAddress.read(value, 0, value.length);
    }

    /// Appends to the first line of this name, which is there.
    final void append(HeaderName name, String text) {
        int line = lines.next(0, name);
        byte[] value = lines.value(line);
        byte[] more = Ascii.bytes(text);
        byte[] whole = Arrays.copyOf(value, value.length + more.length);
        System.arraycopy(more, 0, whole, value.length, more.length);
        lines.replace(line, name, whole);
    }

    /// Replaces all lines of this name by one, in the place of the first, else at the end.
    public final B set(HeaderName name, String value) {
        return set(name, checked(name, value));
    }

    /// Replaces all lines of its name by this one, in the place of the first, else at the end.
    public final B set(HeaderLine line) {
        return set(line.name(), checked(line));
    }

    private B set(HeaderName name, byte[] bytes) {
        int line = lines.next(0, name);
        if (line < 0) {
            lines.insert(lines.count(), name, bytes);
            return self();
        }
        lines.replace(line, name, bytes);
        lines.removeAll(line + 1, name);
        return self();
    }

    /// Replaces all values of a header field by one.
    public final <T> B set(HeaderField<T> field, T value) {
        return set(field.name(), value.toString());
    }

    /// Replaces all values of a header field by these, a line for each. None removes it.
    public final <T> B setAll(HeaderField<T> field, List<? extends T> values) {
        remove(field.name());
        values.forEach(value -> add(field, value));
        return self();
    }

    /// Adds a value after all others of its header field.
    public final <T> B add(HeaderField<T> field, T value) {
        return add(field.name(), value.toString());
    }

    /// Adds a line after the last one of this name, else at the end.
    public final B add(HeaderName name, String value) {
        return add(name, checked(name, value));
    }

    /// Adds a line after the last one of its name, else at the end.
    public final B add(HeaderLine line) {
        return add(line.name(), checked(line));
    }

    private B add(HeaderName name, byte[] bytes) {
        int line = lines.last(name);
        single(name, line);
        lines.insert(line < 0 ? lines.count() : line + 1, name, bytes);
        return self();
    }

    /// Adds a line before the first one of this name. When there is none, Via, Route and
    /// Record-Route go right after the start line, others to the end.
    public final B addFirst(HeaderName name, String value) {
        byte[] bytes = checked(name, value);
        int line = lines.next(0, name);
        single(name, line);
        if (line < 0) {
            line = isRouting(name.number()) ? 0 : lines.count();
        }
        lines.insert(line, name, bytes);
        return self();
    }

    private static boolean isRouting(int number) {
        return number == NameTable.VIA
                || number == NameTable.ROUTE
                || number == NameTable.RECORD_ROUTE;
    }

    /// Replaces the first value of this name: in a comma list its first element, else the first
    /// line. Adds a line when there is none.
    public final B replaceFirst(HeaderName name, String value) {
        byte[] bytes = checked(name, value);
        int line = lines.next(0, name);
        if (line < 0) {
            return addFirst(name, value);
        }
        lines.replaceValue(line, name, bytes);
        return self();
    }

    /// Removes the first value of this name: in a comma list its first element, and the line when
    /// it was the only one. Does nothing when there is none.
    public final B removeFirst(HeaderName name) {
        int line = lines.next(0, name);
        if (line >= 0) {
            lines.removeValue(line, name);
        }
        return self();
    }

    /// Copies all lines of this name from another message to the end, as they are: what a peer
    /// wrote is passed on, be it readable or not.
    public final B copy(HeaderName name, SipMessage from) {
        HeaderIndex other = from.index();
        int line = other.next(0, name.number(), name.canonical());
        while (line >= 0) {
            lines.insert(lines.count(), name, other.unfolded(line));
            line = other.next(line + 1, name.number(), name.canonical());
        }
        return self();
    }

    /// Removes the lines of this name whose value, unfolded, is one of those; the others stay byte
    /// for byte.
    public final B removeIf(HeaderName name, Predicate<String> those) {
        for (int line = lines.next(0, name); line >= 0; line = lines.next(line, name)) {
            byte[] value = lines.value(line);
            if (those.test(Ascii.text(value, 0, value.length))) {
                lines.remove(line);
            } else {
                line++;
            }
        }
        return self();
    }

    /// Removes all lines of this name.
    public final B remove(HeaderName name) {
        lines.removeAll(0, name);
        return self();
    }

    /// Sets the body and its Content-Type. The array is not copied: it must not change before the
    /// message is built.
    public final B body(String contentType, byte[] body) {
        this.bodySource = body;
        this.bodyStart = 0;
        this.bodyEnd = body.length;
        return set(HeaderName.CONTENT_TYPE, contentType);
    }

    /// Removes the body and its Content-Type.
    public final B noBody() {
        dropBody();
        return remove(HeaderName.CONTENT_TYPE);
    }

    final void dropBody() {
        this.bodyStart = 0;
        this.bodyEnd = 0;
    }

    /// Makes the octets of the message and their index, after [#baseHeaders].
    ///
    /// @param startLine with its CRLF
    final HeaderIndex assemble(byte[] startLine) {
        int size = startLine.length + 2 + bodyEnd - bodyStart;
        for (int line = 0; line < lines.count(); line++) {
            size += lines.size(line);
        }
        byte[] bytes = Arrays.copyOf(startLine, size);
        HeaderIndex index = new HeaderIndex(bytes, 0, lines.count());
        int at = startLine.length;
        int line = 0;
        while (line < lines.count()) {
            int after = lines.runEnd(line);
            at = lines.write(line, after, index, at);
            line = after;
        }
        bytes[at] = '\r';
        bytes[at + 1] = '\n';
        index.endSection(at);
        System.arraycopy(bodySource, bodyStart, bytes, at + 2, bodyEnd - bodyStart);
        index.endBody(size);
        return index;
    }

    private void fixContentLength() {
        HeaderName name = HeaderName.CONTENT_LENGTH;
        int length = bodyEnd - bodyStart;
        int line = lines.next(0, name);
        if (line < 0) {
            lines.insert(lines.count(), name, Ascii.bytes(Integer.toString(length)));
            return;
        }
        if (lines.decimal(line) != length) {
            lines.replace(line, name, Ascii.bytes(Integer.toString(length)));
        }
        lines.removeAll(line + 1, name);
    }

    /// Checks and reads the headers that every message needs.
    ///
    /// @param method what the CSeq must name, or null for any
    final BaseHeaders baseHeaders(@Nullable Method method) {
        fixContentLength();
        BaseHeaders made = new BaseHeaders();
        int seen = 0;
        for (int line = 0; line < lines.count(); line++) {
            int number = lines.number(line);
            if (number < 0 || number > NameTable.LAST_BASE) {
                continue;
            }
            boolean again = (seen & (1 << number)) != 0;
            if (again && number != NameTable.VIA) {
                throw new IllegalStateException(NameTable.name(number) + " stands twice");
            }
            seen |= 1 << number;
            read(line, number, made, again);
        }
        int missing = needed & ~seen;
        if (missing != 0) {
            int number = Integer.numberOfTrailingZeros(missing);
            throw new IllegalStateException(NameTable.name(number) + " is missing");
        }
        CSeq cSeq = made.cSeq();
        if (method != null && cSeq != null && !cSeq.method().equals(method)) {
            throw new IllegalStateException("CSeq does not name the method " + method);
        }
        return made;
    }

    private void read(int line, int number, BaseHeaders made, boolean again) {
        boolean copied = !lines.isNew(line);
        if (copied && again) {
            return;
        }
        if (copied && lines.isFirstOfBase(line, number)) {
            made.take(number, known);
            return;
        }
        byte[] value = lines.value(line);
        String fault = made.read(number, value, 0, value.length);
        if (fault != null) {
            throw new IllegalStateException(fault);
        }
    }
}
