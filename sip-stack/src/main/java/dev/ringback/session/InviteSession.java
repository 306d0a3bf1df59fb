package dev.ringback.session;

import dev.ringback.dialog.Dialog;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.offer.MediaControl;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.useragent.DialogUsage;
import dev.ringback.useragent.LocalAgent;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One call, seen from one side: RFC 3261 §13 to §15. On the stack's thread, within a step.
///
/// Every order may be given at any time; one that makes no sense any more (an answer to a call that
/// was cancelled a moment ago) does nothing, and what happened instead was told by an event.
public final class InviteSession implements DialogUsage {
    private final SessionContext context;
    private final boolean caller;
    private SessionState state;

    private InviteSession(SessionContext context, boolean caller) {
        this.context = context;
        this.caller = caller;
        this.state = SessionState.CALLING;
    }

    /// Calls somebody.
    public static InviteSession call(
            SessionContext context, CallRequest request, SessionListener listener) {
        return new InviteSession(context, true);
    }

    /// Takes an INVITE that came, checked by §8.2. It is answered by nothing yet.
    ///
    /// @param media answers its offer, or makes one; null where the responses' bodies, if any, are
    ///     written by their extras
    public static InviteSession incoming(
            SessionContext context,
            ServerTransaction invite,
            @Nullable MediaControl media,
            SessionListener listener) {
        return new InviteSession(context, false);
    }

    /// Whether we called.
    public boolean caller() {
        return caller;
    }

    /// How far it is.
    public SessionState state() {
        return state;
    }

    /// Its dialog: the confirmed one, or the early one that was heard of last; null before.
    public @Nullable Dialog dialog() {
        return null;
    }

    /// Callee: gives a provisional response.
    public void progress(Provisional provisional) {}

    /// Callee: takes the call.
    public void accept() {
        accept(_ -> {});
    }

    /// Callee: takes the call.
    ///
    /// @param extras writes further header fields into the 2xx, as the last of all
    public void accept(Consumer<SipResponse.Builder> extras) {}

    /// Callee: does not take the call.
    ///
    /// @param status 300 to 699
    /// @param extras writes further header fields, such as the Contacts of a redirection
    public void reject(int status, Consumer<SipResponse.Builder> extras) {}

    /// Ends it, whatever its state: CANCEL for a call that is not taken yet, 603 for one that we
    /// have not taken, BYE for a session.
    public void hangUp() {
        hangUp(_ -> {});
    }

    /// Ends it, whatever its state.
    ///
    /// @param extras writes further header fields into a BYE, such as Reason (RFC 3326)
    public void hangUp(Consumer<SipRequest.Builder> extras) {}

    /// Makes a new offer in the session: hold, resume, a refresh. Waits where another exchange
    /// runs, and tries again after 491 (RFC 3261 §14.1). Its end is told by an event.
    public void reoffer(MediaControl.Wish wish) {}

    @Override
    public LocalAgent agent() {
        return context.agent();
    }

    @Override
    public boolean request(ServerTransaction transaction) {
        return false;
    }
}
