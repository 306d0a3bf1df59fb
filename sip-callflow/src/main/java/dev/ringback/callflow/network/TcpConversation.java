package dev.ringback.callflow.network;

import dev.ringback.callflow.intake.IntakeLimits;
import dev.ringback.callflow.intake.Tally;
import dev.ringback.callflow.stream.Connection;
import java.net.InetSocketAddress;
import java.time.Instant;

/// Both directions of a TCP connection.
final class TcpConversation {
    private static final int COST = 512;

    private final IntakeLimits limits;
    private final InetSocketAddress one;
    private final TcpDirection forth;
    private final TcpDirection back;
    private Instant last = Instant.EPOCH;
    private int counted;

    TcpConversation(
            InetSocketAddress one,
            InetSocketAddress other,
            IntakeLimits limits,
            Tally tally,
            Connection connection) {
        this.limits = limits;
        this.one = one;
        this.forth = new TcpDirection(m -> connection.direction(one, other, m), tally);
        this.back = new TcpDirection(m -> connection.direction(other, one, m), tally);
    }

    /// Takes a segment.
    void take(InetSocketAddress from, Segment segment, Instant at) {
        last = at;
        boolean first = from.equals(one);
        TcpDirection own = first ? forth : back;
        TcpDirection other = first ? back : forth;
        if (segment.acknowledges() && other.waits()) {
            other.acknowledged(segment.acknowledgment(), at);
        }
        own.take(segment, at);
        own.expire(limits.patience(), at);
        if (segment.ends()) {
            own.finish(segment);
        }
        while (own.beyond() > limits.streamOctets()) {
            own.leap(at);
        }
    }

    /// Whether this segment opens another connection between the same ports.
    boolean another(InetSocketAddress from, Segment segment) {
        TcpDirection own = from.equals(one) ? forth : back;
        boolean answers = segment.acknowledges() && !own.begun();
        return segment.opens() && !answers && !own.begins(segment.sequence() + 1);
    }

    /// Whether both sides have ended it and nothing of it waits.
    boolean over() {
        return forth.over() && back.over();
    }

    /// Nothing more comes.
    void end() {
        forth.end(last);
        back.end(last);
    }

    void expire(Instant at) {
        forth.expire(limits.patience(), at);
        back.expire(limits.patience(), at);
    }

    /// How many octets it holds more than when this was asked last.
    int grown() {
        int before = counted;
        counted = forth.held() + back.held() + COST;
        return counted - before;
    }

    int counted() {
        return counted;
    }
}
