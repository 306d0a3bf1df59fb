package dev.ringback.store.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.ByteArrayCodec;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Keeps one connection to a server: made when it is needed, made anew when it was lost. After a
/// failure the next try waits, longer each time up to two seconds; what is asked meanwhile fails at
/// once. Safe for use by many threads.
final class Link {
    private static final long FIRST = Duration.ofMillis(25).toNanos();
    private static final long LAST = Duration.ofSeconds(2).toNanos();
    private static final int MOST_DOUBLINGS = 7;

    private final RedisClient client;
    private final RedisURI uri;
    private final RedisSettings settings;
    private final int replicas;
    private @Nullable CompletableFuture<Session> current;
    private int failures;
    private long failedAt;
    private long rest;
    private boolean closed;

    /// @param replicas how many must have what is written by it
    Link(RedisClient client, RedisURI uri, RedisSettings settings, int replicas) {
        this.client = client;
        this.uri = uri;
        this.settings = settings;
        this.replicas = replicas;
    }

    private String server() {
        return new RedisUri.Server(uri.getHost(), uri.getPort()).toString();
    }

    /// The connection, now or when it is made.
    CompletableFuture<Session> session() {
        CompletableFuture<Session> making;
        synchronized (this) {
            CompletableFuture<Session> known = current;
            boolean resting = failures > 0 && System.nanoTime() - failedAt < rest;
            if (known != null && (usable(known) || resting)) {
                return known;
            }
            if (closed) {
                return CompletableFuture.failedFuture(new Fault.NoWay("closed"));
            }
            close(known);
            making = new CompletableFuture<>();
            current = making;
        }
        connect(making);
        return making;
    }

    private static boolean usable(CompletableFuture<Session> session) {
        return switch (session.state()) {
            case RUNNING -> true;
            case SUCCESS -> session.resultNow().open();
            case FAILED, CANCELLED -> false;
        };
    }

    private void connect(CompletableFuture<Session> making) {
        var _ =
                client.connectAsync(ByteArrayCodec.INSTANCE, uri)
                        .whenComplete(
                                (connection, failure) -> {
                                    settled(failure == null);
                                    if (failure == null) {
                                        making.complete(
                                                new Session(
                                                        connection, settings, replicas, server()));
                                        dropIfClosed();
                                    } else {
                                        String why = server() + ": " + reason(failure);
                                        making.completeExceptionally(new Fault.NoWay(why));
                                    }
                                });
    }

    private synchronized void settled(boolean connected) {
        failures = connected ? 0 : failures + 1;
        failedAt = System.nanoTime();
        long longest = Math.min(LAST, FIRST << Math.min(failures, MOST_DOUBLINGS));
        rest = ThreadLocalRandom.current().nextLong(longest / 2, longest);
    }

    private synchronized void dropIfClosed() {
        if (closed) {
            close(current);
        }
    }

    /// What lies at the bottom of a failure to connect, in the words of the operating system or of
    /// Redis.
    private static String reason(Throwable failure) {
        Throwable cause = failure;
        Throwable inner = cause.getCause();
        while (inner != null) {
            cause = inner;
            inner = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    private static void close(@Nullable CompletableFuture<Session> session) {
        if (session != null && session.state() == CompletableFuture.State.SUCCESS) {
            session.resultNow().close();
        }
    }

    /// Ends the connection and makes none any more.
    synchronized void close() {
        closed = true;
        close(current);
    }
}
