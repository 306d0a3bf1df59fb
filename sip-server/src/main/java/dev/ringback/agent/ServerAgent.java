package dev.ringback.agent;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.cause.Element;
import dev.ringback.cause.Reply;
import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.useragent.Capabilities;
import dev.ringback.useragent.RequestChecks;
import java.util.function.Supplier;

/// The server's own user agent: answers requests whose Request-URI names the server and no user.
/// RFC 3261 §8.2 and §11.2. It has no dialogs.
public final class ServerAgent {
    private static final Capabilities CAPABILITIES =
            Capabilities.of(Method.REGISTER, Method.OPTIONS).accepting("application/sdp");

    private final RequestChecks checks;

    /// @param tags makes To-tags
    public ServerAgent(Supplier<String> tags) {
        this.checks = new RequestChecks(CAPABILITIES, tags);
    }

    /// Answers a request, any but ACK, CANCEL and REGISTER.
    public void answer(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        if (request.to().tag() != null) {
            transaction.respond(checks.refuse(request, 481, Check.DIALOG, "To"));
            return;
        }
        Reply refusal = checks.refusal(transaction);
        if (refusal == null) {
            SipResponse.Builder response = checks.reply(request, 200);
            CAPABILITIES.describe(response);
            transaction.respond(response.build(), new Cause.Served(Element.SERVER_AGENT));
        } else {
            transaction.respond(refusal);
        }
    }
}
