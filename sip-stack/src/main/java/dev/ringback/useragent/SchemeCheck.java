package dev.ringback.useragent;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.cause.Reply;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.address.Contact;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.SipStack;
import dev.ringback.uri.SipUri;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether a request outside of dialogs is for a SIP or a SIPS URI as its agent wants it: RFC 5630
/// §5.1.2, RFC 3261 §8.2.2.1.
///
/// @param stack the stack of the agents
record SchemeCheck(SipStack stack) {
    /// The requests whose Contact is where requests of their dialog go.
    private static final Set<Method> DIALOG_FORMING =
            Set.of(Method.INVITE, Method.SUBSCRIBE, Method.REFER);

    /// The refusal of what is not as the agent wants it, or is contradictory; null where nothing is
    /// wrong.
    @Nullable Reply refusal(SipRequest request, SipsPolicy policy) {
        boolean sips = request.requestUri().secure();
        if (sips && stack.listenPoints().stream().noneMatch(p -> p.transport().secure())) {
            return reply(request, 416, "");
        }
        if (sips && policy == SipsPolicy.NEVER) {
            return reply(request, 480, "380 ringback \"SIPS Not Allowed\"");
        }
        if (!sips && policy == SipsPolicy.ALWAYS) {
            return reply(request, 480, "381 ringback \"SIPS Required\"");
        }
        return sips && contradicts(request) ? reply(request, 400, "") : null;
    }

    private static boolean contradicts(SipRequest request) {
        Contact contact =
                DIALOG_FORMING.contains(request.method())
                        ? request.read(Contact.FIELD).first()
                        : null;
        return contact != null && contact.uri() instanceof SipUri uri && !uri.secure();
    }

    private Reply reply(SipRequest request, int status, String warning) {
        SipResponse.Builder response =
                SipResponse.replyTo(request, status).toTag(stack.ids().tag());
        if (!warning.isEmpty()) {
            response.add(HeaderName.WARNING, warning);
        }
        boolean contact = status == 400;
        if (contact) {
            response.reason("SIPS Asked For With Another Contact");
        }
        return new Reply(
                response.build(),
                new Cause.CheckFailed(Check.SIPS, contact ? "Contact" : "Request-URI"));
    }
}
