package dev.ringback.header.dialog;

import dev.ringback.header.Findings;
import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.text.Ascii;
import org.jspecify.annotations.Nullable;

/// The reliable provisional response that a PRACK acknowledges: RFC 3262 §7.2. One value.
///
/// @param rSeq its RSeq, 0 to 2^32 - 1; a good one has no 0
/// @param cSeq the CSeq of the request that it answers
public record RAck(long rSeq, CSeq cSeq) {
    /// How it is read.
    public static final HeaderField<RAck> FIELD =
            HeaderField.of(HeaderName.RACK, RAck::read)
                    .defined(
                            "RFC 3262 §7.2",
                            """
                            RAck         = "RAck" HCOLON response-num LWS CSeq-num LWS Method
                            response-num = 1*DIGIT
                            CSeq-num     = 1*DIGIT
                            """)
                    .used(
                            """
                            where    proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R        -      -   -   -   -   -   -   m   -   .   .   -   -   .   .
                            """)
                    .checked(RAck::positive);

    /// Checks the number.
    ///
    /// @throws IllegalArgumentException if it is out of range
    public RAck {
        if (rSeq < 0 || rSeq > RSeq.MOST) {
            throw new IllegalArgumentException("RSeq out of range: " + rSeq);
        }
    }

    private static @Nullable RAck read(byte[] bytes, int start, int end) {
        int digits = Ascii.skip(bytes, start, end, Ascii.DIGIT);
        long number = Ascii.decimal(bytes, start, digits, RSeq.MOST);
        int rest = Ascii.skip(bytes, digits, end, Ascii.WHITE);
        CSeq cSeq = number < 0 || rest == digits ? null : CSeq.read(bytes, rest, end);
        return cSeq == null ? null : new RAck(number, cSeq);
    }

    private static void positive(RAck value, byte[] bytes, int start, int end, Findings findings) {
        if (value.rSeq == 0) {
            findings.error(start, "RSeq is not positive", "RFC 3262 §7.1");
        }
    }

    /// The wire form.
    @Override
    public String toString() {
        return rSeq + " " + cSeq;
    }
}
