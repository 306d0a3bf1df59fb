package dev.ringback.registrar;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.cause.Policy;
import dev.ringback.flow.FlowLoss;
import dev.ringback.flow.FlowRule;
import dev.ringback.flow.FlowUse;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Reading;
import dev.ringback.header.address.Contact;
import dev.ringback.header.route.Via;
import dev.ringback.header.time.Expires;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.message.SipRequest;
import dev.ringback.stack.Flow;
import dev.ringback.uri.SipUri;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what a REGISTER asks for, and refuses what no registrar may do: RFC 3261 §10.3 steps 6 and
/// 7.
final class WishReader {
    /// What a malformed expiry stands for, §10.2.1.1.
    private static final long MALFORMED_EXPIRES = 3600;

    /// Only an expiry under one hour may be called too brief, §10.3 step 7.
    private static final long HOUR = 3600;

    /// The contacts of one request that are looked at; as many as there may be, and once more as
    /// many to be removed, where that is more.
    private static final int MOST = 256;

    private final Lifetimes lifetimes;
    private final int most;
    private final @Nullable Gruus gruus;

    /// @param gruus gives each device an address of its own; null where none are given
    WishReader(RegistrarSettings settings, @Nullable Gruus gruus) {
        this.lifetimes = settings.lifetimes();
        this.most = Math.max(MOST, 2 * Math.min(settings.maxContacts(), Integer.MAX_VALUE / 2));
        this.gruus = gruus;
    }

    /// @param flow how the request came
    /// @param aor whose bindings it is about
    Wish read(SipRequest request, Flow flow, AddressOfRecord aor) {
        Reading<Contact> contacts = request.read(Contact.FIELD);
        if (!contacts.ok()) {
            return refused("Malformed Contact header field", "Contact");
        }
        if (contacts.absent()) {
            return new Wish.Fetch();
        }
        List<Contact> values = contacts.values();
        if (values.size() > most) {
            Cause cause = new Cause.Denied(Policy.MOST_CONTACTS);
            return new Wish.Refused(Refusal.of(403, "Too Many Contacts", cause));
        }
        long expires = expiresHeader(request);
        Outbound outbound = Outbound.of(request);
        Refusal refusal = outbound.refusal(values, active(values, expires));
        if (refusal != null) {
            return new Wish.Refused(refusal);
        }
        Refusal mixed = SipsContacts.refusal(request, flow, values);
        if (mixed != null) {
            return new Wish.Refused(mixed);
        }
        return hasStar(values)
                ? star(values.size(), expires)
                : change(values, expires, new Entries(request, flow, outbound, aor, gruus));
    }

    private static boolean hasStar(List<Contact> contacts) {
        for (Contact contact : contacts) {
            if (contact.star()) {
                return true;
            }
        }
        return false;
    }

    private long active(List<Contact> contacts, long expires) {
        return contacts.stream()
                .filter(contact -> contact instanceof Contact.Address a && asked(a, expires) > 0)
                .count();
    }

    private Wish change(List<Contact> contacts, long expires, Entries entries) {
        List<Wish.Entry> read = new ArrayList<>(contacts.size());
        for (Contact value : contacts) {
            if (value instanceof Contact.Address contact) {
                long asked = asked(contact, expires);
                if (asked > 0 && asked < HOUR && asked < lifetimes.least().toSeconds()) {
                    return tooBrief();
                }
                if (contact.q() < 0 && contact.address().parameters().has("q")) {
                    return refused("Malformed q parameter", "q");
                }
                if (asked > 0 && entries.leadsBack(contact)) {
                    return loop();
                }
                read.add(entries.of(contact, Math.min(asked, lifetimes.most().toSeconds())));
            }
        }
        return new Wish.Change(read);
    }

    /// Makes the entries of one request.
    ///
    /// @param request the request
    /// @param flow how it came
    /// @param outbound what it has to do with flows
    /// @param aor whose bindings it is about
    /// @param gruus gives each device an address of its own; null where none are given
    private record Entries(
            SipRequest request,
            Flow flow,
            Outbound outbound,
            AddressOfRecord aor,
            @Nullable Gruus gruus) {
        /// Whether the contact of a device, which gets a GRUU, is its own address-of-record or a
        /// GRUU of that, or can get none: RFC 5627 §5.1.
        boolean leadsBack(Contact.Address contact) {
            return contact.instance() != null
                    && (!(contact.uri() instanceof SipUri uri)
                            || uri.equivalent(request.to().uri())
                            || (gruus != null && gruus.belongs(uri, aor)));
        }

        Wish.Entry of(Contact.Address contact, long seconds) {
            return new Wish.Entry(
                    contact.uri(), outbound.kept(contact), contact.q(), seconds, loss(contact));
        }

        /// Callers are told that the client is not there, never that a flow of the registrar's own
        /// has failed.
        private @Nullable FlowLoss loss(Contact.Address contact) {
            boolean direct = request.read(Via.FIELD).values().size() == 1;
            if (direct && outbound.binds(contact)) {
                return FlowLoss.UNAVAILABLE;
            }
            FlowUse use = FlowRule.of(request, contact.uri(), flow);
            if (use == null) {
                return null;
            }
            return use.loss() == FlowLoss.FLOW_FAILED ? FlowLoss.UNAVAILABLE : use.loss();
        }
    }

    private static Wish star(int contacts, long expires) {
        if (contacts != 1) {
            return refused("Contact * must stand alone", "*");
        }
        return expires == 0 ? new Wish.RemoveAll() : refused("Contact * needs Expires: 0", "*");
    }

    /// The lifetime that the contact asks for in seconds: its own, else the header's, else our
    /// default.
    private long asked(Contact.Address contact, long header) {
        if (contact.address().parameters().has("expires")) {
            return contact.expires() < 0 ? MALFORMED_EXPIRES : contact.expires();
        }
        return header < 0 ? lifetimes.standard().toSeconds() : header;
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
        String min = Long.toString(lifetimes.least().toSeconds());
        Cause cause = new Cause.CheckFailed(Check.INTERVAL, "Expires");
        return new Wish.Refused(Refusal.with(423, HeaderName.MIN_EXPIRES, min, cause));
    }

    private static Wish loop() {
        Cause cause = new Cause.CheckFailed(Check.CONTACT, "Contact");
        return new Wish.Refused(Refusal.of(403, "Contact Leads Back", cause));
    }

    private static Wish refused(String reason, String subject) {
        Cause cause = new Cause.CheckFailed(Check.CONTACT, subject);
        return new Wish.Refused(Refusal.of(400, reason, cause));
    }
}
