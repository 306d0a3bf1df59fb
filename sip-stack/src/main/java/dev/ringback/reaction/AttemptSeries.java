package dev.ringback.reaction;

import dev.ringback.cause.Cause;
import dev.ringback.cause.CauseGraph;
import dev.ringback.header.HeaderName;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.TimerQueue;
import dev.ringback.uri.Uri;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// All sendings of one request, one after the other, until one succeeds or nothing is left to try.
final class AttemptSeries implements Attempts, FailoverUser {
    /// Stands in a request until it is known where that leaves.
    static final String NO_VIA = "SIP/2.0/UDP invalid.invalid;branch=z9hG4bKnone";

    private final RequestSender sender;
    private final SipStack stack;
    private final Draft draft;
    private final Reactions reactions;
    private final ResponseListener listener;
    private final Remedies remedies;
    private @Nullable CauseGraph causes;
    private @Nullable Failover failover;
    private TimerQueue.@Nullable Timer timer;
    private int sendings;
    private boolean starting = true;
    private boolean cancelled;
    private boolean ended;

    AttemptSeries(
            RequestSender sender, Draft draft, Reactions reactions, ResponseListener listener) {
        this.sender = sender;
        this.stack = sender.stack();
        this.draft = draft;
        this.reactions = reactions;
        this.listener = listener;
        this.remedies = new Remedies(sender, reactions);
    }

    void start() {
        sender.begins();
        send();
        starting = false;
    }

    @Override
    public void cancel() {
        if (ended || cancelled) {
            return;
        }
        cancelled = true;
        note(new Cause.Cancelled());
        boolean sent = failover != null && timer == null && failover.cancel();
        if (!sent) {
            end(new SipFailure.Cancelled(null, causes()));
        }
    }

    @Override
    public boolean ended() {
        return ended;
    }

    @Override
    public int sendings() {
        return sendings;
    }

    private void send() {
        timer = null;
        SipRequest drafted = draft.next().addFirst(HeaderName.VIA, NO_VIA).build();
        SipRequest request = remedies.apply(drafted);
        Failover round = new Failover(sender, leaving(), request, this);
        failover = round;
        sender.locate(request, round::over);
    }

    /// The draft, with what the policy does to requests as the last of all.
    private Draft leaving() {
        return new Draft() {
            @Override
            public SipRequest.Builder next() {
                return draft.next();
            }

            @Override
            public void leaves(SipRequest.Builder request, ListenPoint local) {
                draft.leaves(request, local);
                reactions.leaving().accept(request);
            }
        };
    }

    // -- what the servers of one target come to

    @Override
    public int sends() {
        return ++sendings;
    }

    @Override
    public boolean maySend() {
        return sendings < reactions.mostSendings();
    }

    @Override
    public boolean leaves(SipResponse response) {
        return reactions.reaction(response.status()) == Reaction.NEXT_SERVER;
    }

    @Override
    public void progress(SipResponse response, Sent sent) {
        if (reactions.reaction(response.status()) == Reaction.PROGRESS) {
            listener.progress(response, sent);
        }
    }

    @Override
    public void succeeded(SipResponse response, Sent sent) {
        remedies.accepted(sent.request(), response);
        close();
        listener.succeeded(response, sent);
    }

    @Override
    public void next(SipResponse response, Sent sent) {
        note(new Cause.Received(sent.to(), response.status()));
        listener.retried(response, sent);
    }

    @Override
    public void next(Cause cause) {
        note(cause);
    }

    @Override
    public void lost(Cause cause, boolean silent) {
        note(cause);
        if (cancelled) {
            end(new SipFailure.Cancelled(null, causes()));
        } else {
            SipFailure failure =
                    silent
                            ? new SipFailure.TimedOut(causes())
                            : new SipFailure.Unreachable(causes());
            elsewhere(failure, null, null);
        }
    }

    @Override
    public void refused(SipResponse response, Sent sent) {
        note(new Cause.Received(sent.to(), response.status()));
        if (cancelled) {
            end(new SipFailure.Cancelled(response, causes()));
            return;
        }
        switch (remedies.against(response, sent, maySend())) {
            case Remedy.Again(Duration after) when after.isZero() -> {
                listener.retried(response, sent);
                sendUnlessEnded();
            }
            case Remedy.Again(Duration after) -> {
                timer = stack.schedule(after, this::send);
                listener.retried(response, sent);
            }
            case Remedy.Ask(MoreDigits digits) -> ask(digits, response, sent);
            case Remedy.None(Failures.Outcome outcome, Cause cause) -> {
                if (cause != null) {
                    note(cause);
                }
                elsewhere(Failures.of(response, outcome, causes()), response, sent);
            }
        }
    }

    /// The user of the listener may have cancelled in the meantime.
    private void sendUnlessEnded() {
        if (!ended) {
            send();
        }
    }

    /// While the user thinks, nothing is under way: cancelling ends it at once.
    private void ask(MoreDigits digits, SipResponse response, Sent sent) {
        failover = null;
        digits.wanted(sent.request(), response, uri -> dial(uri, response, sent));
    }

    private void dial(@Nullable Uri uri, SipResponse response, Sent sent) {
        if (ended || failover != null) {
            return;
        }
        if (uri == null) {
            end(Failures.of(response, new Failures.Outcome.Plain(), causes()));
        } else {
            remedies.dial(uri);
            listener.retried(response, sent);
            sendUnlessEnded();
        }
    }

    private void elsewhere(
            SipFailure failure, @Nullable SipResponse response, @Nullable Sent sent) {
        if (!maySend() || !remedies.elsewhere(failure)) {
            end(failure);
            return;
        }
        if (response != null && sent != null) {
            listener.retried(response, sent);
        }
        sendUnlessEnded();
    }

    // -- the end

    private void end(SipFailure failure) {
        if (ended) {
            return;
        }
        close();
        if (starting) {
            stack.schedule(Duration.ZERO, () -> listener.failed(failure));
        } else {
            listener.failed(failure);
        }
    }

    private void close() {
        if (!ended) {
            ended = true;
            sender.ends();
        }
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private void note(Cause cause) {
        causes =
                causes == null
                        ? CauseGraph.of(stack.now(), sendings, cause)
                        : causes.and(stack.now(), sendings, cause);
    }

    private CauseGraph causes() {
        return Objects.requireNonNull(causes, "something happened");
    }
}
