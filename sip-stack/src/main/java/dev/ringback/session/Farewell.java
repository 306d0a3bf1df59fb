package dev.ringback.session;

import dev.ringback.dialog.Dialog;
import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.reaction.ResponseListener;
import dev.ringback.reaction.Sent;
import dev.ringback.reaction.SipFailure;
import java.util.function.Consumer;

/// A BYE and what comes of it: whatever the peer answers, or does not, the session is over. RFC
/// 3261 §15.1.1.
final class Farewell implements ResponseListener {
    private final Runnable done;

    private Farewell(Runnable done) {
        this.done = done;
    }

    /// Sends it.
    ///
    /// @param extras writes further header fields, such as Reason
    /// @param done called at the end
    static void send(
            SessionContext context,
            Dialog dialog,
            Consumer<SipRequest.Builder> extras,
            Runnable done) {
        context.core()
                .sender()
                .send(
                        new Messages(context).inDialog(dialog, Method.BYE, extras),
                        context.reactions(),
                        new Farewell(done));
    }

    @Override
    public void succeeded(SipResponse response, Sent sent) {
        done.run();
    }

    @Override
    public void failed(SipFailure failure) {
        done.run();
    }
}
