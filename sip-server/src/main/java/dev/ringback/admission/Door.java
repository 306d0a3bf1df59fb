package dev.ringback.admission;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Reply;
import dev.ringback.guard.Sources;
import dev.ringback.header.HeaderName;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Flow;
import dev.ringback.stack.SipStack;
import dev.ringback.transaction.ServerTransaction;
import java.net.InetAddress;

/// Does what [Admission] decided, and tells [Sources] how the sender behaved. One for each shard.
///
/// Who proves nothing is challenged without a transaction, by RFC 3261 §8.2.7: nothing is kept, and
/// nothing is sent but one answer for each request. A repeated request gets another nonce, of which
/// each is good; the To tag is the same, and by it the ACK is known and dropped. Wrong credentials
/// that answer a challenge which went to their source keep a transaction, so that a repetition
/// does not count as another try; so does who has heard a provisional response and sends nothing
/// again.
public final class Door {
    private final SipStack stack;
    private final Admission admission;
    private final Sources sources;

    /// The door of a shard.
    public Door(SipStack stack, Admission admission) {
        this.stack = stack;
        this.admission = admission;
        this.sources = admission.sources();
    }

    /// Whether answers to what comes from there are bounded while it proves nothing.
    public boolean boundsAnswers(Flow flow) {
        return !flow.transport().reliable() && !sources.exempt(address(flow));
    }

    /// Lets a request in.
    ///
    /// @param permitted whether it belongs to a dialog that was set up through us, by a token of
    ///     ours: its answer may be as large as it is
    /// @param identified whether its sender is a user of ours
    public void admit(ServerTransaction transaction, boolean permitted, boolean identified) {
        Flow flow = transaction.flow();
        if (sources.exempt(address(flow))) {
            return;
        }
        boolean reaches = reaches(transaction);
        if (permitted || reaches) {
            transaction.trust();
        }
        // both ends of a call know its token, and may write any source into a datagram
        if (reaches) {
            if (identified && admission.proves() && carriesCredentials(transaction.request())) {
                sources.succeeded(address(flow));
            } else {
                sources.proved(address(flow));
            }
        }
    }

    /// Asks for credentials.
    public void challenge(ServerTransaction transaction, Decision.Challenge challenge) {
        SipRequest request = transaction.request();
        Flow flow = transaction.flow();
        boolean wrong = challenge.cause() != null && reaches(transaction);
        if (wrong) {
            transaction.trust();
            failed(transaction);
        }
        if (wrong || transaction.heard()) {
            String tag = stack.ids().tag();
            transaction.respond(
                    reply(SipResponse.replyTo(request, challenge.status()).toTag(tag), challenge));
        } else {
            Reply reply = challenge(request, challenge);
            transaction.withdraw();
            stack.respondStateless(request, flow, reply.response(), reply.cause());
        }
    }

    /// The challenge of a request that gets no transaction.
    public static Reply challenge(SipRequest request, Decision.Challenge challenge) {
        return reply(SipResponse.replyTo(request, challenge.status()).statelessTag(), challenge);
    }

    /// Refuses a request.
    public void refuse(ServerTransaction transaction, Decision.Refuse refusal) {
        SipRequest request = transaction.request();
        if (reaches(transaction)) {
            transaction.trust();
            failed(transaction);
        }
        transaction.respond(
                SipResponse.replyTo(request, refusal.status())
                        .toTag(stack.ids().tag())
                        .reason(refusal.reason())
                        .build(),
                refusal.cause());
    }

    /// Notes that a request asked for a user that does not exist.
    public void unknown(ServerTransaction transaction, String user) {
        if (reaches(transaction)) {
            sources.failed(address(transaction.flow()), user);
        }
    }

    private void failed(ServerTransaction transaction) {
        String user = transaction.request().from().uri().toString();
        sources.failed(address(transaction.flow()), user);
    }

    private boolean reaches(ServerTransaction transaction) {
        return admission.reachesSender(
                transaction.request(), transaction.flow(), stack.wallClock());
    }

    private static boolean carriesCredentials(SipRequest request) {
        return request.has(HeaderName.AUTHORIZATION) || request.has(HeaderName.PROXY_AUTHORIZATION);
    }

    private static InetAddress address(Flow flow) {
        return flow.remote().getAddress();
    }

    private static Reply reply(SipResponse.Builder response, Decision.Challenge challenge) {
        for (String value : challenge.values()) {
            response.add(challenge.header(), value);
        }
        return new Reply(
                response.build(), new Cause.Challenged(challenge.realm(), challenge.cause()));
    }
}
