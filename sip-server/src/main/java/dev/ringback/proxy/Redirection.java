package dev.ringback.proxy;

import dev.ringback.header.HeaderName;
import dev.ringback.header.address.Contact;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.UriContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a proxy that recurses makes of a 3xx: RFC 3261 §16.5 and §16.7 step 4.
///
/// @param targets the places that it names and that are tried now
/// @param rest the response without the contacts that are tried, or null where none is left
record Redirection(List<Target> targets, @Nullable SipResponse rest) {

    /// Whether a proxy may follow such a response at all. 305 binds one request to a proxy that the
    /// callee chose, and 380 says in its body what to do: both are the client's to judge.
    static boolean mayFollow(SipResponse response) {
        int status = response.status();
        return status >= 300 && status < 400 && status != 305 && status != 380;
    }

    /// Takes the contacts out of a response that the sender may reach.
    ///
    /// @param request the request that is redirected
    /// @param response the 3xx
    /// @param reach where the sender may go
    /// @param untried whether a target may still be tried; asked once for each, in order
    static Redirection of(
            ProxyRequest request, SipResponse response, Reach reach, Predicate<Target> untried) {
        List<Target> targets = new ArrayList<>();
        List<Contact> left = new ArrayList<>();
        for (Contact contact : response.read(Contact.FIELD).values()) {
            int before = targets.size();
            SipUri uri = usable(request.message(), contact);
            List<Target> reached = uri == null ? List.of() : reach.targets(request, uri);
            for (Target place : reached) {
                Target target = place.fitting(request.message().requestUri().secure());
                if (target != null && untried.test(target)) {
                    int q = contact.q() < 0 ? Target.MOST_PREFERRED : contact.q();
                    targets.add(target.preferred(q));
                }
            }
            if (targets.size() == before) {
                left.add(contact);
            }
        }
        if (targets.isEmpty()) {
            return new Redirection(List.of(), response);
        }
        SipResponse rest =
                left.isEmpty()
                        ? null
                        : response.edit()
                                .remove(HeaderName.CONTACT)
                                .setAll(Contact.FIELD, left)
                                .build();
        return new Redirection(List.copyOf(targets), rest);
    }

    /// A SIPS URI where SIPS was asked for, else a SIP URI: anything else is the caller's to judge,
    /// RFC 5630 §5.3.
    private static @Nullable SipUri usable(SipRequest request, Contact contact) {
        if (!(contact.uri() instanceof SipUri uri)) {
            return null;
        }
        boolean alike = uri.secure() == request.requestUri().secure();
        return alike ? uri.permittedIn(UriContext.REQUEST_URI) : null;
    }
}
