package dev.ringback.header.feature;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.ValueReaders;

/// The extensions that somebody supports: RFC 3261 §20.37. Compact form `k`, any number of values;
/// a line without a value says that there are none. Option tags are compared in any case.
public final class Supported {
    /// How it is read.
    public static final HeaderField<String> FIELD =
            HeaderField.of(HeaderName.SUPPORTED, ValueReaders::token)
                    .defined(
                            "RFC 3261 §20.37",
                            """
                            Supported  = ( "Supported" / "k" ) HCOLON
                                         [option-tag *(COMMA option-tag)]
                            option-tag = token
                            """)
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R      -      -   o   o   m*  o   o   o   o   o   .   o   o   o   o
                            2xx    -      -   o   o   m*  m*  o   o   o   o   .   o   o   o   o
                            """);

    private Supported() {}
}
