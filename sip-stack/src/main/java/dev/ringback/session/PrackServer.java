package dev.ringback.session;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.cause.Element;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.offer.Carrier;
import dev.ringback.offer.Received;
import dev.ringback.reliable.Reliability;
import dev.ringback.reliable.ReliableProvisionals;
import dev.ringback.transaction.ServerTransaction;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The reliable provisional responses of a callee, and the PRACKs for them: RFC 3262 §3.
final class PrackServer {
    private final InviteSession session;
    private final Callee callee;
    private final Reliability reliability;
    private @Nullable ReliableProvisionals reliable;

    PrackServer(InviteSession session, Callee callee) {
        this.session = session;
        this.callee = callee;
        this.reliability = Reliability.of(callee.invite());
    }

    /// Whether a provisional response is to be reliable: the client requires it, or both can.
    boolean wanted(Provisional given) {
        List<String> ours = session.agent().capabilities().extensions();
        boolean can = ours.stream().anyMatch(Reliability.TAG::equalsIgnoreCase);
        return switch (reliability) {
            case IMPOSSIBLE -> false;
            case POSSIBLE -> can && given.reliable();
            case REQUIRED -> true;
        };
    }

    /// Gives one, when those before it are acknowledged.
    void give(Supplier<SipResponse.Builder> response) {
        ReliableProvisionals known = reliable;
        if (known == null) {
            known =
                    new ReliableProvisionals(
                            session.stack(), callee.transaction(), this::unacknowledged);
            reliable = known;
        }
        known.send(response);
    }

    /// §3: the call is not taken.
    private void unacknowledged() {
        callee.refuse(
                callee.refusal(504).build(), new Cause.CheckFailed(Check.TRANSACTION, "PRACK"));
    }

    /// Answers a PRACK: 481 where it matches nothing.
    void request(ServerTransaction transaction) {
        SipRequest prack = transaction.request();
        ReliableProvisionals known = reliable;
        if (known == null || !known.acknowledge(prack)) {
            unmatched(transaction);
            return;
        }
        Received received = callee.exchange().read(Carrier.PRACK, prack);
        if (received instanceof Received.Refused refused) {
            SipResponse.Builder response = SipResponse.replyTo(prack, refused.status());
            refused.write(response, session.random());
            refuse(transaction, response, Check.SESSION);
        } else {
            SipResponse.Builder ok = SipResponse.replyTo(prack, 200);
            callee.exchange().write(Carrier.PRACK_SUCCESS, null, ok);
            session.context().envelope().leaves(ok, prack);
            transaction.respond(ok.build(), new Cause.Served(Element.USER_AGENT));
        }
        if (received instanceof Received.Broken) {
            SipResponse bad = callee.refusal(400).reason("No Answer In PRACK").build();
            callee.refuse(bad, new Cause.CheckFailed(Check.SESSION, "PRACK"));
        }
        callee.acceptAtLast();
        known.proceed();
    }

    /// Refuses a PRACK that matches nothing: 481.
    static void unmatched(ServerTransaction transaction) {
        SipResponse.Builder gone = SipResponse.replyTo(transaction.request(), 481);
        refuse(transaction, gone, Check.TRANSACTION);
    }

    private static void refuse(
            ServerTransaction transaction, SipResponse.Builder response, Check check) {
        transaction.respond(response.build(), new Cause.CheckFailed(check, "PRACK"));
    }

    /// There is a final response.
    void stop() {
        if (reliable != null) {
            reliable.stop();
        }
    }
}
