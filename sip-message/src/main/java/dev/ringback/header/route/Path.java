package dev.ringback.header.route;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.header.ValueReaders;
import dev.ringback.uri.Uri;

/// A proxy between the user agent and its registrar: RFC 3327 §4. A comma list.
///
/// @param address the address with its parameters
public record Path(NameAddress address) {
    /// How it is read.
    public static final HeaderField<Path> FIELD =
            HeaderField.of(HeaderName.PATH, ValueReaders.address(Path::new))
                    .defined(
                            "RFC 3327 §4",
                            """
                            Path       = "Path" HCOLON path-value *( COMMA path-value )
                            path-value = name-addr *( SEMI rr-param )
                            """)
                    .used(
                            """
                            where    proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R        ar     -   -   -   -   -   o   .   .   .   .   .   .   .   .
                            2xx      -      -   -   -   -   -   o   .   .   .   .   .   .   .   .
                            """)
                    .checked(RouteChecks.PATH);

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
