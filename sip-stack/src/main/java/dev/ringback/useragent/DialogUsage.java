package dev.ringback.useragent;

import dev.ringback.message.SipRequest;
import dev.ringback.stack.Flow;
import dev.ringback.transaction.ServerTransaction;

/// A usage of a dialog, RFC 5057: an INVITE session, a subscription. Several may share one dialog.
public interface DialogUsage {
    /// Answers a request in the dialog, where it belongs to this usage. The dialog's CSeq was
    /// checked.
    ///
    /// @return false where it belongs to another usage: the next one is asked
    boolean request(ServerTransaction transaction);

    /// Takes the ACK of a 2xx, where it belongs to this usage.
    default boolean ack(SipRequest ack, Flow flow) {
        return false;
    }
}
