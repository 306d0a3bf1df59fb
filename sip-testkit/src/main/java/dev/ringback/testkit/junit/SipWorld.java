package dev.ringback.testkit.junit;

import dev.ringback.sip.SipClient;
import dev.ringback.sip.SipException;
import dev.ringback.sip.spi.AgentNetwork;
import dev.ringback.sip.spi.NetworkOrder;
import dev.ringback.stack.Transport;
import dev.ringback.testkit.Faults;
import dev.ringback.testkit.PeerNode;
import dev.ringback.testkit.ScriptedPeer;
import dev.ringback.testkit.SimNode;
import dev.ringback.testkit.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;

/// A simulated network for the tests of an application: hosts with clients, peers made of rules,
/// and a clock that goes on only while everybody waits.
///
/// A host `bob` has the name `bob.test` and listens on UDP and TCP, port 5060.
///
/// The threads of the application are those that the library starts, those of [#start], and the
/// test's own. They may wait in the library's methods and in [#await], [#until] and [#pause], not
/// elsewhere: the time would stand still, and the test fails after ten real seconds. Threads that
/// the application starts itself work, but then a run does not depend on the seed alone.
public final class SipWorld implements AutoCloseable {
    private static final Duration GLANCE = Duration.ofMillis(10);
    private static final Duration QUIET = Duration.ofHours(2);
    private static final int PORT = 5060;

    private final Simulation simulation;
    private final Turns turns;
    private final List<SipClient> clients = new ArrayList<>();
    private final List<Throwable> faults = new ArrayList<>();
    private int hosts;
    private boolean failed;

    SipWorld(Simulation simulation, Duration limit) {
        this.simulation = simulation;
        this.turns = new Turns(simulation, limit);
        turns.begin();
    }

    /// What a scenario does in a world of its own.
    @FunctionalInterface
    public interface Scenario {
        /// Does it.
        void play(SipWorld world) throws Exception;
    }

    /// Plays a scenario in a simulation, for tests that try many seeds. The calling thread is that
    /// of the test.
    ///
    /// @throws AssertionError when an invariant is broken, something throws, or something is left
    ///     over
    public static void play(Simulation simulation, Scenario scenario) throws Exception {
        SipWorld world = new SipWorld(simulation, Duration.ofDays(1));
        try {
            scenario.play(world);
        } catch (Throwable e) {
            world.failed();
            e.addSuppressed(
                    new AssertionError(
                            "seed " + simulation.seed() + "\n" + simulation.trace().ladder()));
            throw e;
        } finally {
            world.close();
        }
    }

    /// The simulation below: its seed, network, name server and trace.
    public Simulation simulation() {
        return simulation;
    }

    /// Changes what the network does to traffic.
    public void faults(Faults now) {
        simulation.network().faults(now);
    }

    /// A client on a host of that name, which is closed when the test is over.
    public SipClient client(String host) throws SipException {
        return own(builder(host).build());
    }

    /// Has a client closed when the test is over.
    public SipClient own(SipClient client) {
        clients.add(client);
        return client;
    }

    /// A builder of a client on a host of that name. What its handlers throw fails the test.
    public SipClient.Builder builder(String host) {
        return SipClient.newBuilder().network(network(host)).onFault(this::fault);
    }

    /// A host of that name, for an application that makes its client itself.
    public AgentNetwork network(String host) {
        return (order, core) -> {
            SimNode node = simulation.node(host, address(host)).timers(order.timers());
            listen(node, order);
            node.start(core);
            simulation.expect(
                    List.of(
                            new WireWatch(node, order.wire()),
                            new FaultWatch(node, order.fault())));
            return new SimHost(simulation, turns, node);
        };
    }

    /// A host with a real stack below anything, such as a server.
    public SimNode node(String host) {
        SimNode node = simulation.node(host, address(host));
        return node.listen(Transport.UDP, PORT).listen(Transport.TCP, PORT);
    }

    /// A host with a peer that follows rules.
    public PeerNode peer(String host, ScriptedPeer rules) {
        PeerNode node = new PeerNode(simulation, host, address(host), rules);
        return node.listen(Transport.UDP, PORT).listen(Transport.TCP, PORT);
    }

    private String address(String host) {
        hosts++;
        String address = "10.0." + hosts / 250 + "." + (hosts % 250 + 1);
        simulation.resolver().add(host + ".test", address);
        return address;
    }

    private static void listen(SimNode node, NetworkOrder order) {
        for (String listen : order.listen()) {
            Transport transport = Transport.named(listen.substring(0, listen.indexOf(':')));
            int port = Integer.parseInt(listen.substring(listen.lastIndexOf(':') + 1));
            if (transport != null) {
                node.listen(transport, port == 0 ? PORT : port);
            }
        }
        if (order.listen().isEmpty()) {
            node.listen(Transport.UDP, PORT).listen(Transport.TCP, PORT);
        }
    }

    /// Starts a thread of the application.
    public void start(Runnable task) {
        turns.start("test-task", task);
    }

    /// Waits for a future.
    public <T> T await(CompletableFuture<T> future)
            throws ExecutionException, InterruptedException {
        return turns.await(future);
    }

    /// Lets virtual time pass.
    public void pause(Duration time) throws InterruptedException {
        CompletableFuture<Boolean> over = new CompletableFuture<>();
        turns.order(() -> simulation.after(time, "", () -> over.complete(true)));
        try {
            await(over);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Waits until something is true, and looks every 10 ms of virtual time.
    ///
    /// @throws AssertionError where it is not true in time
    public void until(BooleanSupplier condition, Duration most) throws InterruptedException {
        long end = simulation.clock().now() + most.toNanos();
        while (!condition.getAsBoolean()) {
            if (simulation.clock().now() > end) {
                throw new AssertionError("not true within " + most);
            }
            pause(GLANCE);
        }
    }

    /// How long the test has taken in virtual time.
    public Duration elapsed() {
        return Duration.ofNanos(simulation.clock().now());
    }

    private void fault(Throwable fault) {
        synchronized (faults) {
            faults.add(fault);
        }
    }

    /// The test failed already: what else is wrong matters less.
    void failed() {
        failed = true;
    }

    /// Closes the clients, waits until the network is quiet, and asks for what is left over.
    ///
    /// @throws AssertionError where a handler threw, a thread or anything in a stack is left over,
    ///     or an invariant is broken
    @Override
    public void close() {
        try {
            clients.forEach(SipClient::close);
            pause(Duration.ZERO);
            if (!failed) {
                turns.broken();
                settled();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | AssertionError e) {
            if (!failed) {
                throw e;
            }
        } finally {
            turns.end();
        }
        if (!failed) {
            simulation.run(QUIET);
        }
    }

    private void settled() throws InterruptedException {
        for (int i = 0; i < 100 && turns.threads().size() > 1; i++) {
            pause(Duration.ofSeconds(1));
        }
        List<Thread> left = new ArrayList<>(turns.threads());
        left.remove(Thread.currentThread());
        if (!left.isEmpty()) {
            AssertionError error = new AssertionError("threads have not ended: " + left);
            error.setStackTrace(left.getFirst().getStackTrace());
            throw error;
        }
        synchronized (faults) {
            if (!faults.isEmpty()) {
                throw new AssertionError("a handler threw " + faults.getFirst(), faults.getFirst());
            }
        }
    }
}
