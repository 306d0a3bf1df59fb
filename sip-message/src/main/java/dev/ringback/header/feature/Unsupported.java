package dev.ringback.header.feature;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.ValueReaders;

/// The extensions that somebody does not support: RFC 3261 §20.40. Any number of values.
public final class Unsupported {
    /// How it is read.
    public static final HeaderField<String> FIELD =
            HeaderField.of(HeaderName.UNSUPPORTED, ValueReaders::token)
                    .defined(
                            "RFC 3261 §20.40",
                            """
                            Unsupported = "Unsupported" HCOLON option-tag *(COMMA option-tag)
                            option-tag  = token
                            """)
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            420    -      -   m   -   m   m   m   m   m   o   o   o   o   o   o
                            """);

    private Unsupported() {}
}
