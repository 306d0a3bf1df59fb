package dev.ringback.sip.engine;

import dev.ringback.publication.ClientPublication;
import dev.ringback.publication.PublicationEvent;
import dev.ringback.publication.PublicationPlan;
import dev.ringback.reaction.Reactions;
import dev.ringback.reaction.SipFailure;
import dev.ringback.sip.Body;
import dev.ringback.sip.Publication;
import dev.ringback.sip.SipException;
import dev.ringback.sip.ground.Failures;
import dev.ringback.sip.ground.Ground;
import dev.ringback.subscription.Content;
import dev.ringback.useragent.UserAgentCore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Published state, kept by the stack's machine.
final class Published implements Publication, Events.Closing {
    private final Ground ground;
    private final PublicationPlan plan;
    private final CompletableFuture<Publication> accepted;
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

    // on the stack's thread
    private final List<CompletableFuture<Publication>> waiting = new ArrayList<>(1);
    private @Nullable ClientPublication machine;

    // told to any thread
    private volatile String tag = "";
    private volatile Duration granted = Duration.ZERO;

    Published(Ground ground, PublicationPlan plan) {
        this.ground = ground;
        this.plan = plan;
        this.accepted = ground.promise();
    }

    CompletableFuture<Publication> accepted() {
        return accepted;
    }

    CompletableFuture<Boolean> ended() {
        return ended;
    }

    /// On the stack's thread.
    void begin(UserAgentCore core, Reactions reactions, Content state) {
        waiting.add(accepted);
        machine =
                new ClientPublication(core.stack(), core.sender(), plan, reactions, this::happened);
        machine.publish(state);
    }

    private void happened(PublicationEvent event) {
        switch (event) {
            case PublicationEvent.Published(String entityTag, Duration lifetime, _) -> {
                tag = entityTag == null ? "" : entityTag;
                granted = lifetime;
                waiting.forEach(one -> one.complete(this));
                waiting.clear();
            }
            case PublicationEvent.Failed(SipFailure failure, _) -> failed(failure);
            case PublicationEvent.Removed _, PublicationEvent.Remains _ -> ended.complete(true);
        }
    }

    /// Who waits is told; only what was published once is tried again by itself.
    private void failed(SipFailure failure) {
        SipException told = Failures.of("PUBLISH " + plan.target(), failure);
        boolean first = granted.isZero();
        waiting.forEach(one -> one.completeExceptionally(told));
        waiting.clear();
        if (first && machine != null) {
            machine.abandon();
            ended.complete(true);
        }
    }

    @Override
    public String entityTag() {
        return tag;
    }

    @Override
    public Duration granted() {
        return granted;
    }

    @Override
    public void modify(Body state) throws SipException, InterruptedException {
        CompletableFuture<Publication> done = ground.promise();
        ground.run(
                _ -> {
                    if (machine == null || ended.isDone()) {
                        done.completeExceptionally(
                                new SipException("it is taken back", (Throwable) null));
                    } else {
                        waiting.add(done);
                        machine.publish(new Content(state.type(), state.bytes()));
                    }
                });
        ground.await(done);
    }

    @Override
    public CompletableFuture<Boolean> end() {
        ground.run(
                _ -> {
                    if (machine != null && !ended.isDone()) {
                        machine.remove();
                    }
                });
        return ended;
    }

    @Override
    public void close() {
        ground.awaitClosed(end());
    }
}
