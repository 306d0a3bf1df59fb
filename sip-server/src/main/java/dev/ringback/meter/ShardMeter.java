package dev.ringback.meter;

import dev.ringback.auth.Verdict;
import dev.ringback.cause.Cause;
import dev.ringback.cause.Policy;
import dev.ringback.header.Method;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Destination;
import dev.ringback.stack.Notice;
import dev.ringback.stack.Transport;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/// Counts what one shard does. The shard's thread alone writes, so a count is a read and a write of
/// memory that no other thread writes; any thread may read.
public final class ShardMeter {
    /// By their numbers among the counts; one more counts those who were wrong too often.
    static final List<Verdict.Reason> AUTH_FAULTS = List.of(Verdict.Reason.values());

    private final LongSupplier clock;
    private final AtomicLongArray messages =
            new AtomicLongArray(2 * Labels.transports() * Labels.methods());
    private final AtomicLongArray responses =
            new AtomicLongArray(2 * Labels.codes() * Labels.methods());
    private final AtomicLongArray times = new AtomicLongArray(Labels.methods() * Latency.STEPS);
    private final AtomicLongArray nanos = new AtomicLongArray(Labels.methods());
    private final AtomicLongArray registers = new AtomicLongArray(RegisterResult.values().length);
    private final AtomicLongArray authFaults = new AtomicLongArray(AUTH_FAULTS.size() + 1);
    private final AtomicLongArray ringing = new AtomicLongArray(1);

    /// @param clock the monotonic nanoseconds of the stack
    ShardMeter(LongSupplier clock) {
        this.clock = clock;
    }

    private static void add(AtomicLongArray counts, int index, long more) {
        counts.setOpaque(index, counts.getPlain(index) + more);
    }

    /// A message passed its sockets.
    ///
    /// @param sent whether it was sent
    /// @param peer where it went, or came from
    public void passed(boolean sent, Destination peer, SipMessage message) {
        int way = sent ? 1 : 0;
        switch (message) {
            case SipRequest request -> {
                int method = Labels.number(request.method());
                add(messages, message(way, peer.transport(), method), 1);
            }
            case SipResponse response -> {
                int method = Labels.number(response.cSeq().method());
                add(messages, message(way, peer.transport(), method), 1);
                add(responses, response(way, Labels.number(response.status()), method), 1);
            }
        }
    }

    static int message(int way, Transport transport, int method) {
        return (way * Labels.transports() + Labels.number(transport)) * Labels.methods() + method;
    }

    static int response(int way, int code, int method) {
        return (way * Labels.codes() + code) * Labels.methods() + method;
    }

    /// Something happened that operators count.
    public void told(Notice notice) {
        switch (notice) {
            case Notice.Settled(Method method, long receivedAt) -> {
                int number = Labels.number(method);
                long took = Math.max(0, clock.getAsLong() - receivedAt);
                add(times, number * Latency.STEPS + Latency.step(took), 1);
                add(nanos, number, took);
            }
            case Notice.Answered answered -> answered(answered.response(), answered.cause());
            case Notice.RingingBegan _ -> add(ringing, 0, 1);
            case Notice.RingingEnded _ -> add(ringing, 0, -1);
            case Notice.LeftUnanswered _,
                    Notice.Dropped _,
                    Notice.ParseError _,
                    Notice.Retransmitted _,
                    Notice.CallBegan _,
                    Notice.CallEnded _,
                    Notice.Fault _ -> {}
        }
    }

    private void answered(SipResponse response, Cause cause) {
        if (response.cSeq().method().equals(Method.REGISTER) && !elsewhere(cause)) {
            add(registers, RegisterResult.of(response, cause).number(), 1);
        }
        if (cause instanceof Cause.Challenged(var _, Verdict.Reason fault) && fault != null) {
            add(authFaults, AUTH_FAULTS.indexOf(fault), 1);
        } else if (cause instanceof Cause.Denied(Policy policy)
                && policy == Policy.WRONG_CREDENTIALS) {
            add(authFaults, AUTH_FAULTS.size(), 1);
        }
    }

    /// Whether another server decided it.
    private static boolean elsewhere(Cause cause) {
        return cause instanceof Cause.Received;
    }

    long messages(int index) {
        return messages.getOpaque(index);
    }

    long responses(int index) {
        return responses.getOpaque(index);
    }

    long nanos(int method) {
        return nanos.getOpaque(method);
    }

    long registers(RegisterResult result) {
        return registers.getOpaque(result.number());
    }

    long authFaults(int index) {
        return authFaults.getOpaque(index);
    }

    long ringing() {
        return ringing.getOpaque(0);
    }

    Latency latency(int method) {
        long[] counts = new long[Latency.STEPS];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = times.getOpaque(method * Latency.STEPS + i);
        }
        return new Latency(counts);
    }
}
