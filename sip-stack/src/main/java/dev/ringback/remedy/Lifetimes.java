package dev.ringback.remedy;

import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.header.address.Contact;
import dev.ringback.header.time.Expires;
import dev.ringback.header.time.MinExpires;
import dev.ringback.header.time.MinSE;
import dev.ringback.header.time.SessionExpires;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The lifetimes that a request asks for at least, after 423 (RFC 3261 §10.2.8, RFC 6665 §4.1.2.4)
/// and 422 (RFC 4028 §6).
public final class Lifetimes {
    private long least;
    private Duration leastSession = Duration.ZERO;

    /// No demand yet.
    public Lifetimes() {}

    /// Takes the lifetime that a peer demands.
    ///
    /// @return whether it is longer than before
    public boolean lengthen(SipResponse response) {
        Long least = response.read(MinExpires.FIELD).first();
        if (least == null || least <= this.least) {
            return false;
        }
        this.least = least;
        return true;
    }

    /// Takes the session interval that a peer demands.
    ///
    /// @return whether it is longer than before
    public boolean lengthenSession(SipResponse response) {
        MinSE least = response.read(MinSE.FIELD).first();
        if (least == null || least.interval().compareTo(leastSession) <= 0) {
            return false;
        }
        leastSession = least.interval();
        return true;
    }

    /// Changes a request so.
    ///
    /// @param drafted the request as it was asked for
    public void apply(SipRequest drafted, SipRequest.Builder request) {
        if (least > 0) {
            applyExpires(drafted, request);
            applyContacts(drafted, request);
        }
        if (leastSession.isPositive()) {
            applySession(drafted, request);
        }
    }

    /// What is to end at once, 0, still is.
    private void applyExpires(SipRequest drafted, SipRequest.Builder request) {
        Long asked = drafted.read(Expires.FIELD).first();
        if (asked == null ? !expiresInContact(drafted) : asked > 0 && asked < least) {
            request.set(HeaderName.EXPIRES, Long.toString(least));
        }
    }

    private static boolean expiresInContact(SipRequest drafted) {
        return drafted.read(Contact.FIELD).values().stream().anyMatch(c -> c.expires() >= 0);
    }

    private void applyContacts(SipRequest drafted, SipRequest.Builder request) {
        List<Contact> contacts = drafted.read(Contact.FIELD).values();
        if (contacts.stream().anyMatch(this::tooShort)) {
            request.remove(HeaderName.CONTACT);
            contacts.forEach(contact -> request.add(HeaderName.CONTACT, lengthened(contact)));
        }
    }

    private boolean tooShort(Contact contact) {
        return contact.expires() > 0 && contact.expires() < least;
    }

    private String lengthened(Contact contact) {
        NameAddress address = contact.address();
        return address == null || !tooShort(contact)
                ? contact.toString()
                : address.withParameter("expires", Long.toString(least)).toString();
    }

    private void applySession(SipRequest drafted, SipRequest.Builder request) {
        request.set(HeaderName.MIN_SE, Long.toString(leastSession.toSeconds()));
        @Nullable SessionExpires asked = drafted.read(SessionExpires.FIELD).first();
        if (asked != null && asked.interval().compareTo(leastSession) < 0) {
            SessionExpires longer = new SessionExpires(leastSession, asked.parameters());
            request.set(HeaderName.SESSION_EXPIRES, longer.toString());
        }
    }
}
