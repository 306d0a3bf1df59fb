package dev.ringback.transport;

import dev.ringback.stack.Flow;
import dev.ringback.stun.StunMessage;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Keeps flows over UDP alive with STUN, RFC 5626 §4.4.2: asks the peer by which address it sees
/// us, again and again by RFC 5389 §7.2.1 until it answers. Where it does not, where the answer is
/// an error, or where it sees us at another address than before, the flow is over. On one loop.
final class StunClient {
    private static final int MOST_SENDS = 7;
    private static final long FIRST_WAIT_MILLIS = 500;
    private static final int LAST_WAIT_FACTOR = 16;

    /// A flow that nobody keeps alive for so long is forgotten.
    private static final long FORGOTTEN_NANOS = TimeUnit.MINUTES.toNanos(10);

    private static final int SWEEP_ABOVE = 1_024;

    private final EventLoop loop;
    private final Sender sender;
    private final BiConsumer<Flow, String> ended;
    private final SecureRandom random = new SecureRandom();
    private final Map<Flow, Kept> kept = new HashMap<>();

    /// Sends octets as one datagram.
    interface Sender {
        /// Sends at once.
        void send(Flow flow, byte[] octets);
    }

    /// @param ended told of a flow that is over, and why
    StunClient(EventLoop loop, Sender sender, BiConsumer<Flow, String> ended) {
        this.loop = loop;
        this.sender = sender;
        this.ended = ended;
    }

    /// What is known of a flow.
    private static final class Kept {
        private @Nullable InetSocketAddress mapped;
        private @Nullable StunMessage asked;
        private @Nullable Future<?> timer;
        private int sends;
        private long since;
    }

    /// Asks the far end of a flow; does nothing while it is being asked.
    void ask(Flow flow) {
        long now = System.nanoTime();
        if (kept.size() > SWEEP_ABOVE) {
            kept.values().removeIf(old -> old.asked == null && now - old.since > FORGOTTEN_NANOS);
        }
        Kept state = kept.computeIfAbsent(flow, _ -> new Kept());
        state.since = now;
        if (state.asked == null) {
            byte[] id = new byte[StunMessage.ID_LENGTH];
            random.nextBytes(id);
            state.asked = StunMessage.bindingRequest(id);
            state.sends = 0;
            send(flow, state);
        }
    }

    private void send(Flow flow, Kept state) {
        StunMessage asked = state.asked;
        if (asked == null) {
            return;
        }
        if (state.sends == MOST_SENDS) {
            over(flow, "no answer to keep-alive");
            return;
        }
        state.sends++;
        long factor = state.sends == MOST_SENDS ? LAST_WAIT_FACTOR : 1L << (state.sends - 1);
        ScheduledFuture<?> timer =
                loop.schedule(
                        () -> send(flow, state), FIRST_WAIT_MILLIS * factor, TimeUnit.MILLISECONDS);
        state.timer = timer;
        sender.send(flow, asked.encode());
    }

    /// Takes an answer; what answers nothing is dropped.
    void answered(Flow flow, StunMessage answer) {
        Kept state = kept.get(flow);
        if (state == null || state.asked == null || !answer.sameTransaction(state.asked)) {
            return;
        }
        settle(state);
        if (!answer.isSuccess()) {
            over(flow, "keep-alive refused");
            return;
        }
        InetSocketAddress mapped = answer.mappedAddress();
        if (mapped == null) {
            return; // it lives, wherever it sees us
        }
        if (state.mapped != null && !state.mapped.equals(mapped)) {
            over(flow, "mapped to another address");
        } else {
            state.mapped = mapped;
        }
    }

    private static void settle(Kept state) {
        state.asked = null;
        if (state.timer != null) {
            state.timer.cancel(false);
            state.timer = null;
        }
    }

    private void over(Flow flow, String reason) {
        Kept state = kept.remove(flow);
        if (state != null) {
            settle(state);
        }
        ended.accept(flow, reason);
    }
}
