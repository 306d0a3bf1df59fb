package dev.ringback.useragent;

import dev.ringback.dialog.DialogId;
import dev.ringback.message.SipRequest;
import dev.ringback.stack.Flow;
import dev.ringback.transaction.ServerTransaction;

/// A usage of a dialog, RFC 5057: an INVITE session, a subscription. Several may share one dialog.
public interface DialogUsage {
    /// Whose it is.
    LocalAgent agent();

    /// Answers a request in the dialog, where it belongs to this usage. The dialog's CSeq was
    /// checked.
    ///
    /// @return false where it belongs to another usage: the next one is asked
    boolean request(ServerTransaction transaction);

    /// Takes the ACK of a 2xx, where it belongs to this usage.
    default boolean ack(SipRequest ack, Flow flow) {
        return false;
    }

    /// The dialog is over with all its usages, since the peer has answered another one's request so
    /// (RFC 5057 §5.1). The core has forgotten it already.
    ///
    /// @param status what the peer answered
    default void destroyed(DialogId id, int status) {}
}
