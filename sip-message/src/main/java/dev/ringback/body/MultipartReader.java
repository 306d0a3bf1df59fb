package dev.ringback.body;

import dev.ringback.text.Ascii;
import dev.ringback.text.HeaderIndex;
import dev.ringback.text.HeaderScan;
import java.util.ArrayList;
import java.util.List;

/// One pass over a multipart body: finds the delimiters, which are whole lines, and indexes the
/// header lines of each part. RFC 2046 §5.1.1.
///
/// A line that only begins like the delimiter belongs to the part it is in: boundaries of nested
/// multiparts often begin with that of the outer one.
final class MultipartReader {
    private static final String CLAUSE = "RFC 2046 §5.1.1";

    private final byte[] bytes;
    private final String boundary;
    private final byte[] dashes;
    private final BodyLimits limits;
    private final List<BodyPart> parts = new ArrayList<>();

    /// Where the delimiter that was found last begins, its CRLF included, and where it ends.
    private int delimiterStart;

    private int delimiterEnd;
    private boolean closing;

    MultipartReader(byte[] bytes, String boundary, BodyLimits limits) {
        this.bytes = bytes;
        this.boundary = boundary;
        this.dashes = Ascii.bytes("--" + boundary);
        this.limits = limits;
    }

    MultipartResult read() {
        if (!find(0)) {
            return new MultipartResult.Malformed(0, "no delimiter", CLAUSE);
        }
        int preambleEnd = delimiterStart;
        if (closing) {
            return new MultipartResult.Malformed(delimiterStart, "no part", CLAUSE);
        }
        while (!closing) {
            int start = delimiterEnd;
            if (parts.size() == limits.parts()) {
                return new MultipartResult.Malformed(start, "too many parts", CLAUSE);
            }
            if (!find(start)) {
                return new MultipartResult.Malformed(bytes.length, "the parts do not end", CLAUSE);
            }
            HeaderIndex index = new HeaderIndex(bytes, start);
            HeaderScan scan = new HeaderScan(index, start, delimiterStart + 2);
            if (!scan.scan(limits.headerLines(), limits.headerLine(), true)) {
                return new MultipartResult.Malformed(scan.at(), scan.reason(), "RFC 2046 §5.1");
            }
            parts.add(new BodyPart(index, delimiterStart));
        }
        return new MultipartResult.Parsed(
                new Multipart(bytes, boundary, parts, preambleEnd, delimiterEnd));
    }

    /// Finds the next delimiter from a position on. Only the first one of a body may stand at its
    /// beginning; every other has its own CRLF before it.
    private boolean find(int from) {
        if (from == 0 && delimiterAt(0)) {
            delimiterStart = 0;
            return true;
        }
        for (int at = from; at + 2 <= bytes.length; at++) {
            boolean crlf = bytes[at] == '\r' && bytes[at + 1] == '\n';
            if (crlf && delimiterAt(at + 2)) {
                delimiterStart = at;
                return true;
            }
        }
        return false;
    }

    private boolean delimiterAt(int line) {
        int after = line + dashes.length;
        if (after > bytes.length) {
            return false;
        }
        for (int i = 0; i < dashes.length; i++) {
            if (bytes[line + i] != dashes[i]) {
                return false;
            }
        }
        boolean close = after + 2 <= bytes.length && bytes[after] == '-' && bytes[after + 1] == '-';
        int padded = Ascii.skip(bytes, close ? after + 2 : after, bytes.length, Ascii.WHITE);
        boolean ended =
                padded + 2 <= bytes.length && bytes[padded] == '\r' && bytes[padded + 1] == '\n';
        closing = close;
        delimiterEnd = ended ? padded + 2 : padded;
        return ended || (close && padded == bytes.length);
    }
}
