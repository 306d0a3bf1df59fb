package dev.ringback.session;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.dialog.Dialog;
import dev.ringback.header.HeaderName;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.offer.Carrier;
import dev.ringback.offer.Received;
import dev.ringback.transaction.ServerTransaction;

/// The peer's re-INVITEs, which are answered at once: RFC 3261 §14.2, RFC 6141 §4.6.
final class ReinviteServer {
    private static final int MOST_SECONDS = 10;

    private final InviteSession session;

    ReinviteServer(InviteSession session) {
        this.session = session;
    }

    /// Answers one.
    void request(ServerTransaction transaction) {
        SipRequest invite = transaction.request();
        SipResponse.Builder brief = session.keepalive().refusal(invite);
        if (session.invited()) {
            int seconds = Math.floorMod(session.random(), MOST_SECONDS + 1);
            SipResponse.Builder later = SipResponse.replyTo(invite, 500);
            later.set(HeaderName.RETRY_AFTER, Integer.toString(seconds));
            refuse(transaction, later, Check.PENDING);
        } else if (session.inviting()) {
            refuse(transaction, SipResponse.replyTo(invite, 491), Check.PENDING);
        } else if (brief != null) {
            refuse(transaction, brief, Check.INTERVAL);
        } else if (session.exchange().read(Carrier.INVITE, invite)
                instanceof Received.Refused refused) {
            SipResponse.Builder response = SipResponse.replyTo(invite, refused.status());
            refused.write(response, session.random());
            boolean crossed = refused.status() == 491 || refused.status() == 500;
            refuse(transaction, response, crossed ? Check.PENDING : Check.SESSION);
        } else {
            accept(transaction, invite);
        }
    }

    private static void refuse(
            ServerTransaction transaction, SipResponse.Builder response, Check check) {
        transaction.respond(response.build(), new Cause.CheckFailed(check, "INVITE"));
    }

    private void accept(ServerTransaction transaction, SipRequest invite) {
        Dialog dialog = session.confirmedDialog();
        SipResponse.Builder response =
                session.messages().reply(invite, transaction.flow(), 200, dialog.id().localTag());
        session.exchange().write(Carrier.SUCCESS, null, response);
        session.keepalive().answer(invite, response);
        session.context().envelope().leaves(response, invite);
        dialog.refreshTarget(invite);
        session.give(transaction, response.build());
    }

    /// The ACK of the 2xx came.
    void acknowledged(Received received) {
        if (received instanceof Received.Broken(String why)) {
            session.notAgreed(why);
        } else {
            session.tell(new SessionEvent.Reoffered(true));
        }
    }
}
