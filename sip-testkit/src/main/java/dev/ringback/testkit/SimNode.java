package dev.ringback.testkit;

import dev.ringback.stack.Input;
import dev.ringback.stack.LateUser;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.Output;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.StackConfig;
import dev.ringback.stack.TransactionUser;
import dev.ringback.stack.Transport;
import dev.ringback.transaction.Timers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// A node of a [Simulation]: a real [SipStack] with sockets on the simulated network. It can crash
/// and start again.
///
/// Its monotonic clock starts at a random reading, also a negative one, and its timers fire up to
/// 10 ms late, as those of a real runtime do.
public final class SimNode implements Endpoint {
    /// How late a timer may fire.
    public static final Duration TIMER_LAG = Duration.ofMillis(10);

    private static final long NEVER = Long.MAX_VALUE;

    private final Simulation simulation;
    private final String name;
    private final InetAddress address;
    private final SimRandom random;
    private final List<ListenPoint> listenPoints = new ArrayList<>();
    private final long clockOffset;
    private Timers timers = Timers.defaults();
    private @Nullable Function<SipStack, ? extends TransactionUser> cores;
    private @Nullable SipStack stack;
    private @Nullable Event alarm;
    private long alarmDeadline = NEVER;
    private int life;
    private IntSupplier coreTimers = () -> -1;

    SimNode(Simulation simulation, String name, InetAddress address) {
        this.simulation = simulation;
        this.name = name;
        this.address = address;
        this.random = simulation.random().stream("node " + name);
        this.clockOffset = random.between(-(1L << 50), 1L << 50);
    }

    @Override
    public String name() {
        return name;
    }

    /// The node's IP address.
    public InetAddress address() {
        return address;
    }

    /// A generator of this node's own.
    public SimRandom random() {
        return random;
    }

    /// The timers that the node's stack runs with.
    public Timers timers() {
        return timers;
    }

    /// Replaces the timers. Before [#start].
    public SimNode timers(Timers values) {
        timers = values;
        return this;
    }

    /// Opens a socket from the next start on.
    public SimNode listen(Transport transport, int port) {
        var bound = new InetSocketAddress(address, port);
        listenPoints.add(new ListenPoint(transport, bound, address.getHostAddress(), port));
        return this;
    }

    /// Where the node listens on a transport.
    ///
    /// @throws IllegalArgumentException when it does not
    public InetSocketAddress socket(Transport transport) {
        for (ListenPoint point : listenPoints) {
            if (point.transport() == transport) {
                return point.bound();
            }
        }
        throw new IllegalArgumentException(name + " has no socket for " + transport);
    }

    /// Starts the node: opens its sockets, makes its stack, and the transaction user on top of it.
    ///
    /// @param factory makes the transaction user, now and after each crash; it may keep the stack
    ///   but not call it yet
    public void start(Function<SipStack, ? extends TransactionUser> factory) {
        cores = factory;
        restart();
    }

    /// Starts the node again after a crash, with an empty memory.
    public void restart() {
        if (cores == null || stack != null) {
            throw new IllegalStateException(name + (cores == null ? " never ran" : " runs"));
        }
        for (ListenPoint point : listenPoints) {
            simulation.network().bind(this, point.transport(), point.bound());
        }
        Instant zero = simulation.clock().wallClock().minusNanos(now());
        var ids = new SeededIds(random.stream("ids " + life));
        var user = new LateUser();
        stack = new SipStack(new StackConfig(timers, listenPoints, ids, zero), user);
        user.become(cores.apply(stack));
        simulation.observe(new Observation.Started(this));
        rearm();
    }

    /// Takes the power from the node: its memory and its sockets are gone, its peers see their
    /// connections reset.
    public void crash() {
        stack = null;
        coreTimers = () -> -1;
        life++;
        disarm();
        simulation.network().unbind(this);
        simulation.observe(new Observation.Crashed(this));
    }

    /// Whether the node is up.
    public boolean running() {
        return stack != null;
    }

    /// The stack of a running node.
    ///
    /// @throws IllegalStateException when it is down
    public SipStack stack() {
        if (stack == null) {
            throw new IllegalStateException(name + " is down");
        }
        return stack;
    }

    /// Has the node's application do something in its turn, now. Nothing happens when the node is
    /// down.
    public void execute(Runnable action) {
        handle(new Input.Command(action));
    }

    /// Says how many timers the node's transaction user runs, so that leaks show.
    public void coreTimers(IntSupplier count) {
        coreTimers = count;
    }

    /// How many timers the node's transaction user runs; -1 when it does not say.
    public int coreTimers() {
        return coreTimers.getAsInt();
    }

    @Override
    public void handle(Input input) {
        if (stack == null) {
            return;
        }
        stack.handle(input, now(), this::output);
        rearm();
    }

    private long now() {
        return simulation.clock().now() + clockOffset;
    }

    private void output(Output output) {
        switch (output) {
            case Output.Send send -> simulation.network().send(this, send);
            case Output.Close(var flow) -> simulation.network().close(this, flow);
            case Output.KeepAlive(var flow) -> simulation.network().keepAlive(this, flow);
            case Output.Ask(long id, var question) -> {
                int asker = life;
                simulation
                        .resolver()
                        .ask(
                                question,
                                answer -> {
                                    if (life == asker) {
                                        handle(new Input.Answered(id, answer));
                                    }
                                });
            }
            case Output.Begin(var work) -> {
                int asker = life;
                work.accept(
                        action -> {
                            if (life == asker) {
                                simulation.plan(
                                        simulation.clock().now(),
                                        "",
                                        () -> handle(new Input.Command(action)));
                            }
                        });
            }
            case Output.Tell(var notice) ->
                    simulation.observe(new Observation.Noticed(this, notice));
        }
    }

    private void rearm() {
        long deadline = stack == null ? NEVER : stack.nextDeadline();
        if (deadline == alarmDeadline) {
            return;
        }
        disarm();
        alarmDeadline = deadline;
        if (deadline != NEVER) {
            long lag = random.between(0L, TIMER_LAG.toNanos());
            alarm = simulation.plan(deadline - clockOffset + lag, "", this::ring);
        }
    }

    private void ring() {
        alarm = null;
        alarmDeadline = NEVER;
        handle(new Input.TimersDue());
    }

    private void disarm() {
        if (alarm != null) {
            simulation.cancel(alarm);
        }
        alarm = null;
        alarmDeadline = NEVER;
    }
}
