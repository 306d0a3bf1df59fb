package dev.ringback.registration;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.NameAddress;
import dev.ringback.header.dialog.CSeq;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.reaction.Reactions;
import dev.ringback.reaction.RequestSender;
import dev.ringback.reaction.ResponseListener;
import dev.ringback.reaction.Sent;
import dev.ringback.reaction.SipFailure;
import dev.ringback.registration.RegistrationMachine.Action;
import dev.ringback.registration.RegistrationMachine.Event;
import dev.ringback.registration.RegistrationMachine.State;
import dev.ringback.registration.RegistrationMachine.Step;
import dev.ringback.stack.Flow;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.TimerQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The registration of one user's contacts at one registrar: RFC 3261 §10.2. It binds them,
/// refreshes them before what the registrar granted is over, tries again after failures (RFC 5626
/// §4.5), and removes them. All its requests have one Call-ID, and CSeq numbers that grow by one.
///
/// While nothing happens it holds one timer and nothing else. On the stack's thread only.
public final class ClientRegistration implements Registrant {
    private static final String REMOVED = "0";

    private final SipStack stack;
    private final RequestSender sender;
    private final Consumer<RegistrationEvent> listener;
    private final String callId;
    private final String tag;
    private RegistrationPlan plan;
    private Reactions reactions;
    private State state = State.IDLE;
    private long sequence;
    private int failures;
    private BooleanSupplier others = () -> false;
    private @Nullable Flow flow;
    private List<NameAddress> bound = List.of();
    private long boundUntil;
    private Duration least = Duration.ZERO;
    private TimerQueue.@Nullable Timer timer;

    /// One that does nothing yet.
    ///
    /// @param plan what to register
    /// @param reactions what is done about challenges, redirections and so on
    /// @param listener hears what becomes of it, on the stack's thread
    public ClientRegistration(
            SipStack stack,
            RequestSender sender,
            RegistrationPlan plan,
            Reactions reactions,
            Consumer<RegistrationEvent> listener) {
        this.stack = stack;
        this.sender = sender;
        this.plan = plan;
        this.reactions = reactions;
        this.listener = listener;
        this.callId = stack.ids().callId();
        this.tag = stack.ids().tag();
    }

    /// Binds the contacts, or binds them anew at once. Where a request is under way, this comes
    /// after it (§10.2).
    @Override
    public void register() {
        fire(Event.REGISTER, RegistrationOutcome.NONE);
    }

    /// Binds what another plan says. Contacts that are not in it any more are removed by the same
    /// request. The registrar and the address-of-record have to stay.
    @Override
    public void register(RegistrationPlan newPlan, Reactions newReactions) {
        plan = newPlan;
        reactions = newReactions;
        register();
    }

    /// Removes the contacts; all of the user, those of others too, where the plan has none
    /// (§10.2.2).
    @Override
    public void unregister() {
        fire(Event.UNREGISTER, RegistrationOutcome.NONE);
    }

    /// Forgets everything without a word to the registrar. What is under way is not heard of.
    @Override
    public void abandon() {
        stopTimer();
        state = State.IDLE;
        bound = List.of();
    }

    /// Asks what is registered, and changes nothing: §10.2.3.
    @Override
    public void fetch(ResponseListener then) {
        sender.send(this::request, reactions, then);
    }

    /// Whether the registrar keeps the contacts now, as far as it has told.
    @Override
    public boolean registered() {
        return !bound.isEmpty() && stack.now() - boundUntil < 0;
    }

    /// Whether nothing is under way, and nothing will happen by itself.
    public boolean idle() {
        return state == State.IDLE;
    }

    /// What is registered, or was to be.
    public RegistrationPlan plan() {
        return plan;
    }

    private void fire(Event event, RegistrationOutcome outcome) {
        Step step = RegistrationMachine.step(state, event);
        state = step.next();
        for (Action action : step.actions()) {
            perform(action, outcome);
        }
    }

    private void perform(Action action, RegistrationOutcome outcome) {
        switch (action) {
            case SEND_REGISTER -> sender.send(this::binding, reactions, new Binding(plan));
            case SEND_REMOVAL -> sender.send(this::removal, reactions, new Removal());
            case STOP_TIMER -> stopTimer();
            case START_REFRESH -> startTimer(Intervals.refresh(outcome.lifetime(), random()));
            case START_RETRY -> startTimer(outcome.until());
            case TELL_REGISTERED ->
                    listener.accept(
                            new RegistrationEvent.Registered(
                                    outcome.lifetime(), outcome.success()));
            case TELL_FAILED ->
                    listener.accept(new RegistrationEvent.Failed(outcome.fault(), outcome.retry()));
            case TELL_REMOVED -> listener.accept(new RegistrationEvent.Removed(outcome.success()));
            case TELL_REMAINS -> listener.accept(new RegistrationEvent.Remains(outcome.fault()));
        }
    }

