package dev.ringback.testkit;

import dev.ringback.stack.Flow;
import dev.ringback.stack.Input;
import dev.ringback.stack.Transport;
import java.net.InetAddress;
import java.time.Duration;

/// The STUN Binding requests of a [SimNetwork]: RFC 5626 §4.4.2, repeated as RFC 5389 §7.2.1 has
/// it. Requests and responses are lost and delayed as all datagrams are; who has a socket answers.
final class SimBindings {
    private static final Duration RTO = Duration.ofMillis(500);
    private static final int MOST_SENT = 7;
    private static final int LAST_WAIT = 16;

    private final Simulation simulation;
    private final SimNetwork network;
    private final SimRandom random;

    /// A request that waits for its response.
    private static final class Open {
        private final Endpoint owner;
        private final Flow flow;
        private boolean answered;

        Open(Endpoint owner, Flow flow) {
            this.owner = owner;
            this.flow = flow;
        }
    }

    SimBindings(Simulation simulation, SimNetwork network, SimRandom random) {
        this.simulation = simulation;
        this.network = network;
        this.random = random;
    }

    /// Sends a request until it is answered; where it never is, the flow has ended.
    void ask(Endpoint owner, Flow flow) {
        send(new Open(owner, flow), 1, RTO);
    }

    private void send(Open open, int attempt, Duration wait) {
        if (open.answered || !owns(open)) {
            return;
        }
        InetAddress here = open.flow.local().getAddress();
        InetAddress there = open.flow.remote().getAddress();
        carry(here, there, () -> answer(open));
        boolean last = attempt == MOST_SENT;
        simulation.after(
                last ? RTO.multipliedBy(LAST_WAIT) : wait,
                "",
                last ? () -> giveUp(open) : () -> send(open, attempt + 1, wait.multipliedBy(2)));
    }

    private void answer(Open open) {
        if (network.listener(Transport.UDP, open.flow.remote()) != null) {
            InetAddress here = open.flow.local().getAddress();
            carry(open.flow.remote().getAddress(), here, () -> open.answered = true);
        }
    }

    private void carry(InetAddress from, InetAddress to, Runnable arrival) {
        boolean lost = random.chance(network.faultsOf(from, to).loss());
        if (!lost && !network.isCut(from, to)) {
            simulation.after(network.delay(from, to), "", arrival);
        }
    }

    private void giveUp(Open open) {
        if (!open.answered && owns(open)) {
            network.tell(open.owner, new Input.FlowClosed(open.flow, SimNetwork.NO_ANSWER));
        }
    }

    private boolean owns(Open open) {
        return open.owner.equals(network.listener(Transport.UDP, open.flow.local()));
    }
}
