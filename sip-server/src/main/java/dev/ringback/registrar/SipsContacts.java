package dev.ringback.registrar;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.header.address.Contact;
import dev.ringback.header.route.Path;
import dev.ringback.message.SipRequest;
import dev.ringback.stack.Flow;
import dev.ringback.uri.Uri;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a REGISTER has to be whose contacts are SIPS URIs: RFC 5630 §5.2. Nobody binds a place that
/// is promised to be secure by a request that is not.
final class SipsContacts {
    private SipsContacts() {}

    /// Why such contacts cannot be bound: the Request-URI, another contact or a proxy of the Path
    /// is no SIPS URI, or the request came over no TLS. Null where nothing is wrong.
    static @Nullable Refusal refusal(SipRequest request, Flow flow, List<Contact> contacts) {
        if (contacts.stream().noneMatch(SipsContacts::secure)) {
            return null;
        }
        if (!request.requestUri().secure() || !flow.transport().secure()) {
            return without("Request-URI");
        }
        if (!contacts.stream().allMatch(SipsContacts::secure)) {
            return without("Contact");
        }
        return pathIsSips(request) ? null : without("Path");
    }

    private static Refusal without(String missing) {
        return Refusal.of(
                400,
                "SIPS Contact Without SIPS " + missing,
                new Cause.CheckFailed(Check.SIPS, missing));
    }

    private static boolean pathIsSips(SipRequest request) {
        return request.read(Path.FIELD).values().stream()
                .allMatch(proxy -> proxy.address().uri().secure());
    }

    private static boolean secure(Contact contact) {
        Uri uri = contact.uri();
        return uri != null && uri.secure();
    }
}
