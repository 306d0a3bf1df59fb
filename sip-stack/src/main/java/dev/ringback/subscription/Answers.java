package dev.ringback.subscription;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.message.SipsAddresses;
import dev.ringback.stack.ListenPoint;
import dev.ringback.transaction.ServerTransaction;

/// Makes the answers to requests of the other side.
final class Answers {
    private Answers() {}

    /// A response with a tag in To.
    static SipResponse.Builder reply(UsageContext context, SipRequest request, int status) {
        SipResponse.Builder response = SipResponse.replyTo(request, status);
        return request.to().tag() == null ? response.toTag(context.stack().ids().tag()) : response;
    }

    /// Refuses a request without more.
    static void refuse(
            UsageContext context,
            ServerTransaction transaction,
            int status,
            Check check,
            String subject) {
        transaction.respond(
                reply(context, transaction.request(), status).build(),
                new Cause.CheckFailed(check, subject));
    }

    /// Writes the Contact of the agent into a response, as it is reached where the request came.
    static void contact(
            UsageContext context, ServerTransaction transaction, SipResponse.Builder response) {
        response.set(HeaderName.CONTACT, contact(context, transaction).toString());
    }

    /// The Contact of the agent as it is reached where a request came.
    static NameAddress contact(UsageContext context, ServerTransaction transaction) {
        ListenPoint local = context.stack().localFor(transaction.flow());
        ListenPoint point = local == null ? context.stack().listenPoints().getFirst() : local;
        return SipsAddresses.answering(transaction.request(), context.contact().apply(point));
    }
}
