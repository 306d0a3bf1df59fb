package dev.ringback.testkit.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.message.SipResponse;
import dev.ringback.sip.Body;
import dev.ringback.sip.Call;
import dev.ringback.sip.CallEnd;
import dev.ringback.sip.CallEvent;
import dev.ringback.sip.CallOptions;
import dev.ringback.sip.SipClient;
import dev.ringback.sip.SipException;
import dev.ringback.sip.UserAgent;
import dev.ringback.testkit.ScriptedPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@SipSimulation
class InCallTest {
    private final List<Call> taken = new ArrayList<>();
    private final List<String> events = new ArrayList<>();

    private static UserAgent agent(SipWorld world, String name) throws SipException {
        return world.client(name).userAgent("sip:" + name + "@" + name + ".test").build();
    }

    /// Takes every call, and notes what happens in it.
    private UserAgent taker(SipWorld world, String name) throws SipException {
        return agent(world, name)
                .onCall(
                        call -> {
                            taken.add(call);
                            call.onEvent(event -> events.add(name + " " + name(event)));
                            call.accept();
                        });
    }

    private static String name(CallEvent event) {
        return event instanceof CallEvent.DigitReceived digit
                ? "digit " + digit.digit()
                : event.getClass().getSimpleName();
    }

    @Test
    void thePeerHearsThatItIsOnHoldAndBack(SipWorld world) throws Exception {
        taker(world, "bob");
        Call call = agent(world, "alice").call("sip:bob@bob.test");
        call.awaitAnswer();
        world.pause(Duration.ofSeconds(1));
        call.hold();
        world.pause(Duration.ofSeconds(1));
        call.resume();
        world.pause(Duration.ofSeconds(1));
        assertThat(events)
                .filteredOn(event -> event.matches("bob (Held|Resumed)"))
                .containsExactly("bob Held", "bob Resumed");
    }

