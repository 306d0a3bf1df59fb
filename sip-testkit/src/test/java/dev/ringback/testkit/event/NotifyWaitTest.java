package dev.ringback.testkit.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.event.SubscriptionState;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.reaction.SipFailure;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Transport;
import dev.ringback.subscription.Ending;
import dev.ringback.subscription.EventKind;
import dev.ringback.subscription.EventSubscriber;
import dev.ringback.subscription.SubscriptionListener;
import dev.ringback.subscription.SubscriptionPlan;
import dev.ringback.subscription.SubscriptionUsage;
import dev.ringback.testkit.Faults;
import dev.ringback.testkit.PeerNode;
import dev.ringback.testkit.ScriptedPeer;
import dev.ringback.testkit.Simulation;
import dev.ringback.testkit.Watched;
import dev.ringback.uri.SipUri;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A subscriber before scripted notifiers: what comes early, late, twice or wrong.
class NotifyWaitTest implements SubscriptionListener {
    private static final SipUri BOB = SipUri.of(false, "bob", "10.0.0.2", 5060);

    private final Simulation simulation = Watched.simulation(1);
    private final SimAgent alice = new SimAgent(simulation, "alice", "10.0.0.1").start(_ -> {});
    private final ScriptedPeer peer = new ScriptedPeer();
    private final PeerNode bob =
            new PeerNode(simulation, "bob", "10.0.0.2", peer).listen(Transport.UDP, 5060);
    private final List<String> story = new ArrayList<>();
    private int branches;

    NotifyWaitTest() {
        Duration always = Duration.ofMillis(1);
        simulation.network().faults(Faults.none().withDelay(always, always));
    }

    private EventSubscriber subscribe(String event) {
        EventSubscriber made =
                new EventSubscriber(
                        alice.context(),
                        SubscriptionPlan.of(
                                BOB,
                                alice.address(),
                                EventKind.named(event),
                                Duration.ofMinutes(10)),
                        this);
        alice.node.execute(made::subscribe);
        return made;
    }

    private SipRequest notify(SipRequest subscribe, String tag, String state) {
        return notify(subscribe, tag, state, 1);
    }

    private SipRequest notify(SipRequest subscribe, String tag, String state, int number) {
        branches++;
        return SipRequest.derived(Method.NOTIFY, SipUri.of(false, "alice", "10.0.0.1", 5060))
                .set(HeaderName.VIA, "SIP/2.0/UDP 10.0.0.2;branch=z9hG4bKn" + branches)
                .set(HeaderName.MAX_FORWARDS, "70")
                .set(HeaderName.FROM, "<sip:bob@10.0.0.2>;tag=" + tag)
                .set(HeaderName.TO, String.valueOf(subscribe.value(HeaderName.FROM)))
                .set(HeaderName.CALL_ID, subscribe.callId())
                .set(HeaderName.CSEQ, number + " NOTIFY")
                .set(HeaderName.CONTACT, "<sip:bob@10.0.0.2>")
                .set(HeaderName.EVENT, String.valueOf(subscribe.value(HeaderName.EVENT)))
                .set(HeaderName.SUBSCRIPTION_STATE, state)
                .build();
    }

    private static SipResponse accepted(SipRequest subscribe, String tag) {
        return SipResponse.replyTo(subscribe, 200)
                .toTag(tag)
                .set(HeaderName.CONTACT, "<sip:bob@10.0.0.2>")
                .set(HeaderName.EXPIRES, "600")
                .build();
    }

    private void onSubscribe(Function<SipRequest, List<SipMessage>> then) {
        peer.on(
                message ->
                        message instanceof SipRequest request
                                && request.method().equals(Method.SUBSCRIBE)
                                && request.to().tag() == null,
                message -> then.apply((SipRequest) message));
    }

    private SipRequest subscribe() {
        return peer.requests(Method.SUBSCRIBE).getFirst();
    }

    @Test
    void aNotifyMayComeBeforeTheResponse() {
        onSubscribe(
                request ->
                        List.of(
                                notify(request, "b", "active;expires=600"),
                                accepted(request, "b")));
        subscribe("presence");
        simulation.runFor(Duration.ofSeconds(5));

        assertThat(story).containsExactly("active of b", "accepted");
        assertThat(peer.responses(200)).hasSize(1);
        simulation.runFor(Duration.ofMinutes(9));
        SipRequest refresh = peer.requests(Method.SUBSCRIBE).getLast();
        assertThat(refresh.to().tag()).isEqualTo("b");
        assertThat(refresh.cSeq().number()).isGreaterThan(subscribe().cSeq().number());
    }

    @Test
    void aResponseThatIsLostDoesNotMatterWhereANotifyCame() {
        onSubscribe(request -> List.of(notify(request, "b", "active;expires=600")));
        EventSubscriber subscriber = subscribe("presence");
        simulation.runFor(Duration.ofMinutes(1));

        assertThat(story).containsExactly("active of b");
        assertThat(subscriber.usages()).hasSize(1);
    }

