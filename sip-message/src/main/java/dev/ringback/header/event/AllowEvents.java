package dev.ringback.header.event;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.ValueReaders;

/// The event packages that the sender understands: RFC 6665 §8.2.2. Compact form `u`, a comma list
/// of names.
public final class AllowEvents {
    /// How it is read.
    public static final HeaderField<String> FIELD =
            HeaderField.of(HeaderName.ALLOW_EVENTS, ValueReaders::token)
                    .defined(
                            "RFC 6665 §8.2.2",
                            """
                            Allow-Events  = ( "Allow-Events" / "u" ) HCOLON event-type
                                            *(COMMA event-type)
                            event-type    = event-package *( "." event-template )
                            event-package = token-nodot
                            """)
                    .used(
                            """
                            where    proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R        -      o   o   -   o   o   o   o   -   .   .   o   o   .   o
                            2xx      -      -   o   -   o   o   o   o   -   .   .   o   o   .   .
                            489      -      -   -   -   -   -   -   -   -   .   .   m   m   .   m
                            """)
                    .checked(EventType::check);

    private AllowEvents() {}
}
