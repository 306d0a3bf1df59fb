package dev.ringback.cli.client;

import dev.ringback.cli.terminal.FailedException;
import dev.ringback.cli.terminal.Texts;
import dev.ringback.header.HeaderName;
import dev.ringback.header.route.Via;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.runtime.ListenException;
import dev.ringback.runtime.RuntimeConfig;
import dev.ringback.runtime.SipRuntime;
import dev.ringback.stack.Hop;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.Transport;
import dev.ringback.transaction.ClientFailure;
import dev.ringback.transaction.ClientTransaction;
import dev.ringback.transaction.ClientTransactionUser;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A user agent client for one target: sends a request on the real stack and waits for its final
/// response. One thread.
public final class SipClient implements AutoCloseable {
    private final SipRuntime runtime;
    private final Hop hop;
    private final ListenPoint local;

    private SipClient(SipRuntime runtime, Hop hop, ListenPoint local) {
        this.runtime = runtime;
        this.hop = hop;
        this.local = local;
    }

    /// What became of a request.
    public sealed interface Outcome {
        /// A final response came.
        ///
        /// @param response the response
        /// @param time from the request to it
        record Answered(SipResponse response, Duration time) implements Outcome {}

        /// None came.
        ///
        /// @param reason why not
        record Unanswered(String reason) implements Outcome {}
    }

    /// Opens sockets towards a target.
    public static SipClient open(Target target) throws FailedException, ListenException {
        InetSocketAddress remote = target.resolve();
        InetSocketAddress own = new InetSocketAddress(localAddress(remote), 0);
        RuntimeConfig.Builder config = RuntimeConfig.builder().shards(1);
        config.listen(Transport.UDP, own).listen(Transport.TCP, own);
        SipRuntime runtime = SipRuntime.start(config.build(), _ -> new ClientCore());
        ListenPoint local =
                runtime.listenPoints().stream()
                        .filter(point -> point.transport() == target.transport())
                        .findFirst()
                        .orElseThrow();
        return new SipClient(runtime, new Hop(target.transport(), remote), local);
    }

    /// The address that this machine uses towards that one. Nothing is sent.
    private static InetAddress localAddress(InetSocketAddress remote) throws FailedException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(remote);
            return socket.getLocalAddress();
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new FailedException(
                    "cannot reach " + remote.getHostString() + ": " + e.getMessage());
        }
    }

    /// Where it is heard itself.
    public ListenPoint local() {
        return local;
    }

    /// Sends a request that still lacks its Via, and waits for its final response.
    public Outcome send(SipRequest.Builder request, Duration timeout) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        runtime.execute(0, stack -> start(stack, request, outcome));
        try {
            return outcome.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            return new Outcome.Unanswered("no answer within " + Texts.seconds(timeout));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Outcome.Unanswered("interrupted");
        }
    }

    private void start(
            SipStack stack, SipRequest.Builder request, CompletableFuture<Outcome> outcome) {
        Via via = local.via(stack.ids().branch());
        SipRequest sent = request.addFirst(HeaderName.VIA, via.toString()).build();
        stack.send(sent, hop, new Waiting(outcome, System.nanoTime()));
    }

    /// Completes the outcome of one request.
    private record Waiting(CompletableFuture<Outcome> outcome, long begin)
            implements ClientTransactionUser {
        @Override
        public void response(ClientTransaction transaction, SipResponse response) {
            if (response.finalResponse()) {
                Duration time = Duration.ofNanos(System.nanoTime() - begin);
                outcome.complete(new Outcome.Answered(response, time));
            }
        }

        @Override
        public void failed(ClientTransaction transaction, ClientFailure failure) {
            String reason =
                    switch (failure) {
                        case ClientFailure.TimedOut _ -> "no answer";
                        case ClientFailure.TransportFailed(var cause) -> cause.error().words();
                    };
            outcome.complete(new Outcome.Unanswered(reason));
        }
    }

    @Override
    public void close() {
        runtime.close();
    }
}
