package dev.ringback.header.route;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.header.ValueReaders;
import dev.ringback.uri.Uri;

/// A proxy that wants to see the further requests of the dialog: RFC 3261 §20.30. A comma list.
///
/// @param address the address with its parameters
public record RecordRoute(NameAddress address) {
    /// How it is read.
    public static final HeaderField<RecordRoute> FIELD =
            HeaderField.of(HeaderName.RECORD_ROUTE, ValueReaders.address(RecordRoute::new))
                    .defined(
                            "RFC 3261 §20.30",
                            """
                            Record-Route = "Record-Route" HCOLON rec-route *(COMMA rec-route)
                            rec-route    = name-addr *( SEMI rr-param )
                            rr-param     = generic-param
                            """)
                    .used(
                            """
                            where       prx  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R           ar   o   o   o   o   o   -   o   o   o   -   o   o   o   -
                            2xx,18x     mr   -   o   o   o   o   -   o   o   o   -   .   .   o   -
                            2xx,401,484 mr   .   .   .   .   .   .   .   .   .   .   o   o   .   .
                            """)
                    .checked(RouteChecks.RECORD_ROUTE);

    /// The URI.
    public Uri uri() {
        return address.uri();
    }

    /// The wire form.
    @Override
    public String toString() {
        return address.toString();
    }
}
