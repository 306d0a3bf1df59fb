package dev.ringback.header.route;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.ValueReaders;
import dev.ringback.text.HeaderSyntax;

/// How many more hops the request may take: RFC 3261 §20.22. One value, 0 to 255.
public final class MaxForwards {
    /// How it is read.
    public static final HeaderField<Long> FIELD =
            HeaderField.of(HeaderName.MAX_FORWARDS, ValueReaders.number(HeaderSyntax.MOST_FORWARDS))
                    .defined(
                            "RFC 3261 §20.22",
                            """
                            Max-Forwards = "Max-Forwards" HCOLON 1*DIGIT
                            """)
                    .used(
                            """
                            where    proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R        amr    m   m   m   m   m   m   m   m   o   m   m   m   m   m
                            """);

    private MaxForwards() {}
}
