package dev.ringback.text;

/// One pass over a section of header lines, of a message, a fragment or a body part, into a
/// [HeaderIndex]: RFC 3261 §7.3.1.
public final class HeaderScan {
    private final byte[] bytes;
    private final HeaderIndex index;
    private final int end;
    private int at;
    private Trouble trouble = Trouble.SYNTAX;
    private String reason = "";

    /// Why a section could not be read.
    public enum Trouble {
        /// A line that is no header line, or no end.
        SYNTAX,
        /// A line of more octets than are taken.
        TOO_LONG,
        /// More lines than are taken.
        TOO_MANY
    }

    /// A scan of the octets of an index.
    ///
    /// @param at where the first line begins
    /// @param end where the octets end
    public HeaderScan(HeaderIndex index, int at, int end) {
        this.bytes = index.bytes();
        this.index = index;
        this.at = at;
        this.end = end;
    }

    /// Indexes the lines up to the empty line.
    ///
    /// @param mostLines how many lines are taken
    /// @param mostOctets how many octets of a line are taken
    /// @param open whether the section may also end, after whole lines, without an empty line. The
    ///     index then has its section end at the end of the octets
    /// @return whether it went well; if not, [#trouble], [#reason] and [#at] say what did not
    public boolean scan(int mostLines, int mostOctets, boolean open) {
        while (true) {
            boolean empty = at + 1 < end && bytes[at] == '\r' && bytes[at + 1] == '\n';
            if (empty || (open && at == end)) {
                index.endSection(at);
                return true;
            }
            if (index.lines() == mostLines) {
                return fail(Trouble.TOO_MANY, "Too many header lines", at);
            }
            if (!line(mostOctets)) {
                return false;
            }
        }
    }

    /// What kind of fault it was.
    public Trouble trouble() {
        return trouble;
    }

    /// The fault in words.
    public String reason() {
        return reason;
    }

    /// Where the fault was found.
    public int at() {
        return at;
    }

    private boolean fail(Trouble what, String why, int where) {
        trouble = what;
        reason = why;
        at = where;
        return false;
    }

    private boolean line(int mostOctets) {
        int name = at;
        int nameEnd = Ascii.find(bytes, name, end, ':');
        int colon = nameEnd;
        int number = NameTable.number(bytes, name, nameEnd);
        if (number < 0) {
            nameEnd = Ascii.skip(bytes, name, end, Ascii.TOKEN);
            number = nameEnd == colon ? number : NameTable.number(bytes, name, nameEnd);
            colon = Ascii.skip(bytes, nameEnd, end, Ascii.WHITE);
        }
        if (colon == end) {
            return fail(Trouble.SYNTAX, "Headers do not end", end);
        }
        if (nameEnd == name || bytes[colon] != ':') {
            return fail(Trouble.SYNTAX, "Header line without name and colon", name);
        }
        int value = colon + 1;
        boolean folded = false;
        boolean controls = false;
        int line = value;
        while (true) {
            line = Ascii.skipText(bytes, line, end);
            if (line == end || (bytes[line] == '\r' && line + 1 == end)) {
                return fail(Trouble.SYNTAX, "Headers do not end", end);
            }
            if (bytes[line] != '\r' && bytes[line] != '\n') {
                controls = true;
                line++;
                continue;
            }
            if (bytes[line] == '\n' || bytes[line + 1] != '\n') {
                return fail(Trouble.SYNTAX, "Bare CR or LF in a header line", line);
            }
            if (line + 2 == end || !Ascii.is(bytes[line + 2], Ascii.WHITE)) {
                break;
            }
            folded = true;
            line += 3;
        }
        at = line + 2;
        if (line - name > mostOctets) {
            return fail(Trouble.TOO_LONG, "Header line too long", name);
        }
        enter(name, number, value, line, folded);
        if (controls && !isText(index.lines() - 1)) {
            return fail(Trouble.SYNTAX, "Control character in a header line", name);
        }
        return true;
    }

    private void enter(int name, int number, int value, int line, boolean folded) {
        int valueStart = value;
        while (valueStart < line && isSpace(bytes[valueStart])) {
            valueStart++;
        }
        int valueEnd = line;
        while (valueEnd > valueStart && isSpace(bytes[valueEnd - 1])) {
            valueEnd--;
        }
        index.add(number, name, valueStart, valueEnd, folded);
    }

    private static boolean isSpace(byte octet) {
        return octet == ' ' || octet == '\t' || octet == '\r' || octet == '\n';
    }

    private boolean isText(int line) {
        byte[] value = index.unfolded(line);
        return HeaderSyntax.isText(value, 0, value.length);
    }
}
