package dev.ringback.header.route;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.header.ValueReaders;
import dev.ringback.uri.Uri;

/// A proxy that the request is to visit: RFC 3261 §20.34. A comma list.
///
/// @param address the address with its parameters
public record Route(NameAddress address) {
    /// How it is read.
    public static final HeaderField<Route> FIELD =
            HeaderField.of(HeaderName.ROUTE, ValueReaders.address(Route::new))
                    .defined(
                            "RFC 3261 §20.34",
                            """
                            Route       = "Route" HCOLON route-param *(COMMA route-param)
                            route-param = name-addr *( SEMI rr-param )
                            rr-param    = generic-param
                            """)
                    .used(
                            """
                            where    proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R        adr    c   c   c   c   c   c   c   c   o   o   c   c   c   c
                            """)
                    .checked(RouteChecks.ROUTE);

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
