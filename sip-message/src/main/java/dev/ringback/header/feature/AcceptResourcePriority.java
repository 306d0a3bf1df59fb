package dev.ringback.header.feature;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;

/// The priorities that a server understands, mostly in a 417: RFC 4412 §3.2. Any number of values;
/// a line without a value says that there are none.
public final class AcceptResourcePriority {
    /// How it is read.
    public static final HeaderField<ResourcePriority> FIELD =
            HeaderField.of(HeaderName.ACCEPT_RESOURCE_PRIORITY, ResourcePriority::read)
                    .defined(
                            "RFC 4412 §3.2",
                            """
                            Accept-Resource-Priority = "Accept-Resource-Priority" HCOLON
                                                       [r-value *(COMMA r-value)]
                            """)
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            200    amdr   -   o   o   o   o   o   o   o   o   o   o   o   o   o
                            417    amdr   -   o   o   o   o   o   o   o   o   o   o   o   o   o
                            2xx    -      .   .   .   .   .   .   .   .   o   .   .   .   .   .
                            """);

    private AcceptResourcePriority() {}
}
