package dev.ringback.sip.engine;

import dev.ringback.header.event.SubscriptionState;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.reaction.SipFailure;
import dev.ringback.sip.SipException;
import dev.ringback.sip.Subscription;
import dev.ringback.sip.ground.Failures;
import dev.ringback.sip.ground.Ground;
import dev.ringback.sip.ground.Strand;
import dev.ringback.subscription.Ending;
import dev.ringback.subscription.EventSubscriber;
import dev.ringback.subscription.SubscriptionListener;
import dev.ringback.subscription.SubscriptionPlan;
import dev.ringback.subscription.SubscriptionUsage;
import dev.ringback.subscription.UsageContext;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A subscription, kept by the stack's machine.
final class Subscribed implements Subscription, SubscriptionListener, Events.Closing {
    private final Ground ground;
    private final SubscriptionPlan plan;
    private final Consumer<SipRequest> listener;
    private final Strand strand;
    private final CompletableFuture<Subscription> accepted;
    private final CompletableFuture<SipRequest> first;
    private final CompletableFuture<String> ended = new CompletableFuture<>();

    /// The end for the application, which comes after what it is told before.
    private final CompletableFuture<String> told;

    /// On the stack's thread.
    private @Nullable EventSubscriber machine;

    private String reason = "";

    Subscribed(Ground ground, SubscriptionPlan plan, Consumer<SipRequest> listener) {
        this.ground = ground;
        this.plan = plan;
        this.listener = listener;
        this.strand = new Strand(ground, "sip-notify");
        this.accepted = ground.promise();
        this.first = ground.promise();
        this.told = ground.promise();
    }

    /// Completed when a notifier accepted it.
    CompletableFuture<Subscription> accepted() {
        return accepted;
    }

    /// On the stack's thread.
    void begin(UsageContext context) {
        machine = new EventSubscriber(context, plan, this);
        machine.subscribe();
    }

    // -- what happens, on the stack's thread

    @Override
    public void accepted(SipResponse response) {
        accepted.complete(this);
    }

    @Override
    public void notified(SubscriptionUsage usage, SipRequest notify, SubscriptionState state) {
        accepted.complete(this);
        first.complete(notify);
        strand.post(() -> listener.accept(notify));
    }

    @Override
    public void ended(SubscriptionUsage usage, Ending ending) {
        reason = ending.reason().name().toLowerCase(Locale.ROOT);
    }

    /// The first failure is the application's business; later ones are tried again.
    @Override
    public void failed(@Nullable SipFailure failure, @Nullable Duration retry) {
        String what = "SUBSCRIBE " + plan.target();
        boolean beginning =
                accepted.completeExceptionally(
                        failure == null
                                ? new SipException(what + ": no NOTIFY", (Throwable) null)
                                : Failures.of(what, failure));
        if (beginning && machine != null) {
            machine.abandon();
            over();
        }
    }

    @Override
    public void over() {
        SipException late = new SipException("the subscription is over", (Throwable) null);
        accepted.completeExceptionally(late);
        first.completeExceptionally(late);
        ended.complete(reason);
        strand.post(() -> told.complete(reason));
    }

    // -- for any thread

    @Override
    public boolean active() {
        return accepted.isDone() && !ended.isDone();
    }

    @Override
    public CompletableFuture<String> ended() {
        return ground.handed(told);
    }

    @Override
    public CompletableFuture<SipRequest> firstNotify() {
        return ground.handed(first);
    }

    @Override
    public void refresh() {
        ground.run(
                _ -> {
                    if (machine != null) {
                        machine.refresh();
                    }
                });
    }

    @Override
    public CompletableFuture<Boolean> end() {
        ground.run(
                _ -> {
                    if (machine != null && !ended.isDone()) {
                        machine.unsubscribe();
                    }
                });
        return ended.thenApply(_ -> true);
    }

    @Override
    public void close() {
        ground.awaitClosed(end());
    }
}
