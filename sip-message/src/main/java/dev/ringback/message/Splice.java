package dev.ringback.message;

import dev.ringback.header.HeaderName;
import dev.ringback.text.HeaderIndex;
import dev.ringback.text.NameTable;
import dev.ringback.text.Quoted;
import org.jspecify.annotations.Nullable;

/// A copy of a message of which one header line is another: what stands before the line and after
/// it is copied as it is, and so is its index. It costs a fraction of what a [MessageBuilder] does,
/// and serves what a proxy does with every message: RFC 3261 §16.6, §16.7, §18.2.1.
///
/// Every method answers null where the message is not that simple, and a builder has to make the
/// copy: where the line is folded, holds several values, or Content-Length has to be put right.
final class Splice {
    private static final byte[] NOTHING = {};

    private Splice() {}

    /// The message with another value in a header field's first line, which holds one value.
    static @Nullable HeaderIndex replaceFirst(HeaderIndex from, HeaderName name, byte[] value) {
        int line = only(from, name);
        if (line < 0) {
            return null;
        }
        int cut = from.valueStart(line);
        int rest = from.valueEnd(line);
        HeaderIndex made = copy(from, cut, rest, value);
        int number = from.number(line);
        int start = from.start();
        made.addMoved(from, 0, line, -start);
        int end = cut - start + value.length;
        made.add(number, from.lineStart(line) - start, cut - start, end, false);
        return finish(made, from, line + 1, end - rest);
    }

    /// The message without a header field's first line, which holds one value.
    static @Nullable HeaderIndex removeFirst(HeaderIndex from, HeaderName name) {
        int line = only(from, name);
        if (line < 0) {
            return null;
        }
        int cut = from.lineStart(line);
        int rest = from.lineEnd(line);
        HeaderIndex made = copy(from, cut, rest, NOTHING);
        made.addMoved(from, 0, line, -from.start());
        return finish(made, from, line + 1, cut - from.start() - rest);
    }

    /// The first line of a header field that is in no need of a builder, or -1.
    private static int only(HeaderIndex from, HeaderName name) {
        int line = from.next(0, name.number(), name.canonical());
        boolean simple =
                line >= 0
                        && !from.folded(line)
                        && Quoted.comma(from.bytes(), from.valueStart(line), from.valueEnd(line))
                                == from.valueEnd(line)
                        && lengthIsRight(from);
        return simple ? line : -1;
    }

    /// Whether there is one Content-Length and it is that of the body.
    private static boolean lengthIsRight(HeaderIndex from) {
        int line = from.first(NameTable.CONTENT_LENGTH);
        return line >= 0
                && !from.folded(line)
                && from.next(line + 1, NameTable.CONTENT_LENGTH, "") < 0
                && from.decimal(line) == from.end() - from.bodyStart();
    }

    private static HeaderIndex copy(HeaderIndex from, int cut, int rest, byte[] between) {
        int start = from.start();
        int head = cut - start;
        int tail = from.end() - rest;
        byte[] bytes = new byte[head + between.length + tail];
        System.arraycopy(from.bytes(), start, bytes, 0, head);
        System.arraycopy(between, 0, bytes, head, between.length);
        System.arraycopy(from.bytes(), rest, bytes, head + between.length, tail);
        return new HeaderIndex(bytes, 0, from.lines());
    }

    private static HeaderIndex finish(HeaderIndex made, HeaderIndex from, int next, int move) {
        made.addMoved(from, next, from.lines(), move);
        made.endSection(from.sectionEnd() + move);
        made.endBody(from.end() + move);
        return made;
    }
}
