package dev.ringback.header.time;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.ValueReaders;

/// The fewest seconds that a server keeps something, up to 2^32 - 1, in a 423: RFC 3261 §20.23. One
/// value.
public final class MinExpires {
    /// How it is read.
    public static final HeaderField<Long> FIELD =
            HeaderField.of(HeaderName.MIN_EXPIRES, ValueReaders.number(ValueReaders.MOST_SECONDS))
                    .defined(
                            "RFC 3261 §20.23", "Min-Expires = \"Min-Expires\" HCOLON delta-seconds")
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            423    -      -   -   -   -   -   m   -   -   -   .   m   -   -   m
                            """);

    private MinExpires() {}
}
