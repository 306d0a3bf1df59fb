package dev.ringback.header.address;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.header.ValueReaders;
import dev.ringback.uri.Uri;

/// Who sent the request, as a trusted element has verified it: RFC 3325 §9.1.
/// A comma list of at most one SIP or SIPS URI and one `tel` URI. RFC 5876 adds methods to its
/// table.
///
/// @param address the address with its parameters
public record PAssertedIdentity(NameAddress address) {
    /// How it is read.
    public static final HeaderField<PAssertedIdentity> FIELD =
            HeaderField.of(
                            HeaderName.P_ASSERTED_IDENTITY,
                            ValueReaders.address(PAssertedIdentity::new))
                    .defined(
                            "RFC 3325 §9.1",
                            """
                            PAssertedID       = "P-Asserted-Identity" HCOLON PAssertedID-value
                                                *(COMMA PAssertedID-value)
                            PAssertedID-value = name-addr / addr-spec
                            """)
                    .used(
                            """
                            where    proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            all      adr    -   o   -   o   o   o   .   o   .   o   o   o   o   o
                            """)
                    .checked(Identities::check)
                    .inSequence(Identities.ones(PAssertedIdentity::uri));

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
