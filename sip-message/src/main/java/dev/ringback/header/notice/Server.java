package dev.ringback.header.notice;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;

/// The software of the user agent server: RFC 3261 §20.35. One value.
public final class Server {
    /// How it is read.
    public static final HeaderField<Software> FIELD =
            HeaderField.of(HeaderName.SERVER, Software::read)
                    .defined("RFC 3261 §20.35", "Server = \"Server\"" + Software.GRAMMAR)
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            r      -      -   o   o   o   o   o   o   o   o   o   o   o   o   o
                            """)
                    .checked(Software::check);

    private Server() {}
}
