package dev.ringback.header.address;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.header.ValueReaders;
import dev.ringback.uri.Uri;

/// Who the sender of the request wants to be asserted as: RFC 3325 §9.2.
/// A comma list of at most one SIP or SIPS URI and one `tel` URI. RFC 5876 adds methods to its
/// table.
///
/// @param address the address with its parameters
public record PPreferredIdentity(NameAddress address) {
    /// How it is read.
    public static final HeaderField<PPreferredIdentity> FIELD =
            HeaderField.of(
                            HeaderName.P_PREFERRED_IDENTITY,
                            ValueReaders.address(PPreferredIdentity::new))
                    .defined(
                            "RFC 3325 §9.2",
                            """
                            PPreferredID       = "P-Preferred-Identity" HCOLON PPreferredID-value
                                                *(COMMA PPreferredID-value)
                            PPreferredID-value = name-addr / addr-spec
                            """)
                    .used(
                            """
                            where    proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            all      adr    -   o   -   o   o   o   .   o   .   o   o   o   o   o
                            """)
                    .checked(Identities::check)
                    .inSequence(Identities.ones(PPreferredIdentity::uri));

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
