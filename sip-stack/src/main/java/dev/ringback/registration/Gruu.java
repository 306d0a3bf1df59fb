package dev.ringback.registration;

import dev.ringback.header.NameAddress;
import dev.ringback.header.address.Contact;
import dev.ringback.message.SipResponse;
import dev.ringback.uri.SipUri;
import org.jspecify.annotations.Nullable;

/// The address that a registrar gives to one device of a user: RFC 5627 §4.
public final class Gruu {
    /// The option-tag.
    public static final String TAG = "gruu";

    private Gruu() {}

    /// A contact that says which device it is, as [#learnt] has to find it again.
    public static NameAddress of(NameAddress contact, String instance) {
        return new NameAddress(
                contact.displayName(),
                contact.uri(),
                contact.parameters().withQuoted("+sip.instance", '<' + instance + '>'));
    }

    /// The public GRUU of a device from the 2xx to its REGISTER, §4.2, as a SIP URI, of which the
    /// SIPS form is valid, too (RFC 5630 §5.1.1.4); null where it got none.
    public static @Nullable NameAddress learnt(SipResponse response, String instance) {
        for (Contact contact : response.read(Contact.FIELD).values()) {
            if (instance.equals(contact.instance())
                    && contact.pubGruu() instanceof SipUri uri
                    && uri.gr() != null) {
                return NameAddress.of(uri.withSecure(false));
            }
        }
        return null;
    }
}
