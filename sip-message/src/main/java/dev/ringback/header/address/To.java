package dev.ringback.header.address;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.header.StrictChecks;
import dev.ringback.header.ValueReaders;
import dev.ringback.uri.Uri;
import org.jspecify.annotations.Nullable;

/// The logical recipient of a request: RFC 3261 §20.39. Compact form `t`, one value.
///
/// @param address the address with its parameters
public record To(NameAddress address) {
    /// How it is read.
    public static final HeaderField<To> FIELD =
            HeaderField.of(HeaderName.TO, ValueReaders.address(To::new))
                    .defined(
                            "RFC 3261 §20.39",
                            """
                            To        = ( "To" / "t" ) HCOLON ( name-addr / addr-spec )
                                    *( SEMI to-param )
                            to-param  = tag-param / generic-param
                            tag-param = "tag" EQUAL token
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
