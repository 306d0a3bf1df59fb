package dev.ringback.header.event;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.ValueReaders;

/// The version of published state that the PUBLISH is about: RFC 3903 §11.3.2. One value.
public final class SipIfMatch {
    /// How it is read.
    public static final HeaderField<String> FIELD =
            HeaderField.of(HeaderName.SIP_IF_MATCH, ValueReaders::token)
                    .defined(
                            "RFC 3903 §11.3.2",
                            """
                            SIP-If-Match = "SIP-If-Match" HCOLON entity-tag
                            entity-tag   = token
                            """)
                    .used(
                            """
                            where    proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R        -      -   -   -   -   -   -   -   -   -   -   -   -   -   o
                            """);

    private SipIfMatch() {}
}
