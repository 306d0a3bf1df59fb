package dev.ringback.header.feature;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.ValueReaders;

/// The extensions that the user agent server must support: RFC 3261 §20.32. Any number of values.
public final class Require {
    /// How it is read.
    public static final HeaderField<String> FIELD =
            HeaderField.of(HeaderName.REQUIRE, ValueReaders::token)
                    .defined(
                            "RFC 3261 §20.32",
                            """
                            Require    = "Require" HCOLON option-tag *(COMMA option-tag)
                            option-tag = token
                            """)
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            all    ar     -   c   -   c   c   c   c   c   o   c   o   o   c   o
                            """);

    private Require() {}
}
