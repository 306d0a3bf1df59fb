package dev.ringback.session;

import dev.ringback.dialog.Dialog;
import dev.ringback.dialog.DialogId;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.offer.Carrier;
import dev.ringback.offer.Received;
import dev.ringback.reaction.Sent;
import org.jspecify.annotations.Nullable;

/// One of the dialogs that the responses to our INVITE formed, early or confirmed: RFC 3261 §12.1.2
/// and §13.2.2.
final class Fork {
    private final InviteSession session;
    private final Dialog dialog;
    private final PrackClient pracks;
    private Exchange exchange;
    private Messages.@Nullable Acknowledgement ack;

    /// Forms the dialog, and has its requests from now on.
    ///
    /// @param exchange that of this dialog alone
    Fork(InviteSession session, SipResponse response, Sent sent, Exchange exchange) {
        this.session = session;
        this.dialog = Dialog.ofCaller(sent.request(), response);
        this.exchange = exchange;
        this.pracks = new PrackClient(session, dialog);
        session.core().enter(dialog, session);
    }

    DialogId id() {
        return dialog.id();
    }

    Dialog dialog() {
        return dialog;
    }

    Exchange exchange() {
        return exchange;
    }

    /// Whether a 2xx came.
    boolean answered() {
        return ack != null;
    }

    /// Lets its descriptions count for nothing from now on.
    void deafen(Exchange deaf) {
        exchange = deaf;
    }

    /// Takes a provisional response, and acknowledges it where it is reliable.
    ///
    /// @return what it brought; null where it counts for nothing
    @Nullable Received progress(SipResponse response) {
        return pracks.take(response, exchange);
    }

    /// Takes the first 2xx and acknowledges it.
    ///
    /// @return what it brought
    Received answer(SipResponse response, Sent sent) {
        dialog.confirm(response);
        Received received = exchange.read(Carrier.SUCCESS, response);
        SipRequest.Builder written = dialog.acknowledgement(response.cSeq().number());
        exchange.write(Carrier.ACK, null, written);
        session.context().envelope().leaves(written);
        ack = new Messages.Acknowledgement(session.core());
        ack.send(written, sent.request());
        return received;
    }

    /// The 2xx came again.
    void repeatAck() {
        if (ack != null) {
            ack.repeat();
        }
    }

    /// Ends it: another place has taken the call, or nobody wants it any more.
    void dismiss() {
        session.own().bye(dialog, _ -> {}, this::leave);
    }

    /// No more requests of it.
    void leave() {
        session.core().leave(dialog.id(), session);
    }
}
