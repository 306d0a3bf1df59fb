package dev.ringback.publication;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.NameAddress;
import dev.ringback.header.dialog.CSeq;
import dev.ringback.header.event.SipETag;
import dev.ringback.header.time.Expires;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.publication.PublicationMachine.Action;
import dev.ringback.publication.PublicationMachine.Event;
import dev.ringback.publication.PublicationMachine.State;
import dev.ringback.reaction.Reactions;
import dev.ringback.reaction.RequestSender;
import dev.ringback.reaction.ResponseListener;
import dev.ringback.reaction.Sent;
import dev.ringback.reaction.SipFailure;
import dev.ringback.registration.Intervals;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.TimerQueue;
import dev.ringback.subscription.Content;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.time.Duration;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Event state that a user agent publishes: RFC 3903 §4. It is refreshed before what the server
/// granted is over, published anew where the server has forgotten it (412), and tried again after
/// failures as RFC 5626 §4.5 has it for registrations. On the stack's thread only.
public final class ClientPublication {
    private final SipStack stack;
    private final RequestSender sender;
    private final PublicationPlan plan;
    private final Reactions reactions;
    private final Consumer<PublicationEvent> listener;
    private final String callId;
    private final String fromTag;
    private State state = State.IDLE;
    private @Nullable Content content;
    private @Nullable String entityTag;
    private Duration least = Duration.ZERO;
    private long sequence;
    private int failures;
    private TimerQueue.@Nullable Timer timer;

    /// One that does nothing yet.
    ///
    /// @param listener hears what becomes of it, on the stack's thread
    public ClientPublication(
            SipStack stack,
            RequestSender sender,
            PublicationPlan plan,
            Reactions reactions,
            Consumer<PublicationEvent> listener) {
        this.stack = stack;
        this.sender = sender;
        this.plan = plan;
        this.reactions = reactions;
        this.listener = listener;
        this.callId = stack.ids().callId();
        this.fromTag = stack.ids().tag();
    }

    /// Publishes this state, in the place of what was published before.
    public void publish(Content present) {
        content = present;
        fire(Event.PUBLISH, Outcome.NONE);
    }

    /// Takes it back.
    public void remove() {
        fire(Event.REMOVE, Outcome.NONE);
    }

    /// Forgets it without a word to the server.
    public void abandon() {
        stopTimer();
        state = State.IDLE;
        entityTag = null;
    }

    /// What the server calls the version that it has; null where it has none.
    public @Nullable String entityTag() {
        return entityTag;
    }

    /// Whether nothing is under way, and nothing will happen by itself.
    public boolean idle() {
        return state == State.IDLE;
    }

    /// What a PUBLISH came to.
    private record Outcome(
            @Nullable SipResponse response, Duration lifetime, @Nullable SipFailure failure) {
        static final Outcome NONE = new Outcome(null, Duration.ZERO, null);

        SipResponse success() {
            return Objects.requireNonNull(response);
        }

        SipFailure fault() {
            return Objects.requireNonNull(failure);
        }
    }

    private void fire(Event event, Outcome outcome) {
        PublicationMachine.Step step = PublicationMachine.step(state, event);
        state = step.next();
        Duration retry = null;
        for (Action action : step.actions()) {
            if (action == Action.START_RETRY) {
                retry = Intervals.retry(failures, Intervals.asked(outcome.fault()), random());
                startTimer(retry);
            } else {
                perform(action, outcome, retry);
            }
        }
    }

    private void perform(Action action, Outcome outcome, @Nullable Duration retry) {
        switch (action) {
            case SEND_INITIAL, SEND_MODIFY -> send(plan.lifetime(), content);
            case SEND_REFRESH -> send(plan.lifetime(), entityTag == null ? content : null);
            case SEND_REMOVAL -> sendRemoval();
            case DROP_TAG -> entityTag = null;
            case START_REFRESH -> startTimer(Intervals.refresh(outcome.lifetime(), random()));
            case STOP_TIMER -> stopTimer();
            case TELL_PUBLISHED ->
                    listener.accept(
                            new PublicationEvent.Published(
                                    entityTag, outcome.lifetime(), outcome.success()));
            case TELL_FAILED ->
                    listener.accept(new PublicationEvent.Failed(outcome.fault(), retry));
            case TELL_REMOVED -> listener.accept(new PublicationEvent.Removed());
            case TELL_REMAINS -> listener.accept(new PublicationEvent.Remains(outcome.fault()));
            case START_RETRY -> throw new IllegalStateException("started before");
        }
    }

    /// Without an entity-tag the server has nothing that could be named.
    private void sendRemoval() {
        if (entityTag == null) {
            fire(Event.UNKNOWN_TAG, Outcome.NONE);
        } else {
            send(Duration.ZERO, null);
        }
    }

    private void send(Duration lifetime, @Nullable Content body) {
        Duration asked = lifetime.isZero() || lifetime.compareTo(least) > 0 ? lifetime : least;
        sender.send(() -> request(asked, body), reactions, new Answer(lifetime));
    }

    private SipRequest.Builder request(Duration lifetime, @Nullable Content body) {
        SipRequest.Builder request =
                SipRequest.builder(Method.PUBLISH, plan.target())
                        .set(HeaderName.MAX_FORWARDS, "70")
                        .set(HeaderName.FROM, plan.from().withParameter("tag", fromTag).toString())
                        .set(HeaderName.TO, NameAddress.of(named(plan.target())).toString())
                        .set(HeaderName.CALL_ID, callId)
                        .set(HeaderName.CSEQ, new CSeq(++sequence, Method.PUBLISH).toString());
        plan.dressing().accept(request);
        request.set(HeaderName.EVENT, plan.event().toString())
                .set(Expires.FIELD, lifetime.toSeconds());
        if (entityTag != null) {
            request.set(HeaderName.SIP_IF_MATCH, entityTag);
        }
        if (body != null) {
            request.body(body.type(), body.bytes());
        }
        return request;
    }

    private static Uri named(Uri target) {
        return target instanceof SipUri sip ? sip.withoutHeaders().withoutParameters() : target;
    }

    private RandomGenerator random() {
        return new SplittableRandom(stack.ids().tag().hashCode());
    }

    private void startTimer(Duration delay) {
        timer = stack.schedule(delay, () -> fire(Event.TIMER_FIRED, Outcome.NONE));
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel();
        }
    }

    /// Hears what became of a PUBLISH.
    private final class Answer implements ResponseListener {
        private final Duration wished;

        Answer(Duration wished) {
            this.wished = wished;
        }

        @Override
        public void succeeded(SipResponse response, Sent sent) {
            failures = 0;
            entityTag = response.read(SipETag.FIELD).first();
            Long asked = sent.request().read(Expires.FIELD).first();
            if (asked != null && asked > wished.toSeconds()) {
                least = Duration.ofSeconds(asked);
            }
            Long told = response.read(Expires.FIELD).first();
            Duration lifetime = told == null ? wished : Duration.ofSeconds(told);
            fire(Event.GRANTED, new Outcome(response, lifetime, null));
        }

        @Override
        public void failed(SipFailure failure) {
            boolean later = Intervals.worthRetrying(failure);
            failures = later ? failures + 1 : 0;
            Event event = later ? Event.FAILED : Event.REFUSED;
            fire(
                    failure.status() == 412 ? Event.UNKNOWN_TAG : event,
                    new Outcome(null, Duration.ZERO, failure));
        }
    }
}
