package dev.ringback.sip.ground;

import dev.ringback.sip.SipException;
import dev.ringback.sip.SipTimeoutException;
import dev.ringback.sip.spi.Host;
import dev.ringback.stack.TimerQueue;
import dev.ringback.useragent.UserAgentCore;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What everything of one client stands on: the way from the application's threads to the stack's
/// and back. Any thread.
public final class Ground {
    private final Map<Long, CompletableFuture<?>> promises = new ConcurrentHashMap<>();
    private final AtomicLong lastPromise = new AtomicLong();
    private final String product;
    private final Consumer<Throwable> faults;
    private volatile @Nullable Host host;
    private volatile @Nullable UserAgentCore core;
    private volatile @Nullable Thread stackThread;
    private volatile boolean closed;

    /// The first half of the birth.
    ///
    /// @param product the value of User-Agent and Server; empty for none
    /// @param faults hears of faults
    public Ground(String product, Consumer<Throwable> faults) {
        this.product = product;
        this.faults = faults;
    }

    /// The second half of the birth: the core is made while the host opens.
    public void stand(Host on, UserAgentCore with) {
        host = on;
        core = with;
    }

    /// Where time, threads and sockets come from.
    public Host host() {
        return Objects.requireNonNull(host);
    }

    /// On the stack's thread only.
    public UserAgentCore core() {
        return Objects.requireNonNull(core);
    }

    /// The value of User-Agent and Server; empty for none.
    public String product() {
        return product;
    }

    /// A fault of the application's code, or of ours.
    public void fault(Throwable fault) {
        faults.accept(fault);
    }

    /// Whether the client is closed.
    public boolean closed() {
        return closed;
    }

    /// Runs something in a step of the stack.
    public void run(Consumer<UserAgentCore> action) {
        host().execute(
                        _ -> {
                            stackThread = Thread.currentThread();
                            action.accept(core());
                        });
    }

    /// Runs something in a step of the stack: in this one, where it is called on the stack's
    /// thread.
    public void runSoon(Runnable action) {
        if (Thread.currentThread().equals(stackThread)) {
            action.run();
        } else {
            run(_ -> action.run());
        }
    }

    /// Asks something in a step of the stack; what it throws comes back.
    public <T> CompletableFuture<T> ask(Function<UserAgentCore, T> question) {
        CompletableFuture<T> answer = promise();
        run(
                on -> {
                    try {
                        answer.complete(question.apply(on));
                    } catch (RuntimeException e) {
                        answer.completeExceptionally(e);
                    }
                });
        return answer;
    }

    /// A future that is completed at the latest when the client closes.
    public <T> CompletableFuture<T> promise() {
        CompletableFuture<T> promise = new CompletableFuture<>();
        long number = lastPromise.incrementAndGet();
        promises.put(number, promise);
        var _ = promise.whenComplete((_, _) -> promises.remove(number));
        if (closed) {
            promise.completeExceptionally(gone());
        }
        return promise;
    }

    /// The same future for the application: what depends on it runs on a virtual thread, never on
    /// the stack's, and may wait. Cancelling it cancels the first.
    public <T> CompletableFuture<T> handed(CompletableFuture<T> future) {
        CompletableFuture<T> handed = new CompletableFuture<>();
        var _ =
                future.whenComplete(
                        (value, failure) ->
                                start(
                                        "sip-future",
                                        () -> {
                                            if (failure == null) {
                                                handed.complete(value);
                                            } else {
                                                handed.completeExceptionally(failure);
                                            }
                                        }));
        var _ =
                handed.whenComplete(
                        (_, _) -> {
                            if (handed.isCancelled()) {
                                future.cancel(false);
                            }
                        });
        return handed;
    }

    /// Runs a task of the application, or for it.
    public void start(String name, Runnable task) {
        host().start(
                        name,
                        () -> {
                            try {
                                task.run();
                            } catch (RuntimeException | Error e) {
                                fault(e);
                            }
                        });
    }

    /// Refuses to wait on the stack's thread, which would wait for itself.
    ///
    /// @throws IllegalStateException on the stack's thread
    public void mayWait() {
        if (Thread.currentThread().equals(stackThread)) {
            throw new IllegalStateException(
                    "called on the stack's thread, which must not wait: use SipClient.start");
        }
    }

    /// Waits for what is never completed exceptionally.
    public <T> T awaitEnd(CompletableFuture<T> future) throws InterruptedException {
        mayWait();
        try {
            return host().await(future);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Waits for what is never completed exceptionally, for `close` methods: who is interrupted
    /// waits no longer, and stays interrupted.
    public void awaitClosed(CompletableFuture<?> future) {
        try {
            awaitEnd(future);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits for a future.
    ///
    /// @throws SipException the one that it was completed with, from here
    public <T> T await(CompletableFuture<T> future) throws SipException, InterruptedException {
        mayWait();
        try {
            return host().await(future);
        } catch (ExecutionException e) {
            throw Failures.here(e.getCause() == null ? e : e.getCause());
        } catch (CancellationException e) {
            throw new SipException("given up", e);
        }
    }

    /// Waits for a future, no longer than that.
    public <T> T await(CompletableFuture<T> future, Duration most, String what)
            throws SipException, InterruptedException {
        CompletableFuture<T> either = future.copy();
        AtomicReference<TimerQueue.Timer> timer = new AtomicReference<>();
        String late = what + " within " + Failures.span(most);
        run(
                on -> {
                    if (!either.isDone()) {
                        Runnable fired =
                                () -> either.completeExceptionally(new SipTimeoutException(late));
                        timer.set(on.stack().schedule(most, fired));
                    }
                });
        long number = lastPromise.incrementAndGet();
        promises.put(number, either);
        try {
            return await(either);
        } finally {
            promises.remove(number);
            run(
                    _ -> {
                        TimerQueue.Timer running = timer.get();
                        if (running != null) {
                            running.cancel();
                        }
                    });
        }
    }

    /// Waits for what takes no time: the next step of the stack. Interruption waits until after.
    public <T> T awaitStep(CompletableFuture<T> future) throws SipException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return await(future);
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Closes the host, and ends what waits.
    public void close() {
        closed = true;
        host().close();
        promises.values().forEach(promise -> promise.completeExceptionally(gone()));
    }

    private static SipException gone() {
        return new SipException("the client is closed", (Throwable) null);
    }
}
