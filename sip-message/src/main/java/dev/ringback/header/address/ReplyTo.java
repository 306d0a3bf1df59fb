package dev.ringback.header.address;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.header.StrictChecks;
import dev.ringback.header.ValueReaders;
import dev.ringback.uri.Uri;

/// Where an answer in person may go instead of From: RFC 3261 §20.31. One value.
///
/// @param address the address with its parameters
public record ReplyTo(NameAddress address) {
    /// How it is read.
    public static final HeaderField<ReplyTo> FIELD =
            HeaderField.of(HeaderName.REPLY_TO, ValueReaders.address(ReplyTo::new))
                    .defined(
                            "RFC 3261 §20.31",
                            """
                            Reply-To      = "Reply-To" HCOLON rplyto-spec
                            rplyto-spec   = ( name-addr / addr-spec ) *( SEMI rplyto-param )
                            rplyto-param  = generic-param
                            """)
                    .used(
                            """
                            where    proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            all      -      -   -   -   o   -   -   -   -   .   o   -   -   -   -
                            """)
                    .checked(StrictChecks::address);

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
