package dev.ringback.session;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.cause.Element;
import dev.ringback.dialog.DialogId;
import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.transaction.ServerTransaction;

/// What the peer asks for in the dialogs of a session: RFC 3261 §12.2.2, §14.2 and §15.1.2, with
/// the races of RFC 5407 §3.
final class PeerRequests {
    private static final Cause SERVED = new Cause.Served(Element.USER_AGENT);

    private final InviteSession session;
    private final ReinviteServer reinvites;
    private final Infos infos;

    PeerRequests(InviteSession session, ReinviteServer reinvites) {
        this.session = session;
        this.reinvites = reinvites;
        this.infos = new Infos(session);
    }

    /// Answers a request of one of the session's dialogs.
    ///
    /// @return false where it is nothing for a session
    boolean answer(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        Method method = request.method();
        DialogId id = DialogId.received(request);
        if (method.equals(Method.BYE)) {
            bye(transaction, id);
        } else if (method.equals(Method.UPDATE) && session.update(transaction, id)) {
            return true;
        } else if (!session.in(id) || session.parting()) {
            return stray(transaction, method);
        } else if (method.equals(Method.PRACK)) {
            session.prack(transaction);
        } else if (method.equals(Method.INVITE)) {
            reinvites.request(transaction);
        } else if (method.equals(Method.INFO)) {
            infos.request(transaction);
        } else {
            return session.listener().request(transaction);
        }
        return true;
    }

    /// A request for a session that is ending (RFC 5407 §3.2), or for a fork that is not chosen:
    /// 481. Others may belong to other usages of the dialog.
    private static boolean stray(ServerTransaction transaction, Method method) {
        boolean others = method.equals(Method.NOTIFY) || method.equals(Method.SUBSCRIBE);
        if (!others) {
            SipResponse gone = SipResponse.replyTo(transaction.request(), 481).build();
            transaction.respond(gone, new Cause.CheckFailed(Check.DIALOG, method.name()));
        }
        return !others;
    }

    private void bye(ServerTransaction transaction, DialogId id) {
        SipRequest bye = transaction.request();
        transaction.respond(SipResponse.replyTo(bye, 200).build(), SERVED);
        session.byeReceived(id, bye);
    }
}
