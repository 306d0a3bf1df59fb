package dev.ringback.testkit;

import dev.ringback.message.SipRequest;
import dev.ringback.parse.StreamFramer;
import dev.ringback.stack.Destination;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Input;
import dev.ringback.stack.Output;
import dev.ringback.stack.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The stream connections of a [SimNetwork]: opened on demand, reused, refused, reset.
final class SimStreams {
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int CONNECT_TRIES = 10;
    private static final int SEGMENT_TRIES = 30;
    private static final int FIRST_EPHEMERAL_PORT = 32_768;
    private static final Duration PONG_WITHIN = Duration.ofSeconds(10);
    private static final byte[] END = {};
    private static final byte[] PING = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PONG = "\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Simulation simulation;
    private final SimNetwork network;
    private final SimRandom random;
    private final Map<Long, StreamEnd> ends = new LinkedHashMap<>();
    private long lastConnection;
    private int lastPort = FIRST_EPHEMERAL_PORT;

    SimStreams(Simulation simulation, SimNetwork network, SimRandom random) {
        this.simulation = simulation;
        this.network = network;
        this.random = random;
    }

    int open() {
        return (int) ends.values().stream().filter(end -> !end.closed()).count() / 2;
    }

    void send(Endpoint from, Output.Send send) {
        StreamEnd end = find(from, send.to());
        if (end == null && send.to() instanceof Flow) {
            network.sendFailed(from, send, "connection is gone");
        } else if (end == null) {
            connect(from, send);
        } else {
            write(end, send);
        }
    }

    private void write(StreamEnd end, Output.Send send) {
        if (send.to() instanceof Hop && send.message() instanceof SipRequest request) {
            network.carried(end.owner, request, end.flow.connection());
        }
        if (end.state == StreamEnd.State.CONNECTING) {
            end.waiting.add(send);
        } else {
            write(end, send.message().toBytes());
        }
    }

    void close(Endpoint owner, Flow flow) {
        StreamEnd end = find(owner, flow);
        if (end == null) {
            return;
        }
        enqueue(end, END);
        end.state = StreamEnd.State.CLOSED;
        ends.remove(flow.connection());
    }

    /// Sends a ping, RFC 5626 §4.4.1. Without its pong in 10 seconds the connection ends.
    void keepAlive(Endpoint owner, Flow flow) {
        StreamEnd end = find(owner, flow);
        if (end == null || end.state != StreamEnd.State.OPEN) {
            return;
        }
        int ping = ++end.pings;
        end.framer.expectPong();
        enqueue(end, PING);
        simulation.after(
                PONG_WITHIN,
                "",
                () -> {
                    if (end.pongs < ping) {
                        fail(end, SimNetwork.NO_ANSWER);
                    }
                });
    }

    /// Forgets all connections of a node that died; its peers get a reset.
    void abandon(Endpoint owner) {
        for (StreamEnd end : List.copyOf(ends.values())) {
            if (end.owner.equals(owner)) {
                drop(end);
                resetPeer(end, "connection reset by peer");
            }
        }
    }

    void reset(InetAddress one, InetAddress other) {
        for (StreamEnd end : List.copyOf(ends.values())) {
            boolean between =
                    (end.localHost().equals(one) && end.remoteHost().equals(other))
                            || (end.localHost().equals(other) && end.remoteHost().equals(one));
            if (between) {
                fail(end, "connection reset");
            }
        }
    }

    private @Nullable StreamEnd find(Endpoint owner, Destination to) {
        for (StreamEnd end : ends.values()) {
            boolean same =
                    to instanceof Flow flow
                            ? end.flow.connection() == flow.connection()
                            : end.flow.transport() == to.transport()
                                    && end.flow.remote().equals(to.remote());
            if (end.owner.equals(owner) && same) {
                return end;
            }
        }
        return null;
    }

    private void connect(Endpoint from, Output.Send send) {
        InetSocketAddress remote = send.to().remote();
        InetSocketAddress own = network.localAddress(from, send.to().transport(), remote);
        if (own == null) {
            network.sendFailed(from, send, "no socket for " + send.to().transport());
            return;
        }
        var local = new InetSocketAddress(own.getAddress(), ++lastPort);
        var flow = new Flow(send.to().transport(), local, remote, ++lastConnection);
        StreamEnd end = add(new StreamEnd(from, flow));
        write(end, send);
        simulation.after(delay(end), "", () -> knock(end, 1));
    }

    private void knock(StreamEnd end, int attempt) {
        if (end.closed()) {
            return;
        }
        if (cut(end)) {
            if (attempt == CONNECT_TRIES) {
                fail(end, "connect timed out");
            } else {
                simulation.after(RETRY, "", () -> knock(end, attempt + 1));
            }
            return;
        }
        Endpoint listener = network.listener(end.flow.transport(), end.flow.remote());
        if (listener == null) {
            simulation.after(delay(end), "", () -> fail(end, "connection refused"));
            return;
        }
        accept(listener, end);
        simulation.after(delay(end), "", () -> opened(end));
    }

