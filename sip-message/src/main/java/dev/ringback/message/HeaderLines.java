package dev.ringback.message;

import dev.ringback.header.HeaderName;
import dev.ringback.text.Ascii;
import dev.ringback.text.HeaderIndex;
import dev.ringback.text.NameTable;
import dev.ringback.text.Quoted;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The header lines of a message in the making: some taken from a base as they are, some new.
final class HeaderLines {
    private static final int ROOM = 8;

    private final HeaderIndex base;
    private int[] origins;
    private @Nullable Line[] added;
    private int count;

    /// A new line. Its value is not folded.
    @SuppressWarnings("ArrayRecordComponent")
    private record Line(HeaderName name, byte[] value) {}

    private HeaderLines(HeaderIndex base, int capacity) {
        this.base = base;
        this.origins = new int[capacity];
        this.added = new Line[capacity];
    }

    /// No lines: the start of a new message.
    static HeaderLines none() {
        return new HeaderLines(new HeaderIndex(new byte[0], 0, 0), 2 * ROOM);
    }

    /// All lines of a message.
    static HeaderLines all(HeaderIndex base) {
        HeaderLines lines = new HeaderLines(base, base.lines() + ROOM);
        for (int line = 0; line < base.lines(); line++) {
            lines.origins[line] = line;
        }
        lines.count = base.lines();
        return lines;
    }

    /// The lines of a request that its responses repeat: §8.2.6.
    static HeaderLines reply(HeaderIndex request, boolean timestamp) {
        HeaderLines lines = new HeaderLines(request, request.lines() + ROOM);
        for (int line = 0; line < request.lines(); line++) {
            int number = request.number(line);
            boolean copied = number >= 0 && number <= NameTable.CSEQ;
            if (copied || (timestamp && number == HeaderName.TIMESTAMP.number())) {
                lines.origins[lines.count++] = line;
            }
        }
        return lines;
    }

    int count() {
        return count;
    }

    /// The base headers that are there, a bit for each number.
    int present() {
        int present = 0;
        for (int line = 0; line < count; line++) {
            int number = number(line);
            if (number >= 0 && number < NameTable.CONTENT_LENGTH) {
                present |= 1 << number;
            }
        }
        return present;
    }

    /// Whether the line is new, not taken from the base.
    boolean isNew(int line) {
        return added[line] != null;
    }

    /// Whether a line that is not new is the first of the base with this number.
    boolean isFirstOfBase(int line, int number) {
        return base.first(number) == origins[line];
    }

    /// The number of the line's name in [NameTable].
    int number(int line) {
        Line mine = added[line];
        return mine == null ? base.number(origins[line]) : mine.name.number();
    }

    private boolean matches(int line, HeaderName name) {
        Line mine = added[line];
        return mine == null
                ? base.matches(origins[line], name.number(), name.canonical())
                : mine.name.equals(name);
    }

    /// The first line at or after `from` with this name, or -1.
    int next(int from, HeaderName name) {
        for (int line = from; line < count; line++) {
            if (matches(line, name)) {
                return line;
            }
        }
        return -1;
    }

    int last(HeaderName name) {
        for (int line = count - 1; line >= 0; line--) {
            if (matches(line, name)) {
                return line;
            }
        }
        return -1;
    }

    /// The octets of a line's value, unfolded.
    byte[] value(int line) {
        Line mine = added[line];
        if (mine != null) {
            return mine.value;
        }
        int origin = origins[line];
        return base.folded(origin)
                ? base.unfolded(origin)
                : Arrays.copyOfRange(base.bytes(), base.valueStart(origin), base.valueEnd(origin));
    }

    /// The number of at most 2^31 - 1 that the value of a line is, or -1.
    long decimal(int line) {
        int origin = origins[line];
        if (isNew(line) || base.folded(origin)) {
            byte[] value = value(line);
            return Ascii.decimal(value, 0, value.length, Integer.MAX_VALUE);
        }
        int start = base.valueStart(origin);
        return Ascii.decimal(base.bytes(), start, base.valueEnd(origin), Integer.MAX_VALUE);
    }

