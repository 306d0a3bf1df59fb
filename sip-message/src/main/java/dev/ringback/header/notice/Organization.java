package dev.ringback.header.notice;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.ValueReaders;

/// The organization of whoever sends the message, for people: RFC 3261 §20.25. One value.
public final class Organization {
    /// How it is read.
    public static final HeaderField<String> FIELD =
            HeaderField.of(HeaderName.ORGANIZATION, ValueReaders::text)
                    .defined(
                            "RFC 3261 §20.25",
                            "Organization = \"Organization\" HCOLON [TEXT-UTF8-TRIM]")
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            all    ar     -   -   -   o   o   o   -   o   -   o   o   -   o   o
                            """);

    private Organization() {}
}
