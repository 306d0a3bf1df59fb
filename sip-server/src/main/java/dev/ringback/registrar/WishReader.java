package dev.ringback.registrar;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Parameters;
import dev.ringback.header.Reading;
import dev.ringback.header.address.Contact;
import dev.ringback.header.time.Expires;
import dev.ringback.message.SipRequest;
import java.util.ArrayList;
import java.util.List;

/// Reads what a REGISTER asks for, and refuses what no registrar may do: RFC 3261 §10.3 steps 6 and
/// 7.
final class WishReader {
    /// What a malformed expiry stands for, §10.2.1.1.
    private static final long MALFORMED_EXPIRES = 3600;

    /// Only an expiry under one hour may be called too brief, §10.3 step 7.
    private static final long HOUR = 3600;

    private final RegistrarSettings settings;

    WishReader(RegistrarSettings settings) {
        this.settings = settings;
    }

    Wish read(SipRequest request) {
        Reading<Contact> contacts = request.read(Contact.FIELD);
        if (!contacts.ok()) {
            return refused(400, "Malformed Contact header field");
        }
        if (contacts.absent()) {
            return new Wish.Fetch();
        }
        long expires = expiresHeader(request);
        List<Wish.Entry> entries = new ArrayList<>(contacts.values().size());
        for (Contact value : contacts.values()) {
            if (!(value instanceof Contact.Address contact)) {
                return star(contacts.values().size(), expires);
            }
            long asked = asked(contact, expires);
            if (asked > 0 && asked < HOUR && asked < settings.minExpires().toSeconds()) {
                return tooBrief();
            }
            if (contact.q() < 0 && contact.address().parameters().has("q")) {
                return refused(400, "Malformed q parameter");
            }
            entries.add(entry(contact, asked));
        }
        return new Wish.Change(entries);
    }

    private Wish.Entry entry(Contact.Address contact, long asked) {
        Parameters parameters = contact.address().parameters();
        return new Wish.Entry(
                contact.uri(),
                parameters.without("q").without("expires"),
                contact.q(),
                Math.min(asked, settings.maxExpires().toSeconds()));
    }

    private static Wish star(int contacts, long expires) {
        if (contacts != 1) {
            return refused(400, "Contact * must stand alone");
        }
        return expires == 0 ? new Wish.RemoveAll() : refused(400, "Contact * needs Expires: 0");
    }

    /// The lifetime that the contact asks for in seconds: its own, else the header's, else our
    /// default.
    private long asked(Contact.Address contact, long header) {
        if (contact.address().parameters().has("expires")) {
            return contact.expires() < 0 ? MALFORMED_EXPIRES : contact.expires();
        }
        return header < 0 ? settings.defaultExpires().toSeconds() : header;
    }

    /// The Expires header's seconds, -1 where there is none.
    private static long expiresHeader(SipRequest request) {
        if (!request.has(HeaderName.EXPIRES)) {
            return -1;
        }
        Long seconds = request.read(Expires.FIELD).first();
        return seconds == null ? MALFORMED_EXPIRES : seconds;
    }

    private Wish tooBrief() {
        String min = Long.toString(settings.minExpires().toSeconds());
        return new Wish.Refused(new Refusal(423, null, HeaderName.MIN_EXPIRES, min));
    }

    private static Wish refused(int status, String reason) {
        return new Wish.Refused(Refusal.of(status, reason));
    }
}
