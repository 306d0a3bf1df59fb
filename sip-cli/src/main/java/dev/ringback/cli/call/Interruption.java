package dev.ringback.cli.call;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// ^C: ends what runs in an orderly way, and lets the command finish what it says.
public final class Interruption implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CountDownLatch finished = new CountDownLatch(1);
    private final AtomicInteger status = new AtomicInteger();
    private final Thread hook;
    private volatile boolean came;
    private volatile HangUp hangUp;

    /// What is done with calls that are up.
    @FunctionalInterface
    public interface HangUp {
        /// Ends them, and waits for that.
        void run() throws InterruptedException;
    }

    /// Watches for ^C, and for SIGTERM. It is opened before what has to be closed in order: the
    /// process ends when it is closed itself.
    public Interruption(HangUp hangUp) {
        this.hangUp = hangUp;
        this.hook = new Thread(this::interrupted);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// What is done now when it comes.
    void does(HangUp action) {
        hangUp = action;
    }

    private void interrupted() {
        came = true;
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                hangUp.run();
                            } catch (InterruptedException _) {
                                Thread.currentThread().interrupt();
                            }
                        });
        try {
            if (finished.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                Runtime.getRuntime().halt(status.get());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether it came.
    public boolean came() {
        return came;
    }

    /// The command is through with its work.
    ///
    /// @param exit its exit status
    public void finished(int exit) {
        status.set(exit);
    }

    @Override
    public void close() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // It runs already, and ends the process.
            came = true;
        }
    }
}