    void insert(int at, HeaderName name, byte[] value) {
        if (count == origins.length) {
            origins = Arrays.copyOf(origins, count + ROOM);
            added = Arrays.copyOf(added, count + ROOM);
        }
        System.arraycopy(origins, at, origins, at + 1, count - at);
        System.arraycopy(added, at, added, at + 1, count - at);
        added[at] = new Line(name, value);
        count++;
    }

    void replace(int line, HeaderName name, byte[] value) {
        added[line] = new Line(name, value);
    }

    /// Removes every line of this name at or after `from`.
    void removeAll(int from, HeaderName name) {
        int kept = from;
        for (int line = from; line < count; line++) {
            if (!matches(line, name)) {
                origins[kept] = origins[line];
                added[kept] = added[line];
                kept++;
            }
        }
        Arrays.fill(added, kept, count, null);
        count = kept;
    }

    void remove(int line) {
        count--;
        System.arraycopy(origins, line + 1, origins, line, count - line);
        System.arraycopy(added, line + 1, added, line, count - line);
        added[count] = null;
    }

    /// Takes the first value of a list line away, and the line when it was the only value.
    void removeValue(int line, HeaderName name) {
        byte[] value = value(line);
        int comma = name.list() ? Quoted.comma(value, 0, value.length) : value.length;
        if (comma == value.length) {
            remove(line);
            return;
        }
        int rest = Ascii.skip(value, comma + 1, value.length, Ascii.WHITE);
        replace(line, name, Arrays.copyOfRange(value, rest, value.length));
    }

    /// Puts another value in the place of the first one of a list line.
    void replaceValue(int line, HeaderName name, byte[] first) {
        byte[] value = value(line);
        int comma = name.list() ? Quoted.comma(value, 0, value.length) : value.length;
        byte[] whole = Arrays.copyOf(first, first.length + value.length - comma);
        System.arraycopy(value, comma, whole, first.length, value.length - comma);
        replace(line, name, whole);
    }

    /// The length of a line on the wire, with its CRLF.
    int size(int line) {
        Line mine = added[line];
        return mine == null
                ? base.lineEnd(origins[line]) - base.lineStart(origins[line])
                : mine.name.canonical().length() + 2 + mine.value.length + 2;
    }

    /// The end of the run of lines that stand in the base as they stand here, one after the other;
    /// a new line is a run of its own.
    int runEnd(int line) {
        int after = line + 1;
        if (isNew(line)) {
            return after;
        }
        while (after < count && !isNew(after) && origins[after] == origins[after - 1] + 1) {
            after++;
        }
        return after;
    }

    /// Writes a run of lines into a message and its index. Returns where it ends.
    int write(int line, int runEnd, HeaderIndex message, int at) {
        Line mine = added[line];
        if (mine != null) {
            return write(mine, message, at);
        }
        int last = origins[runEnd - 1];
        int start = base.lineStart(origins[line]);
        int end = base.lineEnd(last);
        int move = at - start;
        System.arraycopy(base.bytes(), start, message.bytes(), at, end - start);
        message.addMoved(base, origins[line], last + 1, move);
        return end + move;
    }

    private static int write(Line line, HeaderIndex message, int at) {
        byte[] bytes = message.bytes();
        String name = line.name.canonical();
        for (int i = 0; i < name.length(); i++) {
            bytes[at + i] = (byte) name.charAt(i);
        }
        int value = at + name.length() + 2;
        bytes[value - 2] = ':';
        bytes[value - 1] = ' ';
        System.arraycopy(line.value, 0, bytes, value, line.value.length);
        int end = value + line.value.length;
        bytes[end] = '\r';
        bytes[end + 1] = '\n';
        message.add(line.name.number(), at, value, end, false);
        return end + 2;
    }
}
