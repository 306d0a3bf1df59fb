package dev.ringback.sip.engine;

import dev.ringback.cause.Cause;
import dev.ringback.message.SipRequest;
import dev.ringback.sip.Body;
import dev.ringback.sip.Subscriber;
import dev.ringback.sip.UserAgent.Handler;
import dev.ringback.sip.ground.Ground;
import dev.ringback.subscription.Content;
import dev.ringback.subscription.EventState;
import dev.ringback.subscription.IncomingSubscription;
import dev.ringback.subscription.NotifierListener;
import dev.ringback.subscription.NotifierUsage;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Somebody who subscribed, as the application sees it.
final class Watching implements Subscriber, NotifierListener {
    private final Ground ground;
    private final IncomingSubscription incoming;
    private final SipRequest request;
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

    /// On the stack's thread.
    private @Nullable NotifierUsage usage;

    Watching(Ground ground, IncomingSubscription incoming) {
        this.ground = ground;
        this.incoming = incoming;
        this.request = incoming.request();
    }

    /// Lets the application decide; what it leaves is accepted.
    void handle(Handler<Subscriber> handler) {
        try {
            handler.handle(this);
            ground.run(_ -> accept(null));
        } catch (InterruptedException _) {
            reject(500);
        } catch (Exception e) {
            reject(500);
            ground.fault(e);
        }
    }

    private boolean accept(@Nullable EventState present) {
        boolean first = usage == null && !incoming.answered();
        if (first) {
            usage = incoming.accept(present, this);
        }
        return first;
    }

    @Override
    public SipRequest request() {
        return request;
    }

    @Override
    public String event() {
        return incoming.event().type();
    }

    @Override
    public boolean active() {
        return !ended.isDone();
    }

    @Override
    public void pend() {
        ground.run(
                _ -> {
                    if (usage == null && !incoming.answered()) {
                        usage = incoming.pend(this);
                    }
                });
    }

    @Override
    public void send(Body state) {
        EventState present = EventState.of(new Content(state.type(), state.bytes()));
        ground.run(
                _ -> {
                    if (!accept(present) && usage != null) {
                        tell(usage, present);
                    }
                });
    }

    private static void tell(NotifierUsage open, EventState present) {
        if (open.pending()) {
            open.with(present).permit();
        } else {
            open.tell(present);
        }
    }

    @Override
    public void terminate(String reason) {
        ground.run(
                _ -> {
                    if (usage != null) {
                        usage.terminate(reason, null);
                    }
                });
    }

    @Override
    public CompletableFuture<Boolean> ended() {
        return ground.handed(ended);
    }

    @Override
    public void reject(int status) {
        ground.run(
                _ -> {
                    if (usage == null && !incoming.answered()) {
                        incoming.refuse(status, new Cause.Decided("application"));
                        ended.complete(true);
                    }
                });
    }

    @Override
    public void ended(NotifierUsage over) {
        ended.complete(true);
    }
}
