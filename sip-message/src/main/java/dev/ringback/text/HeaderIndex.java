package dev.ringback.text;

import java.util.Arrays;

/// Where the header lines of one message are in its octets. Filled by one thread, then only read.
public final class HeaderIndex {
    private static final int CELLS = 4;
    private static final int FIRST_LINES = 16;
    private static final int FOLDED = 1 << 16;

    private final byte[] bytes;
    private final int start;
    private int[] cells;
    private int lines;
    private int sectionEnd;
    private int end;

    /// An index without lines, of the message that begins at `start`.
    public HeaderIndex(byte[] bytes, int start) {
        this(bytes, start, FIRST_LINES);
    }

    /// An index with room for this many lines.
    public HeaderIndex(byte[] bytes, int start, int capacity) {
        this.bytes = bytes;
        this.start = start;
        this.cells = new int[capacity * CELLS];
        this.sectionEnd = start;
        this.end = start;
    }

    /// Notes one more line.
    public void add(int number, int nameStart, int valueStart, int valueEnd, boolean folded) {
        int cell = lines * CELLS;
        reserve(cell + CELLS);
        cells[cell] = (number & 0xffff) | (folded ? FOLDED : 0);
        cells[cell + 1] = nameStart;
        cells[cell + 2] = valueStart;
        cells[cell + 3] = valueEnd;
        lines++;
    }

    private void reserve(int needed) {
        if (needed > cells.length) {
            cells = Arrays.copyOf(cells, needed * 2);
        }
    }

    /// Notes lines of another index that stand one after the other, moved by some octets.
    ///
    /// @param first the first line
    /// @param after the line after the last one
    public void addMoved(HeaderIndex other, int first, int after, int move) {
        int start = lines * CELLS;
        int end = start + (after - first) * CELLS;
        reserve(end);
        int[] moved = cells;
        System.arraycopy(other.cells, first * CELLS, moved, start, end - start);
        for (int cell = start; cell < end; cell += CELLS) {
            moved[cell + 1] += move;
            moved[cell + 2] += move;
            moved[cell + 3] += move;
        }
        lines += after - first;
    }

    /// The index of the same lines in a copy of the octets.
    ///
    /// @param copy has them from its first octet on
    public HeaderIndex copied(byte[] copy) {
        HeaderIndex index = new HeaderIndex(copy, 0, lines);
        index.addMoved(this, 0, lines, -start);
        index.endSection(sectionEnd - start);
        return index;
    }

    /// Notes where the empty line after the headers is.
    public void endSection(int emptyLine) {
        sectionEnd = emptyLine;
        end = emptyLine + 2;
    }

    /// Notes where the body ends.
    public void endBody(int position) {
        end = position;
    }

    /// The octets that the positions are in. They are not to be changed.
    public byte[] bytes() {
        return bytes;
    }

    /// Where the start line begins.
    public int start() {
        return start;
    }

    /// Where the empty line after the headers is.
    public int sectionEnd() {
        return sectionEnd;
    }

    /// Where the body begins.
    public int bodyStart() {
        return sectionEnd + 2;
    }

    /// Where the message ends.
    public int end() {
        return end;
    }

    /// How many lines there are.
    public int lines() {
        return lines;
    }

    /// The number of a line's name in [NameTable], or [NameTable#UNKNOWN].
    public int number(int line) {
        return (short) cells[line * CELLS];
    }

    /// Whether a line's value is continued on further lines: RFC 3261 §7.3.1.
    public boolean folded(int line) {
        return (cells[line * CELLS] & FOLDED) != 0;
    }

    /// Where a line begins.
    public int lineStart(int line) {
        return cells[line * CELLS + 1];
    }

    /// Where a line ends: the start of the next, or of the empty line.
    public int lineEnd(int line) {
        return line + 1 < lines ? lineStart(line + 1) : sectionEnd;
    }

    /// Where the name of a line ends.
    public int nameEnd(int line) {
        return Ascii.skip(bytes, lineStart(line), valueStart(line), Ascii.TOKEN);
    }

    /// Where a line's value begins, white space before it left out.
    public int valueStart(int line) {
        return cells[line * CELLS + 2];
    }

    /// Where a line's value ends, white space after it left out.
    public int valueEnd(int line) {
        return cells[line * CELLS + 3];
    }

    /// The value of a line that is not folded, as a decimal number; -1 where it is none.
    public long decimal(int line) {
        return Ascii.decimal(bytes, valueStart(line), valueEnd(line), Integer.MAX_VALUE);
    }

    /// The first line at or after `from` with this name, or -1. The text counts for names that
    /// have no number.
    public int next(int from, int number, String name) {
        for (int line = from; line < lines; line++) {
            if (matches(line, number, name)) {
                return line;
            }
        }
        return -1;
    }

    /// The first line with this number, or -1.
    public int first(int number) {
        for (int line = 0; line < lines; line++) {
            if (number(line) == number) {
                return line;
            }
        }
        return -1;
    }

    /// Whether a line has this name. The text counts for names that have no number.
    public boolean matches(int line, int number, String name) {
        return number(line) == number
                && (number >= 0
                        || Ascii.equalsIgnoreCase(bytes, lineStart(line), nameEnd(line), name));
    }

    /// The octets of a folded line's value, each fold made one space.
    public byte[] unfolded(int line) {
        byte[] value = new byte[valueEnd(line) - valueStart(line)];
        int length = 0;
        int at = valueStart(line);
        while (at < valueEnd(line)) {
            if (bytes[at] == '\r') {
                length = Ascii.trimEnd(value, 0, length);
                at = Ascii.skip(bytes, at + 2, valueEnd(line), Ascii.WHITE);
                if (at < valueEnd(line) && bytes[at] == '\r') {
                    continue;
                }
                value[length++] = ' ';
            } else {
                value[length++] = bytes[at++];
            }
        }
        return Arrays.copyOf(value, length);
    }
}
