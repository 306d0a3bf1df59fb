package dev.ringback.header.event;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.ValueReaders;

/// The name of a version of published state: RFC 3903 §11.3.1. One value.
public final class SipETag {
    /// How it is read.
    public static final HeaderField<String> FIELD =
            HeaderField.of(HeaderName.SIP_ETAG, ValueReaders::token)
                    .defined(
                            "RFC 3903 §11.3.1",
                            """
                            SIP-ETag     = "SIP-ETag" HCOLON entity-tag
                            entity-tag   = token
                            """)
                    .used(
                            """
                            where    proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            2xx      -      -   -   -   -   -   -   -   -   -   -   -   -   -   m
                            """);

    private SipETag() {}
}
