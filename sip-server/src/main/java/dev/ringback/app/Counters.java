package dev.ringback.app;

import dev.ringback.cause.Cause;
import dev.ringback.header.Method;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Notice;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts what happens, from any thread.
final class Counters implements Consumer<Notice> {
    private static final Logger LOG = LoggerFactory.getLogger(RingbackServer.class);

    final LongAdder calls = new LongAdder();
    final LongAdder registrations = new LongAdder();
    final LongAdder answered = new LongAdder();
    final LongAdder unanswered = new LongAdder();
    private final AtomicLong up = new AtomicLong();
    private final LongAdder dropped = new LongAdder();
    private final Map<String, LongAdder> drops = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> faulty = new ConcurrentHashMap<>();
    private final LongAdder malformed = new LongAdder();
    private final LongAdder retransmitted = new LongAdder();
    private final LongAdder faults = new LongAdder();

    @Override
    public void accept(Notice notice) {
        switch (notice) {
            case Notice.Dropped(String reason) -> {
                dropped.increment();
                drops.computeIfAbsent(reason, _ -> new LongAdder()).increment();
            }
            case Notice.ParseError(String reason) -> {
                malformed.increment();
                faulty.computeIfAbsent(reason, _ -> new LongAdder()).increment();
            }
            case Notice.Answered answered -> {
                this.answered.increment();
                if (registration(answered.response()) && !elsewhere(answered.cause())) {
                    registrations.increment();
                }
            }
            case Notice.LeftUnanswered _ -> unanswered.increment();
            case Notice.Settled _, Notice.RingingBegan _, Notice.RingingEnded _ -> {}
            case Notice.Retransmitted _ -> retransmitted.increment();
            case Notice.CallBegan _ -> up.incrementAndGet();
            case Notice.CallEnded _ -> up.updateAndGet(calls -> Math.max(0, calls - 1));
            case Notice.Fault(Throwable error) -> {
                faults.increment();
                LOG.error("a fault of our own ended a call", error);
            }
        }
    }

    private static boolean registration(SipResponse response) {
        return response.status() == 200 && response.cSeq().method().equals(Method.REGISTER);
    }

    /// Whether another server decided it.
    private static boolean elsewhere(Cause cause) {
        return cause instanceof Cause.Received;
    }

    /// What was thrown away so far, by the words that say why.
    Map<String, Long> drops() {
        return sums(drops);
    }

    /// How many messages could not be read so far, by the words that say why.
    Map<String, Long> parseErrors() {
        return sums(faulty);
    }

    private static Map<String, Long> sums(Map<String, LongAdder> adders) {
        Map<String, Long> counts = new TreeMap<>();
        adders.forEach((reason, count) -> counts.put(reason, count.sum()));
        return counts;
    }

    /// About how many calls are up: those that began here less those that ended here. A call whose
    /// BYE did not pass here counts for good, and one that began before this process may hide
    /// another.
    long callsUp() {
        return up.get();
    }

    /// What was counted so far.
    ServerCounts counts(long messages) {
        return new ServerCounts(
                new ServerCounts.Work(calls.sum(), registrations.sum()),
                messages,
                dropped.sum(),
                malformed.sum(),
                retransmitted.sum(),
                faults.sum());
    }
}