    @Test
    void digitsGoByInfoWhereThereAreNoMediaForThem(SipWorld world) throws Exception {
        taker(world, "bob");
        Call call = agent(world, "alice").call("sip:bob@bob.test");
        call.awaitAnswer();
        world.pause(Duration.ofSeconds(1));
        call.sendDtmf("1#");
        world.pause(Duration.ofSeconds(1));
        assertThat(events)
                .filteredOn(event -> event.contains("digit"))
                .containsExactly("bob digit 1", "bob digit #");
        assertThatThrownBy(() -> call.sendDtmf("x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMessageInTheDialogReachesTheAgent(SipWorld world) throws Exception {
        List<String> texts = new ArrayList<>();
        taker(world, "bob")
                .onMessage(message -> texts.add(Objects.requireNonNull(message.body()).text()));
        Call call = agent(world, "alice").call("sip:bob@bob.test");
        call.awaitAnswer();
        world.pause(Duration.ofSeconds(1));
        call.send(
                dev.ringback.sip.OutgoingRequest.of("MESSAGE", "sip:bob@bob.test")
                        .body(Body.text("hello")));
        assertThat(texts).containsExactly("hello");
    }

    @Test
    void aBlindTransferEndsTheCallOfWhoAsked(SipWorld world) throws Exception {
        taker(world, "bob").onTransfer(request -> request.accept());
        taker(world, "carol");
        Call call = agent(world, "alice").call("sip:bob@bob.test");
        List<CallEvent> seen = new ArrayList<>();
        call.onEvent(seen::add);
        call.awaitAnswer();
        world.pause(Duration.ofSeconds(1));
        call.transfer("sip:carol@carol.test");
        assertThat(call.awaitEnd()).isInstanceOf(CallEnd.ByUs.class);
        assertThat(taken).hasSize(2);
        assertThat(taken.get(1).state()).isEqualTo(Call.State.UP);
        assertThat(seen)
                .filteredOn(CallEvent.TransferProgressed.class::isInstance)
                .last()
                .isEqualTo(new CallEvent.TransferProgressed(200, "OK"));
    }

    @Test
    void aTransferThatFailsLeavesTheCall(SipWorld world) throws Exception {
        taker(world, "bob").onTransfer(request -> request.accept());
        agent(world, "carol").onCall(call -> call.reject(486));
        Call call = agent(world, "alice").call("sip:bob@bob.test");
        call.awaitAnswer();
        world.pause(Duration.ofSeconds(1));
        assertThatThrownBy(() -> call.transfer("sip:carol@carol.test"))
                .isInstanceOf(SipException.class)
                .hasMessageContaining("486");
        assertThat(call.state()).isEqualTo(Call.State.UP);
    }

    @Test
    void aTransferThatNobodyDecidesAboutIsDeclined(SipWorld world) throws Exception {
        taker(world, "bob");
        Call call = agent(world, "alice").call("sip:bob@bob.test");
        call.awaitAnswer();
        world.pause(Duration.ofSeconds(1));
        assertThatThrownBy(() -> call.transfer("sip:carol@carol.test"))
                .isInstanceOfSatisfying(
                        SipException.class, e -> assertThat(e.status()).isEqualTo(603));
    }

    @Test
    void anAttendedTransferConnectsThePeers(SipWorld world) throws Exception {
        taker(world, "bob").onTransfer(request -> request.accept());
        taker(world, "carol");
        UserAgent alice = agent(world, "alice");
        Call first = alice.call("sip:bob@bob.test");
        first.awaitAnswer();
        Call second = alice.call("sip:carol@carol.test");
        second.awaitAnswer();
        world.pause(Duration.ofSeconds(1));
        first.transferTo(second);
        assertThat(first.awaitEnd()).isNotNull();
        assertThat(second.awaitEnd()).isNotNull();
        world.pause(Duration.ofSeconds(1));
        Call replacing = taken.getLast();
        assertThat(replacing.replaced()).isSameAs(taken.get(1));
        assertThat(replacing.state()).isEqualTo(Call.State.UP);
        assertThat(taken.get(1).awaitEnd()).isInstanceOf(CallEnd.Replaced.class);
    }

    @Test
    void anEventHandlerMayCallTheCall(SipWorld world) throws Exception {
        taker(world, "bob");
        Call call = agent(world, "alice").call("sip:bob@bob.test");
        List<Thread> threads = new ArrayList<>();
        call.onEvent(
                event -> {
                    threads.add(Thread.currentThread());
                    if (event instanceof CallEvent.Answered) {
                        blockingly(call);
                    }
                });
        assertThat(call.awaitEnd()).isInstanceOf(CallEnd.ByUs.class);
        world.pause(Duration.ofSeconds(1));
        assertThat(threads).allMatch(Thread::isVirtual);
    }

    private static void blockingly(Call call) {
        try {
            call.hold();
            call.resume();
            call.hangUp();
        } catch (SipException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void closingAnAgentEndsItsCallsAndTakesItsRegistrationBack(SipWorld world) throws Exception {
        ScriptedPeer registrar =
                new ScriptedPeer()
                        .onRequest(
                                Method.REGISTER,
                                (request, tag) ->
                                        dev.ringback.message.SipResponse.replyTo(request, 200)
                                                .toTag(tag)
                                                .copy(HeaderName.CONTACT, request)
                                                .set(HeaderName.EXPIRES, "600")
                                                .build());
        world.peer("home", registrar);
        taker(world, "bob");
        SipClient client = world.client("alice");
        UserAgent alice = client.userAgent("sip:alice@home.test").build();
        alice.register();
        Call up = alice.call("sip:bob@bob.test");
        up.awaitAnswer();
        Call pending = alice.call("sip:nobody@home.test");
        world.pause(Duration.ofSeconds(1));
        client.close();
        assertThat(up.awaitEnd()).isInstanceOf(CallEnd.ByUs.class);
        assertThat(pending.awaitEnd()).isInstanceOf(CallEnd.class);
        assertThat(registrar.requests(Method.REGISTER).getLast().value(HeaderName.EXPIRES))
                .isEqualTo("0");
        assertThat(alice.calls()).isEmpty();
    }

    @Test
    void aHandlerThatThrowsRefusesTheCall(SipWorld world) throws Exception {
        List<Throwable> faults = new ArrayList<>();
        SipClient bobs = world.own(world.builder("bob").onFault(faults::add).build());
        bobs.userAgent("sip:bob@bob.test")
                .build()
                .onCall(
                        call -> {
                            throw new IllegalStateException("out of order");
                        });
        Call call = agent(world, "alice").call("sip:bob@bob.test");
        assertThatThrownBy(call::awaitAnswer)
                .isInstanceOfSatisfying(
                        SipException.class, e -> assertThat(e.status()).isEqualTo(500));
        assertThat(faults).singleElement().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aCallWithoutOfferTakesThePeersOffer(SipWorld world) throws Exception {
        taker(world, "bob");
        Call call =
                agent(world, "alice")
                        .call("sip:bob@bob.test", CallOptions.defaults().withoutOffer());
        List<CallEvent> seen = new ArrayList<>();
        call.onEvent(seen::add);
        call.awaitAnswer();
        world.pause(Duration.ofSeconds(1));
        assertThat(seen)
                .filteredOn(CallEvent.MediaAgreed.class::isInstance)
                .singleElement()
                .satisfies(
                        e -> assertThat(((CallEvent.MediaAgreed) e).agreed().offered()).isFalse());
    }

    @Test
    void anAnswerWithoutAFormatOfOursEndsTheCall(SipWorld world) throws Exception {
        String answer =
                """
                v=0\r
                o=- 1 1 IN IP4 10.0.0.9\r
                s=-\r
                c=IN IP4 10.0.0.9\r
                t=0 0\r
                m=audio 6000 RTP/AVP 18\r
                """;
        ScriptedPeer other =
                new ScriptedPeer()
                        .onRequest(
                                Method.INVITE,
                                (invite, tag) ->
                                        SipResponse.replyTo(invite, 200)
                                                .toTag(tag)
                                                .set(HeaderName.CONTACT, "<sip:bob@bob.test>")
                                                .body("application/sdp", answer.getBytes(UTF_8))
                                                .build())
                        .onRequest(Method.BYE, ScriptedPeer.respond(200));
        world.peer("bob", other);
        Call call = agent(world, "alice").call("sip:bob@bob.test");
        assertThat(call.awaitEnd())
                .isInstanceOfSatisfying(
                        CallEnd.Broken.class,
                        end -> assertThat(end.reason()).contains("Incompatible media format"));
        assertThat(other.requests(Method.BYE)).hasSize(1);
    }

    @Test
    void interruptionEndsAWaitAndNotTheCall(SipWorld world) throws Exception {
        taker(world, "bob");
        Call call = agent(world, "alice").call("sip:bob@bob.test");
        call.awaitAnswer();
        CompletableFuture<Thread> waiter = new CompletableFuture<>();
        List<Exception> thrown = new ArrayList<>();
        world.start(
                () -> {
                    waiter.complete(Thread.currentThread());
                    try {
                        call.awaitEnd();
                    } catch (InterruptedException e) {
                        thrown.add(e);
                    }
                });
        Thread thread = world.await(waiter);
        world.pause(Duration.ofSeconds(1));
        thread.interrupt();
        world.until(() -> !thrown.isEmpty(), Duration.ofSeconds(1));
        assertThat(call.state()).isEqualTo(Call.State.UP);
    }
}
