package dev.ringback.runtime;

import dev.ringback.cause.Cause;
import dev.ringback.header.HeaderName;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.socket.Backend;
import dev.ringback.stack.Destination;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.Notice;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.Transport;
import dev.ringback.transaction.ClientFailure;
import dev.ringback.transaction.ClientTransaction;
import dev.ringback.transaction.ClientTransactionUser;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// A runtime with recording cores, and a client on top of it.
final class TestRuntime implements AutoCloseable {
    final List<RecordingCore> cores = new CopyOnWriteArrayList<>();
    /// What was told, but for the final responses, which are in [#answered], and their times.
    final List<Notice> notices = new CopyOnWriteArrayList<>();

    /// The causes of the final responses that were told.
    final List<Cause> answered = new CopyOnWriteArrayList<>();

    final SipRuntime runtime;

    private TestRuntime(RuntimeConfig.Builder config, boolean counting) throws ListenException {
        config.notices(
                notice -> {
                    if (notice instanceof Notice.Answered(var _, var causes)) {
                        answered.add(causes.decisive());
                    } else if (!(notice instanceof Notice.Settled)) {
                        notices.add(notice);
                    }
                });
        runtime =
                SipRuntime.start(
                        config.build(),
                        _ -> {
                            RecordingCore core =
                                    counting ? RecordingCore.counting() : new RecordingCore();
                            cores.add(core);
                            return core;
                        });
    }

    /// One shard on 127.0.0.1, UDP and TCP.
    static TestRuntime start(Backend backend) throws ListenException {
        return start(backend, _ -> {});
    }

    static TestRuntime start(Backend backend, Consumer<RuntimeConfig.Builder> changes)
            throws ListenException {
        RuntimeConfig.Builder config =
                RuntimeConfig.builder()
                        .shards(1)
                        .backend(backend)
                        .listen(Transport.UDP, Wire.loopback(0))
                        .listen(Transport.TCP, Wire.loopback(0));
        changes.accept(config);
        return new TestRuntime(config, false);
    }

    static TestRuntime counting(RuntimeConfig.Builder config) throws ListenException {
        return new TestRuntime(config, true);
    }

    RecordingCore core() {
        return cores.getFirst();
    }

    InetSocketAddress udp() {
        return runtime.listenPoints().get(0).bound();
    }

    InetSocketAddress tcp() {
        return runtime.listenPoints().get(1).bound();
    }

    /// What a client transaction came to: a response or a failure.
    CompletableFuture<Object> send(SipRequest request, Destination to) {
        return send(0, request, to);
    }

    CompletableFuture<Object> send(int shard, SipRequest request, Destination to) {
        CompletableFuture<Object> outcome = new CompletableFuture<>();
        runtime.execute(
                shard, stack -> stack.send(ours(stack, request, to), to, new Outcome(outcome)));
        return outcome;
    }

    /// The request with our own sent-by in its Via, where we have a socket for it.
    private static SipRequest ours(SipStack stack, SipRequest request, Destination to) {
        ListenPoint local = stack.localFor(to);
        String branch = String.valueOf(request.topVia().branch());
        return local == null
                ? request
                : request.edit().replaceFirst(HeaderName.VIA, local.via(branch).toString()).build();
    }

    /// Completes a future with the first thing that happens.
    private record Outcome(CompletableFuture<Object> future) implements ClientTransactionUser {
        @Override
        public void response(ClientTransaction transaction, SipResponse response) {
            future.complete(response);
        }

        @Override
        public void failed(ClientTransaction transaction, ClientFailure failure) {
            future.complete(failure);
        }
    }

    @Override
    public void close() {
        runtime.close();
    }
}
