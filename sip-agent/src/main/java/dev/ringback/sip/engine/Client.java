package dev.ringback.sip.engine;

import dev.ringback.header.NameAddress;
import dev.ringback.message.SipResponse;
import dev.ringback.reaction.Reactions;
import dev.ringback.sip.OutgoingRequest;
import dev.ringback.sip.SipClient;
import dev.ringback.sip.SipException;
import dev.ringback.sip.UserAgent;
import dev.ringback.sip.WireEvent;
import dev.ringback.sip.ground.Asking;
import dev.ringback.sip.ground.Contacts;
import dev.ringback.sip.ground.Ground;
import dev.ringback.sip.ground.Texts;
import dev.ringback.sip.ground.WireLog;
import dev.ringback.stack.ListenPoint;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// The client: who came from it, and what they share.
final class Client implements SipClient {
    private static final NameAddress NOBODY =
            NameAddress.of(Texts.uri("sip:anonymous@anonymous.invalid"));

    private final Ground ground;
    private final WireLog wire;
    private final Set<Agent> agents = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closing = new AtomicBoolean();

    Client(Ground ground, WireLog wire) {
        this.ground = ground;
        this.wire = wire;
    }

    @Override
    public UserAgent.Builder userAgent(String address) {
        return new AgentBuilder(ground, Texts.address(address), agents);
    }

    @Override
    public SipResponse send(OutgoingRequest request) throws SipException, InterruptedException {
        return Asking.await(ground, asked(request));
    }

    @Override
    public CompletableFuture<SipResponse> sendAsync(OutgoingRequest request) {
        return ground.handed(asked(request));
    }

    private CompletableFuture<SipResponse> asked(OutgoingRequest request) {
        Asking.Identity nobody =
                new Asking.Identity(
                        NOBODY,
                        List.of(),
                        local -> Contacts.of(local, "anonymous"),
                        Reactions.defaults());
        return new Asking(ground, request).send(() -> nobody);
    }

    @Override
    public SipClient onWire(Consumer<WireEvent> listener) {
        wire.listen(listener);
        return this;
    }

    @Override
    public List<ListenPoint> listenPoints() {
        return ground.host().listenPoints();
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
        CompletableFuture<Boolean> over = ground.promise();
        ground.run(core -> core.stack().schedule(time, () -> over.complete(true)));
        try {
            ground.await(over);
        } catch (SipException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void start(Runnable task) {
        ground.start("sip-task", task);
    }

    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        List<CompletableFuture<Void>> ends = agents.stream().map(Agent::closeAsync).toList();
        try {
            for (CompletableFuture<Void> end : ends) {
                ground.host().await(end);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            ground.fault(e);
        } finally {
            agents.forEach(Agent::abandon);
            ground.close();
        }
    }
}
