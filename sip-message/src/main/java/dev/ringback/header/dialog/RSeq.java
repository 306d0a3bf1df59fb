package dev.ringback.header.dialog;

import dev.ringback.header.Findings;
import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.ValueReaders;

/// The number of a reliable provisional response: RFC 3262 §7.1. One value, 1 to 2^32 - 1.
public final class RSeq {
    /// The greatest number.
    public static final long MOST = (1L << 32) - 1;

    /// How it is read.
    public static final HeaderField<Long> FIELD =
            HeaderField.of(HeaderName.RSEQ, ValueReaders.number(MOST))
                    .defined(
                            "RFC 3262 §7.1",
                            """
                            RSeq         = "RSeq" HCOLON response-num
                            response-num = 1*DIGIT
                            """)
                    .used(
                            """
                            where    proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            1xx      -      -   -   -   o   -   -   -   -   .   .   o   o   .   .
                            """)
                    .checked(RSeq::positive);

    private RSeq() {}

    private static void positive(Long value, byte[] bytes, int start, int end, Findings findings) {
        if (value == 0) {
            findings.error(start, "RSeq is not positive", "RFC 3262 §7.1");
        }
    }
}