    @Test
    void eachForkHasASubscriptionOfItsOwnWhereThePackageWantsIt() {
        onSubscribe(
                request ->
                        List.of(
                                accepted(request, "b1"),
                                notify(request, "b1", "active;expires=600"),
                                notify(request, "b2", "pending;expires=600")));
        EventSubscriber subscriber = subscribe("dialog");
        simulation.runFor(Duration.ofSeconds(5));

        assertThat(story).containsExactlyInAnyOrder("accepted", "active of b1", "pending of b2");
        assertThat(subscriber.usages()).hasSize(2);
        assertThat(alice.core().dialogCount()).isEqualTo(2);
    }

    @Test
    void thePackageThatWantsNoForksHasTheFirstOnly() {
        onSubscribe(
                request ->
                        List.of(
                                accepted(request, "b1"),
                                notify(request, "b1", "active;expires=600"),
                                notify(request, "b2", "active;expires=600")));
        subscribe("presence");
        simulation.runFor(Duration.ofSeconds(5));

        assertThat(story).hasSize(2);
        assertThat(peer.responses(200)).hasSize(1);
        assertThat(peer.responses(481)).hasSize(1);
        assertThat(alice.core().dialogCount()).isEqualTo(1);
    }

    @Test
    void whoSaysYesAndThenNothingIsGivenUpWithTimerN() {
        onSubscribe(request -> List.of(accepted(request, "b")));
        subscribe("presence");
        simulation.runFor(Duration.ofSeconds(31));
        assertThat(story).containsExactly("accepted");
        simulation.runFor(Duration.ofSeconds(5));
        assertThat(story).containsExactly("accepted", "failed", "over");

        bob.send(
                new Hop(Transport.UDP, alice.node.socket(Transport.UDP)),
                notify(subscribe(), "b", "active;expires=600"));
        simulation.runFor(Duration.ofSeconds(5));
        assertThat(peer.responses(481)).hasSize(1);
        simulation.runFor(Duration.ofSeconds(40));
        alice.mustBeEmpty();
    }

    @Test
    void aNotifyOfAnotherEventOrWithoutStateIsNotTaken() {
        onSubscribe(
                request ->
                        List.of(
                                accepted(request, "b"),
                                notify(request, "b", "active")
                                        .edit()
                                        .set(HeaderName.EVENT, "dialog")
                                        .build(),
                                notify(request, "b", "active")
                                        .edit()
                                        .remove(HeaderName.SUBSCRIPTION_STATE)
                                        .build()));
        subscribe("presence");
        simulation.runFor(Duration.ofSeconds(5));

        assertThat(story).containsExactly("accepted");
        assertThat(peer.responses(481)).hasSize(1);
        assertThat(peer.responses(400)).hasSize(1);
    }

    @Test
    void aRefreshThatBringsNoNotifyEndsTheSubscription() {
        onSubscribe(
                request ->
                        List.of(accepted(request, "b"), notify(request, "b", "active;expires=60")));
        peer.on(
                message ->
                        message instanceof SipRequest request
                                && request.method().equals(Method.SUBSCRIBE),
                message -> List.of(accepted((SipRequest) message, "b")));
        subscribe("presence");
        simulation.runFor(Duration.ofSeconds(30 + 33));

        assertThat(story).endsWith("ended SILENT", "over");
    }

    @Test
    void anUnknownSubscriptionIsOverAndAFailureOfTheMomentIsNot() {
        onSubscribe(
                request ->
                        List.of(
                                accepted(request, "b"),
                                notify(request, "b", "active;expires=600")));
        List<Integer> statuses = new ArrayList<>(List.of(500, 481));
        peer.on(
                message ->
                        message instanceof SipRequest request
                                && request.method().equals(Method.SUBSCRIBE),
                message ->
                        List.of(
                                SipResponse.replyTo((SipRequest) message, statuses.removeFirst())
                                        .build()));
        EventSubscriber subscriber = subscribe("presence");
        simulation.runFor(Duration.ofSeconds(5));
        alice.node.execute(subscriber::refresh);
        simulation.runFor(Duration.ofSeconds(5));
        assertThat(subscriber.usages()).hasSize(1);

        simulation.runFor(Duration.ofMinutes(10));
        assertThat(story).endsWith("ended REFUSED", "over");
        assertThat(statuses).isEmpty();
        alice.mustBeEmpty();
    }

    @Test
    void aNotifyIsAnsweredOncePerNumberAndOldOnesAreRefused() {
        onSubscribe(
                request ->
                        List.of(
                                accepted(request, "b"),
                                notify(request, "b", "active;expires=600", 5),
                                notify(request, "b", "pending;expires=600", 4)));
        subscribe("presence");
        simulation.runFor(Duration.ofSeconds(5));

        assertThat(story).containsExactly("accepted", "active of b");
        assertThat(peer.responses(200)).hasSize(1);
        assertThat(peer.responses(500)).hasSize(1);
    }

    @Override
    public void accepted(SipResponse response) {
        story.add("accepted");
    }

    @Override
    public void notified(SubscriptionUsage usage, SipRequest notify, SubscriptionState said) {
        story.add(said.state() + " of " + usage.id().remoteTag());
    }

    @Override
    public void ended(SubscriptionUsage usage, Ending ending) {
        story.add("ended " + ending.reason());
    }

    @Override
    public void failed(@Nullable SipFailure failure, @Nullable Duration retry) {
        story.add(failure == null ? "failed" : "failed " + failure.status());
    }

    @Override
    public void over() {
        story.add("over");
    }
}