    private void accept(Endpoint listener, StreamEnd client) {
        Transport transport = client.flow.transport();
        InetSocketAddress here = client.flow.remote();
        InetSocketAddress there = client.flow.local();
        var flow = new Flow(transport, here, there, ++lastConnection);
        StreamEnd server = add(new StreamEnd(listener, flow));
        server.state = StreamEnd.State.OPEN;
        server.peer = client;
        client.peer = server;
    }

    private void opened(StreamEnd end) {
        if (end.closed()) {
            return;
        }
        end.state = StreamEnd.State.OPEN;
        for (Output.Send send : List.copyOf(end.waiting)) {
            write(end, send.message().toBytes());
        }
        end.waiting.clear();
    }

    private void write(StreamEnd end, byte[] bytes) {
        double reset = network.faultsOf(end.localHost(), end.remoteHost()).reset();
        if (random.chance(reset)) {
            fail(end, "connection reset");
            return;
        }
        int at = 0;
        int pieces = random.chance(0.7) ? 1 : random.between(2, 5);
        for (int left = pieces; left > 1 && at < bytes.length - 1; left--) {
            int next = random.between(at + 1, bytes.length - 1);
            enqueue(end, Arrays.copyOfRange(bytes, at, next));
            at = next;
        }
        enqueue(end, Arrays.copyOfRange(bytes, at, bytes.length));
    }

    private void enqueue(StreamEnd end, byte[] bytes) {
        long arrival = simulation.clock().now() + delay(end).toNanos();
        end.lastArrival = Math.max(end.lastArrival, arrival);
        end.inFlight.add(new StreamEnd.Segment(bytes, end.lastArrival));
        simulation.plan(end.lastArrival, "", () -> pump(end, 1));
    }

    /// Delivers what is next on its way from an end. Each segment plans one call; order is the
    /// queue's.
    private void pump(StreamEnd from, int attempt) {
        StreamEnd to = from.peer;
        if (to == null || to.closed() || from.inFlight.isEmpty()) {
            return;
        }
        if (cut(from)) {
            if (attempt == SEGMENT_TRIES) {
                fail(from, "connection timed out");
                fail(to, "connection timed out");
            } else {
                simulation.after(RETRY, "", () -> pump(from, attempt + 1));
            }
            return;
        }
        StreamEnd.Segment segment = from.inFlight.removeFirst();
        if (segment.end()) {
            fail(to, "closed by peer");
        } else {
            to.framer.feed(merged(from, segment));
            frames(to);
        }
    }

    /// What is read at once: a segment, and sometimes others that came at the same time.
    private byte[] merged(StreamEnd from, StreamEnd.Segment first) {
        byte[] bytes = first.bytes();
        while (!from.inFlight.isEmpty()
                && from.inFlight.getFirst().arrival() == first.arrival()
                && !from.inFlight.getFirst().end()
                && random.chance(0.5)) {
            byte[] more = from.inFlight.removeFirst().bytes();
            byte[] both = Arrays.copyOf(bytes, bytes.length + more.length);
            System.arraycopy(more, 0, both, bytes.length, more.length);
            bytes = both;
        }
        return bytes;
    }

    private void frames(StreamEnd end) {
        while (!end.closed()) {
            switch (end.framer.next()) {
                case StreamFramer.Frame frame ->
                        network.deliver(end.owner, end.flow, frame.bytes());
                case StreamFramer.KeepAlive _ -> enqueue(end, PONG);
                case StreamFramer.Pong _ -> end.pongs++;
                case StreamFramer.Incomplete _ -> {
                    return;
                }
                case StreamFramer.Broken(var malformed) -> {
                    network.garbled(end.owner, end.flow, malformed);
                    close(end.owner, end.flow);
                    return;
                }
            }
        }
    }

    /// Ends a connection at this end, with what waited for it; the peer hears of it as a reset.
    private void fail(StreamEnd end, String reason) {
        if (end.closed()) {
            return;
        }
        drop(end);
        for (Output.Send send : end.waiting) {
            network.sendFailed(end.owner, send, reason);
        }
        network.tell(end.owner, new Input.FlowClosed(end.flow, reason));
        resetPeer(end, "connection reset by peer");
    }

    private void resetPeer(StreamEnd end, String reason) {
        StreamEnd peer = end.peer;
        if (peer != null && !peer.closed()) {
            simulation.after(delay(end), "", () -> fail(peer, reason));
        }
    }

    private void drop(StreamEnd end) {
        end.state = StreamEnd.State.CLOSED;
        end.inFlight.clear();
        ends.remove(end.flow.connection());
    }

    private StreamEnd add(StreamEnd end) {
        ends.put(end.flow.connection(), end);
        return end;
    }

    private boolean cut(StreamEnd end) {
        return network.isCut(end.localHost(), end.remoteHost());
    }

    /// The delay of one segment: each loss costs a retransmission of the stream's own.
    private Duration delay(StreamEnd end) {
        Faults faults = network.faultsOf(end.localHost(), end.remoteHost());
        Duration delay = random.duration(faults.minDelay(), faults.maxDelay());
        Duration timeout = Duration.ofMillis(200);
        for (int i = 0; i < 6 && random.chance(faults.loss()); i++) {
            delay = delay.plus(timeout);
            timeout = timeout.multipliedBy(2);
        }
        return delay;
    }
}
