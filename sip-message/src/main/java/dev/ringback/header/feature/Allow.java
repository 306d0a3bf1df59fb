package dev.ringback.header.feature;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.ValueReaders;

/// The methods that somebody supports: RFC 3261 §20.5. Any number of values; a line without a value
/// says that there are none.
public final class Allow {
    /// How it is read.
    public static final HeaderField<Method> FIELD =
            HeaderField.of(HeaderName.ALLOW, ValueReaders::method)
                    .defined(
                            "RFC 3261 §20.5",
                            """
                            Allow = "Allow" HCOLON [Method *(COMMA Method)]
                            """)
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R      -      -   o   -   o   o   o   o   o   o   o   o   o   o   o
                            2xx    -      -   o   -   m*  m*  o   o   o   o   o   o   o   o   o
                            r      -      -   o   -   o   o   o   o   o   o   o   o   o   o   o
                            405    -      -   m   -   m   m   m   m   m   m   m   m   m   m   m
                            """);

    private Allow() {}
}
