package dev.ringback.header.dialog;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.text.Ascii;
import dev.ringback.text.HeaderSyntax;
import org.jspecify.annotations.Nullable;

/// The place of a request in its dialog's order: RFC 3261 §20.16. One value.
///
/// @param number 0 to 2^31 - 1
/// @param method the method of the request
public record CSeq(long number, Method method) {
    /// How it is read.
    public static final HeaderField<CSeq> FIELD =
            HeaderField.of(HeaderName.CSEQ, CSeq::read)
                    .defined(
                            "RFC 3261 §20.16",
                            """
                            CSeq     = "CSeq" HCOLON 1*DIGIT LWS Method
                            """)
                    .used(
                            """
                            where    proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            c        r      m   m   m   m   m   m   m   m   m   m   m   m   m   m
                            """);

    /// Checks the number.
    ///
    /// @throws IllegalArgumentException if it is out of range
    public CSeq {
        if (number < 0 || number > HeaderSyntax.MOST_CSEQ) {
            throw new IllegalArgumentException("CSeq number out of range: " + number);
        }
    }

    /// Reads a value, or null when it is malformed.
    public static @Nullable CSeq parse(String value) {
        byte[] bytes = Ascii.bytes(value);
        return read(bytes, 0, bytes.length);
    }

    static @Nullable CSeq read(byte[] bytes, int start, int end) {
        int digits = Ascii.skip(bytes, start, end, Ascii.DIGIT);
        long number = Ascii.decimal(bytes, start, digits, HeaderSyntax.MOST_CSEQ);
        int method = Ascii.skip(bytes, digits, end, Ascii.WHITE);
        boolean good =
                number >= 0
                        && method > digits
                        && method < end
                        && Ascii.skip(bytes, method, end, Ascii.TOKEN) == end;
        return good ? new CSeq(number, Method.of(bytes, method, end)) : null;
    }

    /// The wire form.
    @Override
    public String toString() {
        return number + " " + method;
    }
}
