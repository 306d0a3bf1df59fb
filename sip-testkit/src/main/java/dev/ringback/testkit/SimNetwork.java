package dev.ringback.testkit;

import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.parse.Malformed;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Input;
import dev.ringback.stack.Output;
import dev.ringback.stack.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The simulated network: sockets, datagrams and streams with [Faults].
///
/// Messages travel as bytes and are read by the real parser. Datagrams are lost, repeated,
/// overtaken and delayed; streams keep their order, break into arbitrary segments, are refused
/// where nobody listens and can be reset. A datagram to a port where nobody listens is dropped;
/// whether its sender hears of it is a matter of [#refusals].
public final class SimNetwork {
    /// Why a flow ends on which nothing answers.
    static final String NO_ANSWER = "no answer to keep-alive";

    private static final int LARGEST_DATAGRAM = 65_507;

    private final Simulation simulation;
    private final SimRandom random;
    private final MessageParser parser = new MessageParser(ParseLimits.defaults());
    private final Map<Socket, Endpoint> sockets = new LinkedHashMap<>();
    private final Map<InetAddress, String> names = new HashMap<>();
    private final Map<Link, Faults> links = new HashMap<>();
    private final Set<Link> cuts = new HashSet<>();
    private final SimStreams streams;
    private final SimBindings bindings;
    private Faults faults = Faults.none();
    private double refusals;

    /// A port where somebody listens.
    record Socket(Transport transport, InetSocketAddress address) {}

    /// One direction between two hosts.
    private record Link(InetAddress from, InetAddress to) {}

    SimNetwork(Simulation simulation) {
        this.simulation = simulation;
        this.random = simulation.random().stream("network");
        this.streams = new SimStreams(simulation, this, random);
        this.bindings = new SimBindings(simulation, this, random);
    }

    /// Sets the faults of all links that have none of their own.
    public void faults(Faults general) {
        this.faults = general;
    }

    /// Sets how likely the sender of a datagram to a port where nobody listens gets an error for it
    /// (ICMP port unreachable, RFC 3261 §18.4), from 0 to 1. At first nobody does.
    public void refusals(double probability) {
        this.refusals = probability;
    }

    /// Sets the faults of one direction between two hosts.
    public void faults(InetAddress from, InetAddress to, Faults special) {
        links.put(new Link(from, to), special);
    }

    /// Lets nothing through from one host to another, until healed. Streams wait, and break after
    /// 30 seconds.
    public void cut(InetAddress from, InetAddress to) {
        cuts.add(new Link(from, to));
    }

    /// Lets nothing through between two hosts, in both directions, until healed.
    public void partition(InetAddress one, InetAddress other) {
        cut(one, other);
        cut(other, one);
    }

    /// Ends the partition between two hosts, in both directions.
    public void heal(InetAddress one, InetAddress other) {
        cuts.remove(new Link(one, other));
        cuts.remove(new Link(other, one));
    }

    /// Ends all partitions.
    public void healAll() {
        cuts.clear();
    }

    /// Breaks all stream connections between two hosts.
    public void resetStreams(InetAddress one, InetAddress other) {
        streams.reset(one, other);
    }

    /// How many stream connections are open.
    public int openStreams() {
        return streams.open();
    }

    /// Sends any bytes as one datagram, as a broken or hostile peer would. Nothing is observed but
    /// their arrival.
    public void datagram(InetSocketAddress from, InetSocketAddress to, byte[] bytes) {
        Duration delay = delay(from.getAddress(), to.getAddress());
        simulation.after(delay, "", () -> arrive(from, to, bytes));
    }

    /// The name of the node at an address, or the address where there is none.
    String nameOf(InetSocketAddress address) {
        String name = names.get(address.getAddress());
        return name != null ? name : address.getAddress().getHostAddress();
    }

    void bind(Endpoint endpoint, Transport transport, InetSocketAddress address) {
        Endpoint other = sockets.putIfAbsent(new Socket(transport, address), endpoint);
        if (other != null) {
            throw new IllegalStateException(address + " is in use by " + other.name());
        }
        names.put(address.getAddress(), endpoint.name());
    }

    /// Closes all sockets and connections of a node at once, as the death of its process does.
    void unbind(Endpoint endpoint) {
        sockets.values().removeIf(endpoint::equals);
        streams.abandon(endpoint);
    }

    void send(Endpoint from, Output.Send send) {
        simulation.observe(
                new Observation.Sent(
                        from, send.to().transport(), send.to().remote(), send.message()));
        if (send.to().transport() == Transport.UDP) {
            sendDatagram(from, send);
        } else {
            streams.send(from, send);
        }
    }

    void close(Endpoint owner, Flow flow) {
        streams.close(owner, flow);
    }

    /// Asks the far end of a flow whether it is there, RFC 5626 §4.4.
    void keepAlive(Endpoint owner, Flow flow) {
        if (flow.transport() == Transport.UDP) {
            bindings.ask(owner, flow);
        } else {
            streams.keepAlive(owner, flow);
        }
    }

