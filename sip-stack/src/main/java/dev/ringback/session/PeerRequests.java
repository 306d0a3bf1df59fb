package dev.ringback.session;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.cause.Element;
import dev.ringback.dialog.Dialog;
import dev.ringback.dialog.DialogId;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.event.InfoPackage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.offer.Carrier;
import dev.ringback.offer.Received;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.transaction.ServerTransactionUser;
import org.jspecify.annotations.Nullable;

/// What the peer asks for in the dialogs of a session: RFC 3261 §12.2.2, §14.2 and §15.1.2, RFC
/// 6086 §4.2.2, with the races of RFC 5407 §3.
final class PeerRequests {
    private static final Cause SERVED = new Cause.Served(Element.USER_AGENT);
    private static final int MOST_SECONDS = 10;

    private final InviteSession session;
    private @Nullable ServerTransaction refused;

    PeerRequests(InviteSession session) {
        this.session = session;
    }

    /// Answers a request of one of the session's dialogs.
    ///
    /// @return false where it is nothing for a session
    boolean answer(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        Method method = request.method();
        DialogId id = DialogId.received(request);
        if (method.equals(Method.BYE)) {
            transaction.respond(SipResponse.replyTo(request, 200).build(), SERVED);
            session.byeReceived(id, request);
        } else if (method.equals(Method.UPDATE) && update(transaction, id)) {
            return true;
        } else if (!session.in(id) || session.parting()) {
            return stray(transaction, method);
        } else if (method.equals(Method.PRACK)) {
            prack(transaction);
        } else if (method.equals(Method.INVITE)) {
            reinvite(transaction);
        } else if (method.equals(Method.INFO)) {
            info(transaction);
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
            refuse(transaction, SipResponse.replyTo(transaction.request(), 481), Check.DIALOG);
        }
        return !others;
    }

    /// An UPDATE, which may be for one of several early dialogs.
    ///
    /// @return false where the session is ending, or the dialog is none of it
    private boolean update(ServerTransaction transaction, DialogId id) {
        Fork fork = session.earlyFork(id);
        if (session.ending()) {
            return false;
        } else if (session.in(id)) {
            session.updates().request(transaction, session.confirmedDialog(), session.exchange());
        } else if (fork != null) {
            session.updates().request(transaction, fork.dialog(), fork.exchange());
        } else {
            return false;
        }
        return true;
    }

    private void prack(ServerTransaction transaction) {
        Callee callee = session.callee();
        if (callee == null) {
            PrackServer.unmatched(transaction);
        } else {
            callee.prack(transaction);
        }
    }

    /// A re-INVITE, which is answered at once: §14.2.
    private void reinvite(ServerTransaction transaction) {
        SipRequest invite = transaction.request();
        SipResponse.Builder brief = session.keepalive().refusal(invite);
        if (session.invited()) {
            int seconds = Math.floorMod(session.random(), MOST_SECONDS + 1);
            SipResponse.Builder later = SipResponse.replyTo(invite, 500);
            later.set(HeaderName.RETRY_AFTER, Integer.toString(seconds));
            refuseInvite(transaction, later, Check.PENDING);
        } else if (session.inviting()) {
            refuseInvite(transaction, SipResponse.replyTo(invite, 491), Check.PENDING);
        } else if (brief != null) {
            refuseInvite(transaction, brief, Check.INTERVAL);
        } else if (session.exchange().read(Carrier.INVITE, invite)
                instanceof Received.Refused why) {
            SipResponse.Builder response = SipResponse.replyTo(invite, why.status());
            why.write(response, session.random());
            boolean crossed = why.status() == 491 || why.status() == 500;
            refuseInvite(transaction, response, crossed ? Check.PENDING : Check.SESSION);
        } else {
            accept(transaction, invite);
        }
    }

    /// No INVITE of ours until the ACK is there: §14.1.
    private void refuseInvite(
            ServerTransaction transaction, SipResponse.Builder response, Check check) {
        refused = transaction;
        transaction.attach(
                new ServerTransactionUser() {
                    @Override
                    public void acknowledged(SipRequest ack) {
                        settled(transaction);
                    }

                    @Override
                    public void terminated() {
                        settled(transaction);
                    }
                });
        refuse(transaction, response, check);
    }

    private void settled(ServerTransaction transaction) {
        if (refused == transaction) {
            refused = null;
            session.poke();
        }
    }

    /// Whether a re-INVITE that we have refused waits for its ACK.
    boolean refusing() {
        return refused != null;
    }

    private static void refuse(
            ServerTransaction transaction, SipResponse.Builder response, Check check) {
        String method = transaction.request().method().name();
        transaction.respond(response.build(), new Cause.CheckFailed(check, method));
    }

    /// The 2xx, and no other response, moves the remote target: RFC 6141 §4.6.
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

    /// The ACK of our 2xx to a re-INVITE came.
    void acknowledged(Received received) {
        if (received instanceof Received.Broken(String why)) {
            session.notAgreed(why);
        } else {
            session.tell(new SessionEvent.Reoffered(true));
        }
    }

    /// 469 for a package that was not asked for, else 200: RFC 6086 §4.2.2.
    private void info(ServerTransaction transaction) {
        SipRequest info = transaction.request();
        String named = packageOf(info);
        boolean wanted =
                named == null
                        || session.context().infoPackages().stream()
                                .anyMatch(named::equalsIgnoreCase);
        if (wanted) {
            transaction.respond(SipResponse.replyTo(info, 200).build(), SERVED);
            session.tell(new SessionEvent.InfoReceived(info, named));
        } else {
            SipResponse.Builder bad = SipResponse.replyTo(info, 469);
            bad.set(HeaderName.RECV_INFO, session.messages().infoPackages());
            refuse(transaction, bad, Check.EXTENSION);
        }
    }

    private static @Nullable String packageOf(SipRequest info) {
        InfoPackage named = info.read(InfoPackage.FIELD).first();
        return named == null ? null : named.name();
    }
}
