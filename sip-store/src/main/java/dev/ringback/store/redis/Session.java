package dev.ringback.store.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandKeyword;
import io.lettuce.core.protocol.CommandType;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One connection to a server. What is asked of it is sent at most once; what is not answered when
/// it ends fails.
final class Session {
    private static final byte[] NONE = {};

    private final StatefulRedisConnection<byte[], byte[]> connection;
    private final RedisAsyncCommands<byte[], byte[]> commands;
    private final Confirmation confirmation;
    private final byte[] channel;
    private final String digest;
    private final long timeout;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile long answeredAt = System.nanoTime();

    /// @param server for the operator
    Session(
            StatefulRedisConnection<byte[], byte[]> connection,
            RedisSettings settings,
            int replicas,
            String server) {
        this.connection = connection;
        this.commands = connection.async();
        this.channel = new Keys(settings.prefix()).channel();
        this.digest = commands.digest(Swap.SCRIPT);
        this.timeout = settings.timeout().toNanos();
        Duration patience = settings.timeout().dividedBy(2);
        this.confirmation = new Confirmation(commands, replicas, patience, server);
    }

    /// Whether it stands, as far as is known.
    boolean open() {
        return connection.isOpen() && !ended.get();
    }

    /// Puts a question about a key that is moving here. It directly follows `ASKING`, which counts
    /// for one command: both are sent by the thread of the connection, which nobody else's commands
    /// overtake. That thread has the answer to what is sent first: the script, which a server that
    /// gets its first keys may lack, and which asked for in vain would use `ASKING` up.
    <T> CompletableFuture<T> asking(Supplier<CompletableFuture<T>> question) {
        CommandArgs<byte[], byte[]> load =
                new CommandArgs<>(ByteArrayCodec.INSTANCE)
                        .add(CommandKeyword.LOAD)
                        .add(Swap.SCRIPT.getBytes(US_ASCII));
        AsyncCommand<byte[], byte[], String> first =
                new AsyncCommand<>(
                        new Command<>(
                                CommandType.SCRIPT,
                                new StatusOutput<>(ByteArrayCodec.INSTANCE),
                                load));
        CompletableFuture<T> answer =
                heard(first, Function.identity())
                        .thenCompose(
                                _ -> {
                                    var _ = commands.asking();
                                    return question.get();
                                });
        connection.dispatch(first);
        return answer;
    }

    /// What is under a key; no octets for nothing.
    CompletableFuture<byte[]> value(byte[] key) {
        return heard(commands.get(key), octets -> octets == null ? NONE : octets);
    }

    /// Does a change. True once replicas have it, false where something else is under the key.
    /// Fails where it is done and replicas do not say that they have it.
    CompletableFuture<Boolean> swap(Swap swap) {
        byte[][] keys = swap.keys();
        byte[][] arguments = swap.arguments(channel);
        CompletionStage<Long> done =
                commands.<Long>evalsha(digest, ScriptOutputType.INTEGER, keys, arguments)
                        .exceptionallyCompose(
                                failure ->
                                        Fault.unwrapped(failure) instanceof RedisNoScriptException
                                                ? commands.eval(
                                                        Swap.SCRIPT,
                                                        ScriptOutputType.INTEGER,
                                                        keys,
                                                        arguments)
                                                : CompletableFuture.failedStage(failure));
        return heard(done, Function.identity())
                .thenCompose(
                        count ->
                                count == 1
                                        ? confirmed()
                                        : CompletableFuture.completedFuture(false));
    }

    private CompletableFuture<Boolean> confirmed() {
        return heard(confirmation.whole(), Function.identity())
                .thenCompose(
                        whole ->
                                whole
                                        ? CompletableFuture.completedFuture(true)
                                        : CompletableFuture.failedFuture(
                                                new Fault.NotReplicated()));
    }

    /// Some of the names of all keys.
    ///
    /// @param pattern what they match; null for all
    CompletableFuture<KeyScanCursor<byte[]>> scan(
            ScanCursor from, byte @Nullable [] pattern, int limit) {
        ScanArgs arguments = new ScanArgs().limit(limit);
        return heard(
                commands.scan(from, pattern == null ? arguments : arguments.match(pattern)),
                Function.identity());
    }

    /// The number of all keys.
    CompletableFuture<Long> keys() {
        return heard(commands.dbsize(), Function.identity());
    }

    /// Which server of the cluster has what, as this one sees it.
    CompletableFuture<String> nodes() {
        return heard(commands.clusterNodes(), Function.identity());
    }

    /// Whether the server is one of a cluster.
    CompletableFuture<Boolean> ofCluster() {
        return heard(commands.info("cluster"), told -> told.contains("cluster_enabled:1"));
    }

    /// A server that has not answered anything for as long as one answer may take has stopped, or
    /// the way to it has: then all that waits for it fails, and what follows need not wait.
    private <A, B> CompletableFuture<B> heard(CompletionStage<A> answer, Function<A, B> read) {
        return answer.handle(
                        (told, failure) -> {
                            if (failure == null) {
                                answeredAt = System.nanoTime();
                                return CompletableFuture.completedFuture(read.apply(told));
                            }
                            Fault fault = Fault.of(failure);
                            if (fault instanceof Fault.Late
                                    && System.nanoTime() - answeredAt > timeout) {
                                close();
                            }
                            return CompletableFuture.<B>failedFuture(failure);
                        })
                .thenCompose(Function.identity())
                .toCompletableFuture();
    }

    /// Ends it.
    void close() {
        if (ended.compareAndSet(false, true)) {
            var _ = connection.closeAsync();
        }
    }
}
