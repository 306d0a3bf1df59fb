package dev.ringback.callflow.network;

import dev.ringback.callflow.intake.Intake;
import dev.ringback.callflow.intake.IntakeLimits;
import dev.ringback.callflow.intake.Skip;
import dev.ringback.callflow.intake.Tally;
import dev.ringback.callflow.secrets.KeyLog;
import dev.ringback.callflow.stream.Connection;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The TCP connections of a capture. Beyond the limits the one that was silent longest ends.
final class TcpTable {
    private static final Duration TURN = Duration.ofSeconds(1);

    private final IntakeLimits limits;
    private final Intake intake;
    private final Tally tally;
    private final KeyLog keyLog;
    private final Map<Ends, TcpConversation> conversations = new LinkedHashMap<>(64, 0.75f, true);

    /// When those ended that both sides have ended.
    private final Map<Ends, Instant> ended =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Ends, Instant> eldest) {
                    return size() > limits.streams();
                }
            };

    private long held;
    private Instant turn = Instant.MIN;

    TcpTable(IntakeLimits limits, Intake intake, Tally tally, KeyLog keyLog) {
        this.limits = limits;
        this.intake = intake;
        this.tally = tally;
        this.keyLog = keyLog;
    }

    /// Two addresses, whichever comes first.
    private record Ends(InetSocketAddress one, InetSocketAddress other) {
        @Override
        public boolean equals(@Nullable Object object) {
            return object instanceof Ends ends
                    && ((one.equals(ends.one) && other.equals(ends.other))
                            || (one.equals(ends.other) && other.equals(ends.one)));
        }

        @Override
        public int hashCode() {
            return one.hashCode() + other.hashCode();
        }
    }

    /// Takes a segment.
    void take(InetSocketAddress from, InetSocketAddress to, Segment segment, Instant at) {
        if (!at.isBefore(turn)) {
            expire(at);
        }
        Ends ends = new Ends(from, to);
        TcpConversation conversation = conversations.get(ends);
        if (conversation != null && conversation.another(from, segment)) {
            remove(ends, conversation);
            conversation = null;
        }
        if (conversation == null) {
            if (segment.idle() || echoes(ends, segment, at)) {
                return;
            }
            Connection connection = new Connection(limits, intake, tally, keyLog);
            conversation = new TcpConversation(from, to, limits, tally, connection);
            conversations.put(ends, conversation);
        }
        conversation.take(from, segment, at);
        if (segment.resets()) {
            remove(ends, conversation);
        } else if (conversation.over()) {
            remove(ends, conversation);
            ended.put(ends, at);
        } else {
            count(conversation);
        }
    }

    /// Whether it is what came of a connection before it ended, once more.
    private boolean echoes(Ends ends, Segment segment, Instant at) {
        Instant end = ended.get(ends);
        return end != null && !segment.opens() && at.isBefore(end.plus(limits.patience()));
    }

    private void count(TcpConversation conversation) {
        held += conversation.grown();
        while (conversations.size() > limits.streams() || tooMuch()) {
            Map.Entry<Ends, TcpConversation> eldest = conversations.entrySet().iterator().next();
            tally.skip(Skip.OVERFLOW);
            remove(eldest.getKey(), eldest.getValue());
        }
    }

    private boolean tooMuch() {
        return held > limits.octets() && conversations.size() > 1;
    }

    private void remove(Ends ends, TcpConversation conversation) {
        conversations.remove(ends);
        conversation.end();
        held -= conversation.counted();
    }

    private void expire(Instant at) {
        turn = at.plus(TURN);
        for (TcpConversation conversation : conversations.values()) {
            conversation.expire(at);
        }
    }

    /// Nothing more comes.
    void end() {
        Iterator<TcpConversation> all = conversations.values().iterator();
        while (all.hasNext()) {
            all.next().end();
            all.remove();
        }
    }
}
