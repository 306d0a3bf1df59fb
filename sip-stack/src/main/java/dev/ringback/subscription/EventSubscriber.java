package dev.ringback.subscription;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.NameAddress;
import dev.ringback.header.dialog.CSeq;
import dev.ringback.header.event.SubscriptionState;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.reaction.Attempts;
import dev.ringback.reaction.Draft;
import dev.ringback.reaction.ResponseListener;
import dev.ringback.reaction.Sent;
import dev.ringback.reaction.SipFailure;
import dev.ringback.registration.Intervals;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.TimerQueue;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Subscribes to the events of a resource: sends the SUBSCRIBE outside of dialogs, has a
/// [SubscriptionUsage] of each notifier that answers, and begins anew where one ended and RFC 6665
/// §4.1.3 says that it is of use. On the stack's thread only.
public final class EventSubscriber {
    private static final long LEAST = Intervals.LEAST.toNanos();

    private final UsageContext context;
    private final SubscriptionPlan plan;
    private final SubscriptionListener listener;
    private @Nullable NotifyWait wait;
    private @Nullable Attempts attempts;
    private TimerQueue.@Nullable Timer timer;
    private boolean wanted;
    private boolean answered;
    private int failures;
    private long begun;

    /// One that does nothing yet.
    public EventSubscriber(
            UsageContext context, SubscriptionPlan plan, SubscriptionListener listener) {
        this.context = context;
        this.plan = plan;
        this.listener = listener;
    }

    /// Sends the SUBSCRIBE. Once.
    public void subscribe() {
        wanted = true;
        begin();
    }

    /// Ends all that came of it. The listener hears [SubscriptionListener#over] when it is done.
    public void unsubscribe() {
        wanted = false;
        stopTimer();
        NotifyWait present = wait;
        List<SubscriptionUsage> usages = usages();
        usages.forEach(SubscriptionUsage::unsubscribe);
        if (usages.isEmpty() && (present == null || !present.waiting())) {
            listener.over();
        }
    }

    /// Forgets everything without a word to the notifiers: their next NOTIFY is answered 481.
    public void abandon() {
        wanted = false;
        stopTimer();
        if (attempts != null) {
            attempts.cancel();
        }
        if (wait != null) {
            wait.end();
        }
    }

    /// Refreshes each of its subscriptions now, so that the present state is told.
    public void refresh() {
        usages().forEach(SubscriptionUsage::refresh);
    }

    /// The subscriptions that there are now: none before the first NOTIFY, several after a fork.
    public List<SubscriptionUsage> usages() {
        return wait == null ? List.of() : wait.usages();
    }

    private void begin() {
        answered = false;
        begun = context.stack().now();
        var initial = new Initial();
        NotifyWait made =
                new NotifyWait(
                        context, plan, initial, initial::silent, initial.callId, initial.tag);
        initial.wait = made;
        wait = made;
        attempts = context.core().sender().send(initial, context.reactions(), initial);
    }

    /// Whether nothing is left of the present SUBSCRIBE.
    private boolean nothingLeft() {
        return usages().isEmpty() && (wait == null || !wait.waiting());
    }

    private void restart(Duration pause) {
        stopTimer();
        timer = context.stack().schedule(pause, this::begin);
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private RandomGenerator random() {
        return new SplittableRandom(context.stack().ids().tag().hashCode());
    }

    private void failed(@Nullable SipFailure failure) {
        failures++;
        Duration asked = failure == null ? null : Intervals.asked(failure);
        boolean later = failure == null || Intervals.worthRetrying(failure);
        if (wanted && plan.persistent() && later) {
            Duration pause = Intervals.retry(failures, asked, random());
            restart(pause);
            listener.failed(failure, pause);
        } else {
            listener.failed(failure, null);
            listener.over();
        }
    }

    private void ended(Ending ending) {
        if (!nothingLeft()) {
            return;
        }
        boolean more = wanted && plan.persistent() && !plan.lifetime().isZero();
        if (!more || ending.reason().again() == Ending.Again.NEVER) {
            listener.over();
        } else if (ending.reason().again() == Ending.Again.NOW) {
            restart(context.stack().now() - begun < LEAST ? Intervals.LEAST : Duration.ZERO);
        } else {
            restart(Intervals.retry(Math.max(1, failures), ending.retryAfter(), random()));
        }
    }

    /// The SUBSCRIBE outside of dialogs, and all that comes of it.
    private final class Initial implements Draft, ResponseListener, SubscriptionListener {
        private final String callId = context.stack().ids().callId();
        private final String tag = context.stack().ids().tag();
        private long sequence;
        private @Nullable NotifyWait wait;

        @Override
        public SipRequest.Builder next() {
            NameAddress to = NameAddress.of(named(plan.target()));
            SipRequest.Builder request =
                    SipRequest.derived(Method.SUBSCRIBE, plan.target())
                            .set(HeaderName.MAX_FORWARDS, "70")
                            .set(HeaderName.FROM, plan.from().withParameter("tag", tag).toString())
                            .set(HeaderName.TO, to.toString())
                            .set(HeaderName.CALL_ID, callId)
                            .set(
                                    HeaderName.CSEQ,
                                    new CSeq(++sequence, Method.SUBSCRIBE).toString());
            ListenPoint likely = context.stack().listenPoints().getFirst();
            request.set(HeaderName.CONTACT, context.contact().apply(likely).toString());
            Subscribes.describe(request, plan, plan.lifetime());
            if (wait != null) {
                wait.begin(NotifyWait.preview(request));
            }
            return request;
        }

        @Override
        public void leaves(SipRequest.Builder request, ListenPoint local) {
            request.set(HeaderName.CONTACT, context.contact().apply(local).toString());
            if (wait != null) {
                wait.sentAgain();
            }
        }

        @Override
        public void succeeded(SipResponse response, Sent sent) {
            answered = true;
            listener.accepted(response);
            if (wait != null) {
                wait.accepted(response, sent);
            }
        }

        /// Where a NOTIFY has come already, some notifier has accepted it: only its response is
        /// lost.
        @Override
        public void failed(SipFailure failure) {
            answered = true;
            if (wait != null && !wait.usages().isEmpty()) {
                return;
            }
            if (wait != null) {
                wait.end();
            }
            EventSubscriber.this.failed(failure);
        }

        void silent() {
            if (answered) {
                EventSubscriber.this.failed(null);
            }
        }

        @Override
        public void notified(SubscriptionUsage usage, SipRequest notify, SubscriptionState state) {
            failures = state.terminated() ? failures : 0;
            listener.notified(usage, notify, state);
            if (!wanted && !state.terminated()) {
                usage.unsubscribe();
            }
        }

        @Override
        public void ended(SubscriptionUsage usage, Ending ending) {
            listener.ended(usage, ending);
            boolean only = !plan.kind().forks() || !wanted;
            if (wait != null && only) {
                wait.end();
            }
            EventSubscriber.this.ended(ending);
        }
    }

    private static Uri named(Uri target) {
        return target instanceof SipUri sip ? sip.withoutHeaders().withoutParameters() : target;
    }
}
