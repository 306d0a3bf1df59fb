package dev.ringback.session;

import dev.ringback.message.SipResponse;
import dev.ringback.stack.SipStack;
import dev.ringback.transaction.ServerTransaction;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// The 2xx of ours that wait for their ACKs, by the numbers of their INVITEs: a re-INVITE may come
/// before the ACK of the INVITE before it (RFC 5407 §3.1.4).
final class Successes {
    private final SipStack stack;
    private final Consumer<ServerTransaction> unacknowledged;
    private final Map<Long, SuccessRepeater> open = new HashMap<>(2);

    /// @param unacknowledged called when no ACK came for the 2xx of that transaction; all others
    ///     are given up, too
    Successes(SipStack stack, Consumer<ServerTransaction> unacknowledged) {
        this.stack = stack;
        this.unacknowledged = unacknowledged;
    }

    /// Gives a 2xx until its ACK comes.
    void give(ServerTransaction transaction, SipResponse success) {
        Runnable missed =
                () -> {
                    stop();
                    unacknowledged.accept(transaction);
                };
        SuccessRepeater repeater = new SuccessRepeater(stack, transaction, success, missed);
        open.put(success.cSeq().number(), repeater);
        repeater.start();
    }

    /// An ACK came.
    ///
    /// @return whether it was waited for
    boolean acknowledged(long number) {
        SuccessRepeater repeater = open.remove(number);
        if (repeater != null) {
            repeater.stop();
        }
        return repeater != null;
    }

    /// Whether none waits.
    boolean none() {
        return open.isEmpty();
    }

    /// Gives no 2xx any more.
    void stop() {
        open.values().forEach(SuccessRepeater::stop);
        open.clear();
    }
}