    /// A REGISTER with the contacts of the plan, and with those that are bound but not wanted.
    private SipRequest.Builder binding() {
        Duration lifetime = plan.lifetime().compareTo(least) < 0 ? least : plan.lifetime();
        SipRequest.Builder request =
                request().set(HeaderName.EXPIRES, String.valueOf(lifetime.toSeconds()));
        plan.contacts().forEach(contact -> request.add(HeaderName.CONTACT, contact.toString()));
        for (NameAddress contact : bound) {
            if (plan.contacts().stream().noneMatch(one -> same(one, contact))) {
                request.add(HeaderName.CONTACT, removed(contact));
            }
        }
        return request;
    }

    /// A REGISTER that removes what is or may be bound; everything where no contact is known.
    private SipRequest.Builder removal() {
        List<NameAddress> all = new ArrayList<>(plan.contacts());
        for (NameAddress contact : bound) {
            if (all.stream().noneMatch(one -> same(one, contact))) {
                all.add(contact);
            }
        }
        SipRequest.Builder request = request().set(HeaderName.EXPIRES, REMOVED);
        if (all.isEmpty()) {
            return request.set(HeaderName.CONTACT, "*");
        }
        all.forEach(contact -> request.add(HeaderName.CONTACT, removed(contact)));
        return request;
    }

    private static boolean same(NameAddress one, NameAddress other) {
        return one.uri().equivalent(other.uri());
    }

    private static String removed(NameAddress contact) {
        return contact.withParameter("expires", REMOVED).toString();
    }

    /// A REGISTER without contacts.
    private SipRequest.Builder request() {
        SipRequest.Builder request =
                SipRequest.builder(Method.REGISTER, plan.registrar())
                        .set(HeaderName.MAX_FORWARDS, "70")
                        .set(HeaderName.FROM, plan.address().withParameter("tag", tag).toString())
                        .set(HeaderName.TO, plan.address().toString())
                        .set(HeaderName.CALL_ID, callId)
                        .set(HeaderName.CSEQ, new CSeq(++sequence, Method.REGISTER).toString());
        plan.dressing().accept(request);
        return request;
    }

    private RandomGenerator random() {
        return new SplittableRandom(stack.ids().tag().hashCode());
    }

    private void startTimer(Duration delay) {
        timer =
                stack.schedule(
                        delay,
                        () -> {
                            timer = null;
                            fire(Event.TIMER_FIRED, RegistrationOutcome.NONE);
                        });
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private void failed(SipFailure failure) {
        boolean later = Intervals.worthRetrying(failure);
        failures = later ? failures + 1 : 0;
        Duration retry = later ? retry(Intervals.asked(failure)) : null;
        fire(later ? Event.FAILED : Event.REFUSED, RegistrationOutcome.failed(failure, retry));
    }

    private Duration retry(@Nullable Duration asked) {
        return others.getAsBoolean()
                ? Intervals.retryBesides(failures, asked, random())
                : Intervals.retry(failures, asked, random());
    }

    /// Says who else binds the same user, so that a failure is less urgent: RFC 5626 §4.5.
    void besides(BooleanSupplier registered) {
        others = registered;
    }

    /// The flow on which the registrar answered last; null where it is not known.
    @Nullable Flow flow() {
        return flow;
    }

    /// Hears what became of a REGISTER that binds.
    private final class Binding implements ResponseListener {
        private final RegistrationPlan sentPlan;

        Binding(RegistrationPlan sentPlan) {
            this.sentPlan = sentPlan;
        }

        @Override
        public void succeeded(SipResponse response, Sent sent) {
            failures = 0;
            bound = sentPlan.contacts();
            flow = sent.flow();
            Duration asked = RegistrationAnswer.asked(sent.request(), sentPlan.lifetime());
            least = asked.compareTo(sentPlan.lifetime()) > 0 ? asked : Duration.ZERO;
            Duration lifetime = RegistrationAnswer.lifetime(response, bound, asked);
            boundUntil = stack.now() + lifetime.toNanos();
            fire(Event.GRANTED, RegistrationOutcome.granted(response, lifetime));
        }

        @Override
        public void failed(SipFailure failure) {
            ClientRegistration.this.failed(failure);
        }
    }

    /// Hears what became of a REGISTER that removes.
    private final class Removal implements ResponseListener {
        @Override
        public void succeeded(SipResponse response, Sent sent) {
            failures = 0;
            bound = List.of();
            fire(Event.GRANTED, RegistrationOutcome.granted(response, Duration.ZERO));
        }

        @Override
        public void failed(SipFailure failure) {
            ClientRegistration.this.failed(failure);
        }
    }
}
