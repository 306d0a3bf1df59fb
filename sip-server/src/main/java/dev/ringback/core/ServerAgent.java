package dev.ringback.core;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.cause.Element;
import dev.ringback.cause.Reply;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.feature.Require;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// The server's own user agent: answers requests whose Request-URI names the server and no user.
/// RFC 3261 §8.2 and §11.2.
final class ServerAgent {
    private static final String ALLOW = "REGISTER, OPTIONS";

    /// Methods that exist but mean nothing at a server: 405. All others are unknown: 501.
    private static final Set<Method> KNOWN =
            Set.of(
                    Method.INVITE,
                    Method.BYE,
                    Method.PRACK,
                    Method.UPDATE,
                    Method.INFO,
                    Method.MESSAGE,
                    Method.SUBSCRIBE,
                    Method.NOTIFY,
                    Method.REFER,
                    Method.PUBLISH);

    private final Supplier<String> tags;

    ServerAgent(Supplier<String> tags) {
        this.tags = tags;
    }

    Reply answer(SipRequest request) {
        if (!request.method().equals(Method.OPTIONS)) {
            return request.to().tag() != null && KNOWN.contains(request.method())
                    ? failed(reply(request, 481), Check.DIALOG, "To")
                    : refuseMethod(request);
        }
        if (request.has(HeaderName.REQUIRE)) {
            List<String> unsupported = request.read(Require.FIELD).values();
            String tags = String.join(", ", unsupported);
            return failed(
                    reply(request, 420).add(HeaderName.UNSUPPORTED, tags), Check.REQUIRE, tags);
        }
        SipResponse.Builder ok =
                reply(request, 200)
                        .add(HeaderName.ALLOW, ALLOW)
                        .add(HeaderName.ACCEPT, "application/sdp")
                        .add(HeaderName.ACCEPT_ENCODING, "identity")
                        .add(HeaderName.ACCEPT_LANGUAGE, "en")
                        .add(HeaderName.SUPPORTED, "");
        return new Reply(ok.build(), new Cause.Served(Element.SERVER_AGENT));
    }

    private static Reply failed(SipResponse.Builder reply, Check check, String subject) {
        return new Reply(reply.build(), new Cause.CheckFailed(check, subject));
    }

    private Reply refuseMethod(SipRequest request) {
        boolean known = KNOWN.contains(request.method());
        return failed(
                reply(request, known ? 405 : 501).add(HeaderName.ALLOW, ALLOW),
                known ? Check.METHOD_ALLOWED : Check.METHOD_KNOWN,
                request.method().name());
    }

    private SipResponse.Builder reply(SipRequest request, int status) {
        return SipResponse.replyTo(request, status).toTag(tags.get());
    }
}
