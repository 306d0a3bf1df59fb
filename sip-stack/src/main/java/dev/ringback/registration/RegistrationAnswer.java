package dev.ringback.registration;

import dev.ringback.header.NameAddress;
import dev.ringback.header.address.Contact;
import dev.ringback.header.route.ServiceRoute;
import dev.ringback.header.time.Expires;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipResponse;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.time.Duration;
import java.util.List;

/// Reads the 2xx to a REGISTER: RFC 3261 §10.2.4.
final class RegistrationAnswer {
    private RegistrationAnswer() {}

    /// How long the own contacts are kept: the shortest time that stands at one of them (compared
    /// as §19.1.4 says), else that of Expires, else what was asked for.
    static Duration lifetime(SipResponse response, List<NameAddress> own, Duration asked) {
        Long common = response.read(Expires.FIELD).first();
        long otherwise = common == null ? asked.toSeconds() : common;
        long least = Long.MAX_VALUE;
        for (Contact contact : response.read(Contact.FIELD).values()) {
            Uri uri = contact.uri();
            if (uri != null && isOwn(uri, own)) {
                least = Math.min(least, contact.expires() < 0 ? otherwise : contact.expires());
            }
        }
        return Duration.ofSeconds(least == Long.MAX_VALUE ? otherwise : least);
    }

    private static boolean isOwn(Uri uri, List<NameAddress> own) {
        return own.stream().anyMatch(contact -> contact.uri().equivalent(uri));
    }

    /// What the next request may ask for, after one that was sent again since 423 wanted more.
    static Duration asked(SipMessage sent, Duration before) {
        Long seconds = sent.read(Expires.FIELD).first();
        return seconds == null || seconds <= before.toSeconds()
                ? before
                : Duration.ofSeconds(seconds);
    }

    /// The service route in its order. One with a proxy that is no loose router is left out as a
    /// whole: half of it would lead astray.
    static List<NameAddress> serviceRoute(SipResponse response) {
        List<NameAddress> routes =
                response.read(ServiceRoute.FIELD).values().stream()
                        .map(ServiceRoute::address)
                        .toList();
        boolean loose =
                routes.stream().allMatch(route -> route.uri() instanceof SipUri sip && sip.lr());
        return loose ? routes : List.of();
    }
}
