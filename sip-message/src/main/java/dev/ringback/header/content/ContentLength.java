package dev.ringback.header.content;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.ValueReaders;

/// The length of the body in octets: RFC 3261 §20.14. Compact form `l`, one value.
public final class ContentLength {
    /// How it is read.
    public static final HeaderField<Long> FIELD =
            HeaderField.of(HeaderName.CONTENT_LENGTH, ValueReaders.number(Integer.MAX_VALUE))
                    .defined(
                            "RFC 3261 §20.14",
                            """
                            Content-Length = ( "Content-Length" / "l" ) HCOLON 1*DIGIT
                            """)
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            all    ar     t   t   t   t   t   t   t   t   o   t   t   t   o   t
                            """);

    private ContentLength() {}
}
