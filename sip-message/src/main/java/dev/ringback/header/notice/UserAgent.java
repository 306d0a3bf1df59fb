package dev.ringback.header.notice;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;

/// The software of the user agent client: RFC 3261 §20.41. One value.
public final class UserAgent {
    /// How it is read.
    public static final HeaderField<Software> FIELD =
            HeaderField.of(HeaderName.USER_AGENT, Software::read)
                    .defined("RFC 3261 §20.41", "User-Agent = \"User-Agent\"" + Software.GRAMMAR)
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            all    -      o   o   o   o   o   o   o   o   o   o   o   o   o   o
                            """)
                    .checked(Software::check);

    private UserAgent() {}
}
