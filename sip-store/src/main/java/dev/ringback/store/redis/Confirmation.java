package dev.ringback.store.redis;

import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Waits until replicas have what one connection wrote. While one `WAIT` is under way those that
/// come meanwhile gather for the next one: it stands for all that was written before it.
///
/// Where a master has fewer replicas than wanted, those that it has suffice: after a failover there
/// may be none. That is believed only once a `WAIT` took all its time, in which a server that is no
/// master any more would have heard of it; from then on it is looked up again each second.
final class Confirmation {
    private static final Logger LOG = LoggerFactory.getLogger(Confirmation.class);
    private static final Pattern ONLINE = Pattern.compile("state=online");
    private static final long LOOK_AGAIN = Duration.ofSeconds(1).toNanos();

    private final RedisAsyncCommands<byte[], byte[]> commands;
    private final int wanted;
    private final long patience;
    private final String server;
    private @Nullable CompletableFuture<Boolean> next;
    private boolean running;
    private int expected;
    private long lookedAt;

    /// @param wanted how many replicas
    /// @param patience milliseconds to wait for them
    /// @param server for the operator
    Confirmation(
            RedisAsyncCommands<byte[], byte[]> commands,
            int wanted,
            Duration patience,
            String server) {
        this.commands = commands;
        this.wanted = wanted;
        this.expected = wanted;
        this.patience = patience.toMillis();
        this.server = server;
    }

    /// Whether as many replicas as there are have all that was written so far, up to those wanted.
    CompletableFuture<Boolean> whole() {
        if (wanted == 0) {
            return CompletableFuture.completedFuture(true);
        }
        CompletableFuture<Boolean> mine;
        synchronized (this) {
            mine = next == null ? new CompletableFuture<>() : next;
            next = mine;
            if (running) {
                return mine;
            }
            running = true;
        }
        round();
        return mine;
    }

    private void round() {
        CompletableFuture<Boolean> gathered;
        synchronized (this) {
            if (next == null) {
                running = false;
                return;
            }
            gathered = next;
            next = null;
        }
        boolean lacking = expected < wanted;
        boolean look = lacking && System.nanoTime() - lookedAt > LOOK_AGAIN;
        CompletionStage<Boolean> answer = look ? looked().thenCompose(_ -> await()) : await();
        var _ =
                answer.whenComplete(
                        (whole, failure) -> {
                            if (failure == null) {
                                gathered.complete(whole);
                            } else {
                                gathered.completeExceptionally(failure);
                            }
                            round();
                        });
    }

    /// Rounds follow one another, so what they know needs no lock.
    private CompletionStage<Boolean> await() {
        int hoped = expected;
        if (hoped == 0) {
            return CompletableFuture.completedFuture(true);
        }
        return commands.waitForReplication(hoped, patience)
                .thenCompose(
                        have ->
                                have >= hoped
                                        ? CompletableFuture.completedFuture(true)
                                        : looked().thenApply(_ -> have >= expected));
    }

    /// Finds out how many replicas there are.
    private CompletionStage<Void> looked() {
        return commands.info("replication")
                .thenAccept(
                        told -> {
                            int online = (int) ONLINE.matcher(told).results().count();
                            boolean master = told.contains("role:master");
                            lookedAt = System.nanoTime();
                            expect(master ? Math.min(online, wanted) : wanted);
                        });
    }

    private void expect(int replicas) {
        if (replicas < expected) {
            LOG.warn(
                    "{} has {} replicas of {}: what it takes may be lost with it",
                    server,
                    replicas,
                    wanted);
        } else if (replicas > expected) {
            LOG.info("{} has {} replicas of {} again", server, replicas, wanted);
        }
        expected = replicas;
    }
}
