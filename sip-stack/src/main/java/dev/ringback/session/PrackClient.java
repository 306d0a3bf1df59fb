package dev.ringback.session;

import dev.ringback.dialog.Dialog;
import dev.ringback.header.Method;
import dev.ringback.header.dialog.RAck;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.offer.Carrier;
import dev.ringback.offer.Received;
import dev.ringback.reaction.ResponseListener;
import dev.ringback.reaction.Sent;
import dev.ringback.reaction.SipFailure;
import dev.ringback.reliable.ProvisionalAcks;
import dev.ringback.reliable.ProvisionalAcks.Order;
import org.jspecify.annotations.Nullable;

/// The provisional responses to our INVITEs in one dialog, and the PRACKs for the reliable ones:
/// RFC 3262 §4. What becomes of a PRACK does not matter: the INVITE has its own end.
final class PrackClient implements ResponseListener {
    private final InviteSession session;
    private final Dialog dialog;
    private final ProvisionalAcks acks = new ProvisionalAcks();

    PrackClient(InviteSession session, Dialog dialog) {
        this.session = session;
        this.dialog = dialog;
    }

    /// Takes a response, and acknowledges it where that is due. A reliable one moves the remote
    /// target, RFC 6141 §4.7; another one does not.
    ///
    /// @return what its description means; null where the response counts for nothing: it came
    ///     before, or one before it is missing
    @Nullable Received take(SipResponse response, Exchange exchange) {
        Order order = acks.take(response);
        return switch (order) {
            case UNRELIABLE -> exchange.read(Carrier.PROVISIONAL, response);
            case REPEATED, AHEAD -> null;
            case NEXT -> {
                dialog.refreshTarget(response);
                Received received = exchange.read(Carrier.RELIABLE_PROVISIONAL, response);
                acknowledge(response, exchange);
                yield received;
            }
        };
    }

    private void acknowledge(SipResponse response, Exchange exchange) {
        RAck rAck = ProvisionalAcks.rAck(response);
        byte @Nullable [] answer = exchange.offer(Carrier.PRACK, null);
        session.core()
                .sender()
                .send(
                        session.messages()
                                .inDialog(
                                        dialog,
                                        Method.PRACK,
                                        prack -> {
                                            write(prack, rAck);
                                            Exchange.put(prack, answer);
                                        }),
                        session.context().reactions(),
                        this);
    }

    private static void write(SipRequest.Builder prack, RAck rAck) {
        prack.set(RAck.FIELD, rAck);
    }

    @Override
    public void succeeded(SipResponse response, Sent sent) {}

    @Override
    public void failed(SipFailure failure) {}
}
