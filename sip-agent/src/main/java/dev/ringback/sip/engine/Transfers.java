package dev.ringback.sip.engine;

import dev.ringback.reaction.SipFailure;
import dev.ringback.session.InviteSession;
import dev.ringback.sip.CallEvent;
import dev.ringback.sip.SipException;
import dev.ringback.sip.ground.Failures;
import dev.ringback.subscription.UsageContext;
import dev.ringback.transfer.ReferPlan;
import dev.ringback.transfer.TransferEvent;
import dev.ringback.transfer.Transferor;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// A REFER of ours and how it goes. On the stack's thread.
final class Transfers {
    private final ReferPlan plan;
    private final Consumer<CallEvent> events;
    private final CompletableFuture<Boolean> done;

    /// @param done completed when the peer has reached whom we named, or will not tell
    Transfers(ReferPlan plan, Consumer<CallEvent> events, CompletableFuture<Boolean> done) {
        this.plan = plan;
        this.events = events;
        this.done = done;
    }

    void send(UsageContext context, InviteSession session) {
        Transferor _ = Transferor.send(context, session, plan, this::happened);
    }

    private void happened(TransferEvent event) {
        String what = "transfer to " + plan.target();
        switch (event) {
            case TransferEvent.Accepted(_, boolean told) -> {
                if (!told) {
                    done.complete(true);
                }
            }
            case TransferEvent.Progress(int status, String reason) ->
                    events.accept(new CallEvent.TransferProgressed(status, reason));
            case TransferEvent.Done end -> {
                events.accept(new CallEvent.TransferProgressed(end.status(), end.reason()));
                if (end.success()) {
                    done.complete(true);
                } else {
                    fail(what + ": " + end.status() + " " + end.reason());
                }
            }
            case TransferEvent.Refused(SipFailure failure) ->
                    done.completeExceptionally(Failures.of(what, failure));
            case TransferEvent.Lost(String why) ->
                    fail(what + ": nobody tells how it went: " + why);
        }
    }

    private void fail(String text) {
        done.completeExceptionally(new SipException(text, (Throwable) null));
    }
}
