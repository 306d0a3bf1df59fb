package dev.ringback.stir;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A cursor over DER (X.690): one element after the other. What is malformed ends it.
final class Der {
    static final int INTEGER = 0x02;
    static final int OCTETS = 0x04;
    static final int IA5 = 0x16;
    static final int SEQUENCE = 0x30;

    private static final int LONG_FORM = 0x80;

    private final byte[] bytes;
    private final int end;
    private int at;

    /// The element that was read last.
    private int tag;

    private int valueStart;

    Der(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private Der(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    /// Goes to the next element.
    ///
    /// @return its tag; -1 at the end; -2 where it is malformed
    int next() {
        if (at == end) {
            return -1;
        }
        int length = end - at < 2 ? -1 : bytes[at + 1] & 0xFF;
        int start = at + 2;
        if (length >= LONG_FORM) {
            int octets = length - LONG_FORM;
            length = octets < 1 || octets > 3 || end - start < octets ? -1 : 0;
            for (int i = 0; length >= 0 && i < octets; i++) {
                length = (length << 8) | (bytes[start + i] & 0xFF);
            }
            start += Math.max(octets, 0);
        }
        if (length < 0 || length > end - start) {
            return -2;
        }
        tag = bytes[at] & 0xFF;
        valueStart = start;
        at = start + length;
        return tag;
    }

    /// What the element holds that [#next] found.
    Der inside() {
        return new Der(bytes, valueStart, at);
    }

    /// The only element in here where it has this tag; null for anything else.
    @Nullable Der only(int wanted) {
        boolean found = next() == wanted && at == end;
        return found ? inside() : null;
    }

    /// All octets in here as a text.
    String text() {
        return new String(bytes, at, end - at, StandardCharsets.US_ASCII);
    }

    /// All octets in here as a number.
    BigInteger number() {
        return at == end ? BigInteger.ZERO : new BigInteger(bytes, at, end - at);
    }
}
