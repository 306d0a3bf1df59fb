package dev.ringback.header.route;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.header.ValueReaders;
import dev.ringback.uri.Uri;

/// A proxy that the registrar wants visited by the requests of the user agent: RFC 3608 §5. A comma
/// list.
///
/// @param address the address with its parameters
public record ServiceRoute(NameAddress address) {
    /// How it is read.
    public static final HeaderField<ServiceRoute> FIELD =
            HeaderField.of(HeaderName.SERVICE_ROUTE, ValueReaders.address(ServiceRoute::new))
                    .defined(
                            "RFC 3608 §5",
                            """
                            Service-Route = "Service-Route" HCOLON sr-value *( COMMA sr-value)
                            sr-value      = name-addr *( SEMI rr-param )
                            """)
                    .used(
                            """
                            where    proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            2xx      ar     -   -   -   -   -   o   -   .   .   .   .   .   .   .
                            """)
                    .checked(RouteChecks.SERVICE_ROUTE);

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
