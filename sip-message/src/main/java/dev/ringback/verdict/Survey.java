package dev.ringback.verdict;

import dev.ringback.header.Problem;
import dev.ringback.text.Ascii;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Tells the lines of a message apart whatever else is wrong with them, so that one fault does not
/// hide the others.
final class Survey {
    private static final String LINES = "RFC 3261 §7";
    private static final String HEADER = "RFC 3261 §7.3.1";

    private final byte[] bytes;

    /// Whether lines end with LF alone, all of them: a text file, not what goes over the wire.
    private final boolean bare;

    private final int start;
    private final StartLine startLine;
    private final List<HeaderLine> lines = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private int at;
    private int bodyStart = -1;

    Survey(byte[] bytes) {
        this.bytes = bytes;
        this.bare = crlf(0) < 0;
        int first = 0;
        while (isLineEnd(first)) {
            first = after(first);
        }
        this.start = first;
        int end = lineEnd(first);
        int stop = end < 0 ? bytes.length : end;
        this.startLine = StartLine.read(bytes, first, stop);
        this.at = end < 0 ? bytes.length : after(end);
        if (bare && at < bytes.length) {
            problems.add(
                    Problem.error(null, stop, "Lines end with LF alone, not with CRLF", LINES));
        }
        headers();
    }

    private int crlf(int from) {
        for (int i = from; i + 1 < bytes.length; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /// Where the line that begins at `from` ends, without its line end; -1 when it has none.
    private int lineEnd(int from) {
        if (!bare) {
            return crlf(from);
        }
        int end = from;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end < bytes.length ? end : -1;
    }

    private boolean isLineEnd(int position) {
        if (bare) {
            return position < bytes.length && bytes[position] == '\n';
        }
        return position + 1 < bytes.length
                && bytes[position] == '\r'
                && bytes[position + 1] == '\n';
    }

    private int after(int lineEnd) {
        return lineEnd + (bare ? 1 : 2);
    }

    private void headers() {
        while (at < bytes.length) {
            if (isLineEnd(at)) {
                bodyStart = after(at);
                return;
            }
            int end = lineEnd(at);
            if (end < 0) {
                problems.add(Problem.error(null, bytes.length, "Headers do not end", LINES));
                end = bytes.length;
            }
            line(at, foldedEnd(end));
        }
    }

    /// Where the line ends that has a line end here and may be continued.
    private int foldedEnd(int lineEnd) {
        int end = lineEnd;
        while (end < bytes.length) {
            int next = after(end);
            if (next >= bytes.length || !Ascii.is(bytes[next], Ascii.WHITE)) {
                return end;
            }
            int further = lineEnd(next);
            end = further < 0 ? bytes.length : further;
        }
        return bytes.length;
    }

    private void line(int from, int end) {
        at = end == bytes.length ? end : after(end);
        int nameEnd = Ascii.skip(bytes, from, end, Ascii.TOKEN);
        int colon = Ascii.skip(bytes, nameEnd, end, Ascii.WHITE);
        boolean cut = end == bytes.length && colon == end;
        if (nameEnd == from || colon == end || bytes[colon] != ':') {
            String text = "Header line without name and colon";
            problems.addAll(cut ? List.of() : List.of(Problem.error(null, from, text, HEADER)));
            return;
        }
        int[] places = new int[end - colon];
        byte[] value = new byte[end - colon - 1];
        int length = unfold(colon + 1, end, value, places);
        places[length] = end;
        lines.add(
                new HeaderLine(
                        Ascii.text(bytes, from, nameEnd),
                        from,
                        Arrays.copyOf(value, length),
                        Arrays.copyOf(places, length + 1)));
    }

    /// Copies a value without its folds and the white space at its ends. Returns its length.
    private int unfold(int from, int end, byte[] value, int[] places) {
        int length = 0;
        int next = Ascii.skip(bytes, from, end, Ascii.WHITE);
        while (next < end) {
            if (isLineEnd(next)) {
                int more = Ascii.skip(bytes, after(next), end, Ascii.WHITE);
                length = Ascii.trimEnd(value, 0, length);
                if (length > 0) {
                    value[length] = ' ';
                    places[length++] = next;
                }
                next = more;
                continue;
            }
            value[length] = bytes[next];
            places[length++] = next++;
        }
        return Ascii.trimEnd(value, 0, length);
    }

    StartLine startLine() {
        return startLine;
    }

    int start() {
        return start;
    }

    /// Whether lines end with LF alone, and there are some.
    boolean bare() {
        return bare && !lines.isEmpty();
    }

    List<HeaderLine> lines() {
        return lines;
    }

    List<Problem> problems() {
        return problems;
    }

    /// Where the body begins, or -1 when the headers do not end.
    int bodyStart() {
        return bodyStart;
    }
}
