package dev.ringback.header.address;

import dev.ringback.header.EmbeddedHeaders;
import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.NameAddress;
import dev.ringback.header.StrictChecks;
import dev.ringback.header.ValueReaders;
import dev.ringback.text.Ascii;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the recipient of a REFER is to contact: RFC 3515 §2.1. Compact form `r`, one value.
///
/// @param address the address with its parameters
public record ReferTo(NameAddress address) {
    /// How it is read.
    public static final HeaderField<ReferTo> FIELD =
            HeaderField.of(HeaderName.REFER_TO, ValueReaders.address(ReferTo::new))
                    .defined(
                            "RFC 3515 §2.1",
                            """
                            Refer-To = ("Refer-To" / "r") HCOLON ( name-addr / addr-spec )
                                       * (SEMI generic-param)
                            """)
                    .used(
                            """
                            where    proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R        -      -   -   -   -   -   -   -   -   -   -   -   -   m   -
                            """)
                    .checked(StrictChecks::address);

    /// The URI.
    public Uri uri() {
        return address.uri();
    }

    /// The method of the request that a SIP URI asks for: its `method` parameter, else INVITE
    /// (RFC 3261 §19.1.1). Null for another scheme, or when the parameter is no token.
    public @Nullable Method method() {
        if (!(uri() instanceof SipUri sip)) {
            return null;
        }
        String method = sip.parameter("method");
        if (method == null) {
            return Method.INVITE;
        }
        return Ascii.isToken(method) ? Method.of(method) : null;
    }

    /// The values of a header field that the URI wants in that request, such as Replaces; empty
    /// when there is none, or one that is malformed.
    public <T> List<T> embedded(HeaderField<T> field) {
        return EmbeddedHeaders.read(uri(), field);
    }

    /// The wire form.
    @Override
    public String toString() {
        return address.toString();
    }
}
