package dev.ringback.header.content;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.ValueReaders;

/// How the body is encoded, in the order in which it was done: RFC 3261 §20.12. Compact form `e`,
/// any number of values. Codings are compared in any case.
public final class ContentEncoding {
    /// How it is read.
    public static final HeaderField<String> FIELD =
            HeaderField.of(HeaderName.CONTENT_ENCODING, ValueReaders::token)
                    .defined(
                            "RFC 3261 §20.12",
                            """
                            Content-Encoding = ( "Content-Encoding" / "e" ) HCOLON
                                               content-coding *(COMMA content-coding)
                            content-coding   = token
                            """)
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            all    -      o   o   -   o   o   o   o   o   o   o   o   o   o   o
                            """);

    private ContentEncoding() {}
}
