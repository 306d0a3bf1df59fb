package dev.ringback.testkit;

import dev.ringback.message.SipMessage;
import dev.ringback.stack.Input;
import dev.ringback.stack.Notice;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/// A network of SIP elements in one thread under one seed: the queue of events, the clock, the
/// nodes and what must hold.
///
/// ```java
/// var simulation = new Simulation(seed);
/// simulation.expect(Invariants.all());
/// SimNode alice = simulation.node("alice", "10.0.0.1").listen(Transport.UDP, 5060);
/// alice.start(stack -> …);
/// simulation.network().faults(Faults.none().withLoss(0.2));
/// simulation.after(Duration.ofSeconds(1), "alice calls", () -> …);
/// simulation.run(Duration.ofMinutes(10));
/// ```
///
/// Everything follows from the seed: the same program with the same seed gives the same
/// [Trace#hash]. A failure is an [AssertionError] with the seed, how to replay it, and the last
/// lines of the trace as a ladder. The system property `sim.trace` says how many lines (60 when
/// absent).
public final class Simulation {
    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
    private static final long MOST_EVENTS = 5_000_000;

    private final long seed;
    private final SimRandom random;
    private final VirtualClock clock = new VirtualClock(EPOCH);
    private final Trace trace = new Trace(Integer.getInteger("sim.trace", 60));
    private final NavigableSet<Event> queue = new TreeSet<>();
    private final List<Invariant> invariants = new ArrayList<>();
    private final List<SimNode> nodes = new ArrayList<>();
    private final SimNetwork network;
    private final SimResolver resolver;
    private long sequence;
    private long events;

    /// Makes an empty network.
    public Simulation(long seed) {
        this.seed = seed;
        this.random = new SimRandom(seed);
        this.network = new SimNetwork(this);
        this.resolver = new SimResolver(this);
    }

    /// The seed that everything follows from.
    public long seed() {
        return seed;
    }

    /// The generator of the scenario. Parts that should not disturb each other take a
    /// [SimRandom#stream].
    public SimRandom random() {
        return random;
    }

    /// The virtual time.
    public VirtualClock clock() {
        return clock;
    }

    /// The network between the nodes.
    public SimNetwork network() {
        return network;
    }

    /// The name server that all nodes ask.
    public SimResolver resolver() {
        return resolver;
    }

    /// What happened so far.
    public Trace trace() {
        return trace;
    }

    /// All nodes with a stack, in the order in which they were made.
    public List<SimNode> nodes() {
        return List.copyOf(nodes);
    }

    /// How many events there were.
    public long events() {
        return events;
    }

    /// Adds a node with a real stack. It has no socket yet and does not run: see [SimNode#listen]
    /// and [SimNode#start].
    ///
    /// @param name its name in traces
    /// @param address its IP address, as a literal
    public SimNode node(String name, String address) {
        var node = new SimNode(this, name, InetAddress.ofLiteral(address));
        nodes.add(node);
        return node;
    }

    /// Adds conditions that must hold from now on.
    public void expect(List<? extends Invariant> conditions) {
        invariants.addAll(conditions);
    }

    /// Plans an action.
    ///
    /// @param delay from now
    /// @param label what the trace calls it; an empty label leaves no line
    /// @param action what to do
    public void after(Duration delay, String label, Runnable action) {
        plan(clock.now() + delay.toNanos(), label, action);
    }

    /// Runs until nothing is left to happen, then asks every invariant for its last word.
    ///
    /// @param limit the most virtual time that it may take
    /// @throws AssertionError when an invariant is broken, something throws, or the network is not
    ///   quiet in time
    public void run(Duration limit) {
        guarded(
                () -> {
                    runTo(clock.now() + limit.toNanos());
                    if (!queue.isEmpty()) {
                        Event next = queue.first();
                        throw new AssertionError(
                                "not quiet after "
                                        + limit
                                        + ": '"
                                        + next.label()
                                        + "' is still to come");
                    }
                    invariants.forEach(invariant -> invariant.whenQuiet(this));
                });
    }