    @Nullable Endpoint listener(Transport transport, InetSocketAddress address) {
        return sockets.get(new Socket(transport, address));
    }

    /// The address of a node's first socket of a transport that can reach that address.
    @Nullable InetSocketAddress localAddress(
            Endpoint owner, Transport transport, InetSocketAddress remote) {
        for (Map.Entry<Socket, Endpoint> entry : sockets.entrySet()) {
            InetSocketAddress address = entry.getKey().address();
            if (entry.getValue().equals(owner)
                    && entry.getKey().transport() == transport
                    && sameFamily(address, remote)) {
                return address;
            }
        }
        return null;
    }

    boolean isCut(InetAddress from, InetAddress to) {
        return cuts.contains(new Link(from, to));
    }

    Faults faultsOf(InetAddress from, InetAddress to) {
        return links.getOrDefault(new Link(from, to), faults);
    }

    Duration delay(InetAddress from, InetAddress to) {
        Faults link = faultsOf(from, to);
        return random.duration(link.minDelay(), link.maxDelay());
    }

    /// Tells a node that its message was not sent. In an event of its own: a stack is never called
    /// while it speaks.
    void sendFailed(Endpoint from, Output.Send send, String reason) {
        tell(from, new Input.SendFailed(send, reason));
    }

    /// Tells a node which connection takes a request of its.
    void carried(Endpoint from, SipRequest request, long connection) {
        simulation.after(
                Duration.ZERO, "", () -> from.handle(new Input.Carried(request, connection)));
    }

    /// Gives a node an input in an event of its own, at this time.
    void tell(Endpoint node, Input input) {
        simulation.after(
                Duration.ZERO,
                "",
                () -> {
                    simulation.observe(new Observation.Failed(node, input));
                    node.handle(input);
                });
    }

    /// Parses bytes that have arrived at a node, and has it handle what they are.
    void deliver(Endpoint node, Flow flow, byte[] bytes) {
        switch (parser.parse(bytes)) {
            case Parsed(SipMessage message) -> {
                simulation.observe(new Observation.Delivered(node, flow, message));
                node.handle(new Input.Received(flow, message));
            }
            case Malformed malformed -> garbled(node, flow, malformed);
        }
    }

    void garbled(Endpoint node, Flow flow, Malformed malformed) {
        var input = new Input.ReceivedMalformed(flow, malformed);
        simulation.observe(new Observation.Garbled(node, input));
        node.handle(input);
    }

    private void sendDatagram(Endpoint from, Output.Send send) {
        InetSocketAddress remote = send.to().remote();
        InetSocketAddress local =
                send.to() instanceof Flow flow
                        ? flow.local()
                        : localAddress(from, Transport.UDP, remote);
        if (local == null || send.message().size() > LARGEST_DATAGRAM) {
            sendFailed(from, send, local == null ? "no UDP socket" : "message too long");
            return;
        }
        Faults link = faultsOf(local.getAddress(), remote.getAddress());
        if (isCut(local.getAddress(), remote.getAddress()) || random.chance(link.loss())) {
            simulation.observe(new Observation.Lost(from, remote, send.message(), "lost"));
            return;
        }
        int copies = random.chance(link.duplication()) ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            carry(from, local, send, link);
        }
    }

    private void carry(Endpoint from, InetSocketAddress local, Output.Send send, Faults link) {
        Duration delay = random.duration(link.minDelay(), link.maxDelay());
        if (random.chance(link.reordering())) {
            delay = delay.plus(random.duration(Duration.ZERO, link.maxDelay().multipliedBy(9)));
        }
        InetSocketAddress remote = send.to().remote();
        SipMessage message = send.message();
        simulation.after(
                delay,
                "",
                () -> {
                    if (!arrive(local, remote, message.toBytes())) {
                        simulation.observe(
                                new Observation.Lost(from, remote, message, "nobody there"));
                        refuse(from, local, remote);
                    }
                });
    }

    /// An error is a datagram, too: it takes its time and is lost where datagrams are.
    private void refuse(Endpoint from, InetSocketAddress local, InetSocketAddress remote) {
        Faults back = faultsOf(remote.getAddress(), local.getAddress());
        boolean told = refusals > 0 && random.chance(refusals) && !random.chance(back.loss());
        if (told && !isCut(remote.getAddress(), local.getAddress())) {
            Duration delay = random.duration(back.minDelay(), back.maxDelay());
            var error = new Input.Unreachable(remote, "connection refused");
            simulation.after(delay, "", () -> tell(from, error));
        }
    }

    private boolean arrive(InetSocketAddress from, InetSocketAddress to, byte[] bytes) {
        Endpoint node = listener(Transport.UDP, to);
        if (node != null) {
            deliver(node, new Flow(Transport.UDP, to, from, 0), bytes);
        }
        return node != null;
    }

    private static boolean sameFamily(InetSocketAddress one, InetSocketAddress other) {
        return one.getAddress().getClass() == other.getAddress().getClass();
    }
}
