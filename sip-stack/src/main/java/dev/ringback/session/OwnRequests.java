package dev.ringback.session;

import dev.ringback.cause.Cause;
import dev.ringback.cause.CauseGraph;
import dev.ringback.dialog.Dialog;
import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.reaction.ResponseListener;
import dev.ringback.reaction.Sent;
import dev.ringback.reaction.SipFailure;
import dev.ringback.useragent.FailureEffect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What we ask for in the dialogs of a session, besides new offers: BYE, and whatever the
/// application wants.
final class OwnRequests {
    private final InviteSession session;
    private final List<Runnable> waiting = new ArrayList<>(0);

    OwnRequests(InviteSession session) {
        this.session = session;
    }

    /// Sends a request. A callee's waits for the ACK: before it the caller may know of no dialog.
    ///
    /// @param extras writes into each sending of it
    void send(Method method, Consumer<SipRequest.Builder> extras, ResponseListener then) {
        Dialog dialog = session.dialog();
        if (session.state() == SessionState.ACCEPTED) {
            waiting.add(() -> send(method, extras, then));
        } else if (dialog == null || session.ending()) {
            Cause cause = new Cause.Decided("no dialog");
            CauseGraph causes = CauseGraph.of(session.stack().now(), 1, cause);
            SipFailure failure = new SipFailure.Cancelled(null, causes);
            session.stack().schedule(Duration.ZERO, () -> then.failed(failure));
        } else {
            send(dialog, method, extras, new Watch(then, why -> failed(method, why)));
        }
    }

    /// A REFER begins a usage of its own: what refuses only that leaves the session alone.
    private void failed(Method method, SipFailure failure) {
        boolean dialog = FailureEffect.of(failure.status()) == FailureEffect.DIALOG;
        if (dialog || !method.equals(Method.REFER)) {
            session.requestFailed(failure);
        }
    }

    /// What waited need not wait any more.
    void proceed() {
        List<Runnable> orders = List.copyOf(waiting);
        waiting.clear();
        orders.forEach(Runnable::run);
    }

    /// Sends BYE. Whatever the peer answers, or does not, the dialog is over: RFC 3261 §15.1.1.
    ///
    /// @param done called at the end
    void bye(Dialog dialog, Consumer<SipRequest.Builder> extras, Runnable done) {
        send(dialog, Method.BYE, extras, new Farewell(done));
    }

    private void send(
            Dialog dialog,
            Method method,
            Consumer<SipRequest.Builder> extras,
            ResponseListener then) {
        session.core()
                .sender()
                .send(
                        session.messages().inDialog(dialog, method, extras),
                        session.context().reactions(),
                        then);
    }

    private record Farewell(Runnable done) implements ResponseListener {
        @Override
        public void succeeded(SipResponse response, Sent sent) {
            done.run();
        }

        @Override
        public void failed(SipFailure failure) {
            done.run();
        }
    }

    /// Passes everything on; the session hears of failures, which may end it.
    private record Watch(ResponseListener then, Consumer<SipFailure> failure)
            implements ResponseListener {
        @Override
        public void progress(SipResponse response, Sent sent) {
            then.progress(response, sent);
        }

        @Override
        public void succeeded(SipResponse response, Sent sent) {
            then.succeeded(response, sent);
        }

        @Override
        public void retried(SipResponse response, Sent sent) {
            then.retried(response, sent);
        }

        @Override
        public void failed(SipFailure why) {
            then.failed(why);
            failure.accept(why);
        }
    }
}
