package dev.ringback.header.notice;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.ValueReaders;

/// What a call is about, for people: RFC 3261 §20.36. Compact form `s`, one value.
public final class Subject {
    /// How it is read.
    public static final HeaderField<String> FIELD =
            HeaderField.of(HeaderName.SUBJECT, ValueReaders::text)
                    .defined(
                            "RFC 3261 §20.36",
                            """
                            Subject = ( "Subject" / "s" ) HCOLON [ TEXT-UTF8-TRIM ]
                            """)
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R      -      -   -   -   o   -   -   -   -   o   o   -   -   -   o
                            """);

    private Subject() {}
}
