package dev.ringback.testkit.junit;

import dev.ringback.sip.spi.Host;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.SipStack;
import dev.ringback.testkit.SimNode;
import dev.ringback.testkit.Simulation;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/// A node of the simulation as the host of a client. It stays there when it is closed, and answers
/// what is repeated, until the test is over.
final class SimHost implements Host {
    private final Simulation simulation;
    private final Turns turns;
    private final SimNode node;
    private volatile boolean closed;

    SimHost(Simulation simulation, Turns turns, SimNode node) {
        this.simulation = simulation;
        this.turns = turns;
        this.node = node;
    }

    @Override
    public List<ListenPoint> listenPoints() {
        return node.stack().listenPoints();
    }

    @Override
    public Instant now() {
        return simulation.clock().wallClock();
    }

    @Override
    public void execute(Consumer<SipStack> action) {
        if (!closed) {
            turns.order(
                    () -> {
                        if (node.running()) {
                            node.execute(() -> action.accept(node.stack()));
                        }
                    });
        }
    }

    @Override
    public void start(String name, Runnable task) {
        turns.start(name, task);
    }

    @Override
    public <T> T await(CompletableFuture<T> future)
            throws ExecutionException, InterruptedException {
        return turns.await(future);
    }

    @Override
    public void close() {
        closed = true;
    }
}
