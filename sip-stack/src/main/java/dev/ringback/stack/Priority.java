package dev.ringback.stack;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.feature.ResourcePriority;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.uri.UrnUri;
import java.util.Locale;
import java.util.Set;

/// What is refused first and last when there is more to do than can be done: RFC 3261 §21.5.4 with
/// the reasons of RFC 7339 §5.10.1, that a call which exists is worth more than one which does not,
/// and that help comes before both.
public enum Priority {
    /// A request that begins something: refused first.
    NEW,
    /// A request that begins something urgent: an emergency call (RFC 5031 `urn:service:sos`), or
    /// one that a Resource-Priority of RFC 4412 or RFC 7135 puts above the rest. Nobody proves
    /// that, so it opens the reserve that what is going on has, and no more than that.
    URGENT,
    /// What belongs to something that exists or ends it: responses, requests in a dialog, ACK, BYE,
    /// CANCEL and PRACK. Refused last.
    ONGOING;

    /// Namespaces in which every priority is above none: RFC 4412 §10.4 and §10.5, RFC 7135.
    private static final Set<String> RAISED = Set.of("ets", "wps", "esnet");

    /// Namespaces whose least priority is that of every other call: RFC 4412 §10.1 to §10.3.
    private static final Set<String> RANKED = Set.of("dsn", "drsn", "q735");

    /// What that least priority is called.
    private static final Set<String> ROUTINE = Set.of("routine", "4");

    /// Which of them a message is.
    public static Priority of(SipMessage message) {
        if (!(message instanceof SipRequest request) || request.to().tag() != null) {
            return ONGOING;
        }
        Method method = request.method();
        boolean ends =
                method.equals(Method.ACK)
                        || method.equals(Method.BYE)
                        || method.equals(Method.CANCEL)
                        || method.equals(Method.PRACK);
        if (ends) {
            return ONGOING;
        }
        return emergency(request) || raised(request) ? URGENT : NEW;
    }

    private static boolean emergency(SipRequest request) {
        return request.requestUri() instanceof UrnUri urn && urn.emergency();
    }

    private static boolean raised(SipRequest request) {
        if (!request.has(HeaderName.RESOURCE_PRIORITY)) {
            return false;
        }
        for (ResourcePriority each : request.read(ResourcePriority.FIELD).values()) {
            String namespace = each.namespace().toLowerCase(Locale.ROOT);
            boolean above = !ROUTINE.contains(each.priority().toLowerCase(Locale.ROOT));
            if (RAISED.contains(namespace) || (RANKED.contains(namespace) && above)) {
                return true;
            }
        }
        return false;
    }
}
