package dev.ringback.sip.spi;

import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.SipStack;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/// A stack on a network: where time, threads and sockets of a client come from. Any thread.
public interface Host extends AutoCloseable {
    /// Where it is heard, with real ports.
    List<ListenPoint> listenPoints();

    /// The wall clock.
    Instant now();

    /// Runs an action in its turn on the stack's thread. It is lost where the host is closed.
    void execute(Consumer<SipStack> action);

    /// Runs a task of the application on a new virtual thread. What it throws is for its uncaught
    /// exception handler.
    ///
    /// @param name the name of the thread
    void start(String name, Runnable task);

    /// Waits for a future, on the application's thread. In a simulation this is where time passes.
    ///
    /// @throws ExecutionException where the future was completed exceptionally
    /// @throws InterruptedException where the thread was interrupted
    <T> T await(CompletableFuture<T> future) throws ExecutionException, InterruptedException;

    /// Closes the sockets. What waits for a future goes on waiting: complete it before.
    @Override
    void close();
}
