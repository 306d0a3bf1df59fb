package dev.ringback.cli.serve;

import dev.ringback.socket.NotifySocket;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The service manager that started this process, systemd for one: told when the server is ready,
/// reads its configuration anew, ends, and that it lives. Nobody where the environment names none.
/// Any thread.
final class Supervisor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final long NANOS_PER_MICRO = 1_000;

    private final @Nullable NotifySocket socket;
    private final AtomicBoolean ended = new AtomicBoolean();

    private Supervisor(@Nullable NotifySocket socket) {
        this.socket = socket;
    }

    /// The one that the environment names: `NOTIFY_SOCKET`.
    static Supervisor of(Map<String, String> environment) {
        String address = environment.getOrDefault("NOTIFY_SOCKET", "");
        try {
            return new Supervisor(address.isEmpty() ? null : NotifySocket.open(address));
        } catch (IOException e) {
            LOG.warn("the service manager is told nothing: {}", e.getMessage());
            return new Supervisor(null);
        }
    }

    /// The server takes traffic, and is like that.
    void ready(String status) {
        tell("READY=1\nSTATUS=" + status);
    }

    /// The server reads everything anew; [#ready] follows. Told with the monotonic clock of the
    /// system, which is that of the JVM.
    void reloading() {
        tell("RELOADING=1\nMONOTONIC_USEC=" + System.nanoTime() / NANOS_PER_MICRO);
    }

    /// The server begins to end.
    void stopping() {
        if (ended.compareAndSet(false, true)) {
            tell("STOPPING=1\nSTATUS=lets running work end");
        }
    }

    /// Tells from now on that the server lives, as often as the environment wants it:
    /// `WATCHDOG_USEC`.
    ///
    /// @param lives whether it does
    void watch(Map<String, String> environment, BooleanSupplier lives) {
        Duration interval = interval(environment);
        if (socket != null && interval.isPositive()) {
            Thread.ofVirtual().name("watchdog").start(() -> watch(interval, lives));
        }
    }

    /// A quarter of what is wanted, so that one that fails may be repeated; zero where nothing is.
    private static Duration interval(Map<String, String> environment) {
        String pid = environment.getOrDefault("WATCHDOG_PID", "");
        boolean meant = pid.isEmpty() || pid.equals("" + ProcessHandle.current().pid());
        try {
            long micros = Long.parseLong(environment.getOrDefault("WATCHDOG_USEC", "0"));
            return meant ? Duration.ofNanos(micros * NANOS_PER_MICRO / 4) : Duration.ZERO;
        } catch (NumberFormatException _) {
            return Duration.ZERO;
        }
    }

    private void watch(Duration interval, BooleanSupplier lives) {
        while (!ended.get()) {
            boolean alive = lives.getAsBoolean();
            if (alive) {
                tell("WATCHDOG=1");
            }
            LockSupport.parkNanos((alive ? interval : interval.dividedBy(4)).toNanos());
        }
    }

    private void tell(String message) {
        if (socket != null) {
            try {
                socket.send(message);
            } catch (IOException e) {
                LOG.warn("{}: {}", message.lines().findFirst().orElse(""), e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        ended.set(true);
        if (socket != null) {
            socket.close();
        }
    }
}
