package dev.ringback.header.address;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.header.StrictChecks;
import dev.ringback.header.ValueReaders;
import dev.ringback.uri.Uri;
import org.jspecify.annotations.Nullable;

/// The initiator of a request: RFC 3261 §20.20. Compact form `f`, one value.
///
/// @param address the address with its parameters
public record From(NameAddress address) {
    /// How it is read.
    public static final HeaderField<From> FIELD =
            HeaderField.of(HeaderName.FROM, ValueReaders.address(From::new))
                    .defined(
                            "RFC 3261 §20.20",
                            """
                            From       = ( "From" / "f" ) HCOLON from-spec
                            from-spec  = ( name-addr / addr-spec ) *( SEMI from-param )
                            from-param = tag-param / generic-param
                            tag-param  = "tag" EQUAL token
                            """)
                    .used(
                            """
                            where    proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            c        r      m   m   m   m   m   m   m   m   m   m   m   m   m   m
                            """)
                    .checked(StrictChecks.address(TagRules.TAG));

    /// The URI.
    public Uri uri() {
        return address.uri();
    }

    /// The tag, or null when there is none: §19.3.
    public @Nullable String tag() {
        return address.tag();
    }

    /// The wire form.
    @Override
    public String toString() {
        return address.toString();
    }
}
