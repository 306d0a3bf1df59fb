package dev.ringback.header.time;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.ValueReaders;

/// Seconds until the message or its content expires, up to 2^32 - 1: RFC 3261 §20.19. One value.
public final class Expires {
    /// How it is read.
    public static final HeaderField<Long> FIELD =
            HeaderField.of(HeaderName.EXPIRES, ValueReaders.number(ValueReaders.MOST_SECONDS))
                    .defined("RFC 3261 §20.19", "Expires = \"Expires\" HCOLON delta-seconds")
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            all    -      -   -   -   o   -   o   -   -   -   o   o   -   .   o
                            2xx    -      .   .   .   .   .   .   .   .   .   .   m   -   .   m
                            R      -      .   .   .   .   .   .   .   .   .   .   .   .   o   .
                            """);

    private Expires() {}
}
