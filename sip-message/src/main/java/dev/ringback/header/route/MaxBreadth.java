package dev.ringback.header.route;

import dev.ringback.header.Findings;
import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.ValueReaders;

/// How many branches may be open at once for the request: RFC 5393 §5.3.1. One value, 1 or more.
///
/// RFC 5393 has no table; that it may be in any request and in no response is §5.3.3. The mark for
/// INFO is that of RFC 6086, which cannot mean the proxies that have to add it.
public final class MaxBreadth {
    /// How it is read.
    public static final HeaderField<Long> FIELD =
            HeaderField.of(HeaderName.MAX_BREADTH, ValueReaders.number(Integer.MAX_VALUE))
                    .defined(
                            "RFC 5393 §5.3.1",
                            """
                            Max-Breadth = "Max-Breadth" HCOLON 1*DIGIT
                            """)
                    .used(
                            """
                            where    proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R        amr    o   o   o   o   o   o   o   o   -   o   o   o   o   o
                            """)
                    .checked(MaxBreadth::positive);

    private MaxBreadth() {}

    private static void positive(Long value, byte[] bytes, int start, int end, Findings findings) {
        if (value == 0) {
            findings.error(start, "Max-Breadth is not positive", "RFC 5393 §5.3.1");
        }
    }
}
