package dev.ringback.registrar;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.header.HeaderName;
import dev.ringback.header.address.Contact;
import dev.ringback.message.SipRequest;
import dev.ringback.push.PushService;
import dev.ringback.uri.SipUri;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a registrar that wakes phones says to a REGISTER: RFC 8599 §5.6.1. Where nobody is woken,
/// the parameters of push notifications mean nothing here, as to any other registrar.
///
/// @param service wakes phones
record PushOffer(PushService service) {
    /// How many seconds before the end a phone that wakes by itself has to refresh: §5.6.1.1.
    private static final String REFRESH_BEFORE = "121";

    /// Why a phone cannot be bound that counts on being woken; null where it can. Another proxy on
    /// the way may do it, and says so in the request.
    @Nullable Refusal refusal(SipRequest request) {
        if (service.providers().isEmpty() || request.has(HeaderName.FEATURE_CAPS)) {
            return null;
        }
        for (Contact contact : request.read(Contact.FIELD).values()) {
            String provider = provider(contact);
            if (provider != null && !provider.isEmpty() && !service.supports(provider)) {
                Cause cause = new Cause.CheckFailed(Check.EXTENSION, "pn-provider");
                return Refusal.of(555, "Push Notification Service Not Supported", cause);
            }
        }
        return null;
    }

    /// The values of Feature-Caps for a 2xx: the service that the phone named, all of them where it
    /// asks which there are.
    List<String> capabilities(SipRequest request) {
        List<String> values = new ArrayList<>();
        for (Contact contact : request.read(Contact.FIELD).values()) {
            String provider = provider(contact);
            boolean wakes = contact.parameters().has("+sip.pnsreg");
            String more = wakes ? ";+sip.pnsreg=\"" + REFRESH_BEFORE + '"' : "";
            service.providers().stream()
                    .filter(one -> names(provider, one))
                    .map(one -> "*;+sip.pns=\"" + one + '"' + more)
                    .filter(value -> !values.contains(value))
                    .forEach(values::add);
        }
        return values;
    }

    /// Whether a phone means a service, or all of them; written in any case, as where it is woken.
    private static boolean names(@Nullable String provider, String service) {
        return provider != null && (provider.isEmpty() || provider.equalsIgnoreCase(service));
    }

    private static @Nullable String provider(Contact contact) {
        return contact.uri() instanceof SipUri uri ? uri.parameter("pn-provider") : null;
    }
}
