package dev.ringback.testkit;

import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.StreamFramer;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Output;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// One node's end of a stream connection. A plain record of its state: [SimStreams] decides.
final class StreamEnd {
    final Endpoint owner;
    final Flow flow;
    final StreamFramer framer = new StreamFramer(ParseLimits.defaults());

    /// Messages that wait for the connection to open.
    final Deque<Output.Send> waiting = new ArrayDeque<>();

    /// What is under way to the peer.
    final Deque<Segment> inFlight = new ArrayDeque<>();

    State state = State.CONNECTING;
    @Nullable StreamEnd peer;
    long lastArrival;

    /// How many pings were answered, and how many sent.
    int pongs;

    int pings;

    enum State {
        CONNECTING,
        OPEN,
        CLOSED
    }

    /// A piece of the stream. Empty bytes are the end of the stream.
    static final class Segment {
        private final byte[] bytes;
        private final long arrival;

        Segment(byte[] bytes, long arrival) {
            this.bytes = bytes;
            this.arrival = arrival;
        }

        byte[] bytes() {
            return bytes;
        }

        long arrival() {
            return arrival;
        }

        boolean end() {
            return bytes.length == 0;
        }
    }

    StreamEnd(Endpoint owner, Flow flow) {
        this.owner = owner;
        this.flow = flow;
    }

    boolean closed() {
        return state == State.CLOSED;
    }

    InetAddress localHost() {
        return flow.local().getAddress();
    }

    InetAddress remoteHost() {
        return flow.remote().getAddress();
    }
}
