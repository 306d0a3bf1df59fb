package dev.ringback.testkit;

import dev.ringback.message.SipMessage;
import dev.ringback.stack.Destination;
import dev.ringback.stack.Input;
import dev.ringback.stack.Output;
import dev.ringback.stack.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// A [ScriptedPeer] on a simulated network. Its answers go back where the message came from, at
/// once.
public final class PeerNode implements Endpoint {
    private final Simulation simulation;
    private final String name;
    private final InetAddress address;
    private final ScriptedPeer peer;

    /// Puts a peer on the network.
    ///
    /// @param simulation whose network
    /// @param name its name in traces
    /// @param address its IP address, as a literal
    /// @param peer the rules that it follows
    public PeerNode(Simulation simulation, String name, String address, ScriptedPeer peer) {
        this.simulation = simulation;
        this.name = name;
        this.address = InetAddress.ofLiteral(address);
        this.peer = peer;
    }

    /// Opens a socket.
    public PeerNode listen(Transport transport, int port) {
        simulation.network().bind(this, transport, new InetSocketAddress(address, port));
        return this;
    }

    /// Sends a message, now.
    public void send(Destination to, SipMessage message) {
        simulation.network().send(this, new Output.Send(to, message));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void handle(Input input) {
        if (input instanceof Input.Received(var flow, SipMessage message)) {
            peer.receive(message).forEach(answer -> send(flow, answer));
        }
    }
}