    /// Runs for a span of virtual time, whether or not the network becomes quiet.
    ///
    /// @throws AssertionError when an invariant is broken or something throws
    public void runFor(Duration span) {
        guarded(
                () -> {
                    long end = clock.now() + span.toNanos();
                    runTo(end);
                    clock.advanceTo(end);
                });
    }

    /// Lets the next thing happen, however long that takes in virtual time.
    ///
    /// @return false where nothing is left to happen
    /// @throws AssertionError when an invariant is broken or something throws
    public boolean advance() {
        if (queue.isEmpty()) {
            return false;
        }
        guarded(this::step);
        return true;
    }

    Event plan(long at, String label, Runnable action) {
        var event = new Event(Math.max(at, clock.now()), sequence++, label, action);
        queue.add(event);
        return event;
    }

    void cancel(Event event) {
        queue.remove(event);
    }

    /// Shows something to every invariant, and writes it down.
    void observe(Observation observation) {
        write(observation);
        if (observation instanceof Observation.Noticed(Endpoint node, Notice.Fault(var error))) {
            throw new AssertionError(node.name() + " met a fault: " + error, error);
        }
        for (Invariant invariant : invariants) {
            invariant.observe(this, observation);
        }
    }

    private void runTo(long end) {
        while (!queue.isEmpty() && queue.first().at() <= end) {
            step();
        }
    }

    private void step() {
        Event event = queue.removeFirst();
        clock.advanceTo(event.at());
        if (++events > MOST_EVENTS) {
            throw new AssertionError("more than " + MOST_EVENTS + " events: does it ever end?");
        }
        if (!event.label().isEmpty()) {
            trace.add(new Trace.Line(clock.now(), "-", null, event.label(), ""));
        }
        event.action().run();
        for (Invariant invariant : invariants) {
            invariant.afterEvent(this);
        }
    }

    private void guarded(Runnable body) {
        try {
            body.run();
        } catch (RuntimeException | AssertionError e) {
            String what = e instanceof AssertionError ? e.getMessage() : e.toString();
            throw new AssertionError(
                    "%s%nat %s under seed %d; replay with -Dsim.seed=%d%n%s"
                            .formatted(
                                    what,
                                    Duration.ofNanos(clock.now()),
                                    seed,
                                    seed,
                                    trace.ladder()),
                    e);
        }
    }

    private void write(Observation observation) {
        switch (observation) {
            case Observation.Sent sent -> trace.bytes(sent.message());
            case Observation.Delivered(Endpoint node, var flow, SipMessage message) ->
                    message(network.nameOf(flow.remote()), node.name(), message, "");
            case Observation.Lost(Endpoint node, var remote, SipMessage message, String reason) ->
                    message(node.name(), network.nameOf(remote), message, reason + ": ");
            case Observation.Garbled(Endpoint node, Input.ReceivedMalformed input) ->
                    line(node, "malformed", input.malformed().reason());
            case Observation.Failed(Endpoint node, Input.SendFailed(var send, String reason)) ->
                    line(node, "cannot send " + Trace.label(send.message()), reason);
            case Observation.Failed(Endpoint node, Input.FlowClosed(_, String reason)) ->
                    line(node, "connection closed", reason);
            case Observation.Failed(Endpoint node, Input input) ->
                    line(node, "failed", input.toString());
            case Observation.Noticed(Endpoint node, var notice) ->
                    line(node, "notice", notice.toString());
            case Observation.Crashed(Endpoint node) -> line(node, "CRASH", "");
            case Observation.Started(Endpoint node) -> line(node, "start", "");
        }
    }

    private void message(String from, String to, SipMessage message, String fate) {
        String label = (fate.isEmpty() ? "" : "x ") + Trace.label(message);
        trace.add(new Trace.Line(clock.now(), from, to, label, fate + Trace.remark(message)));
    }

    private void line(Endpoint node, String text, String remark) {
        trace.add(new Trace.Line(clock.now(), node.name(), null, text, remark));
    }
}
