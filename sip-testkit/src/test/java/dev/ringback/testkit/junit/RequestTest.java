package dev.ringback.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.reaction.SipFailure;
import dev.ringback.sip.OutgoingRequest;
import dev.ringback.sip.Registration;
import dev.ringback.sip.SipClient;
import dev.ringback.sip.SipException;
import dev.ringback.sip.SipTimeoutException;
import dev.ringback.sip.UserAgent;
import dev.ringback.sip.WireEvent;
import dev.ringback.testkit.ScriptedPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@SipSimulation
class RequestTest {
    private static ScriptedPeer.Reply granted(int seconds) {
        return (request, tag) ->
                SipResponse.replyTo(request, 200)
                        .toTag(tag)
                        .copy(HeaderName.CONTACT, request)
                        .set(HeaderName.EXPIRES, String.valueOf(seconds))
                        .build();
    }

    @Test
    void anAnswerReturns(SipWorld world) throws Exception {
        world.peer(
                "server", new ScriptedPeer().onRequest(Method.OPTIONS, ScriptedPeer.respond(200)));
        SipResponse response =
                world.client("a").send(OutgoingRequest.of("OPTIONS", "sip:server.test"));
        assertThat(response.status()).isEqualTo(200);
    }

    @Test
    void aRefusalIsAnExceptionWithWhatLedToIt(SipWorld world) throws Exception {
        world.peer(
                "server", new ScriptedPeer().onRequest(Method.OPTIONS, ScriptedPeer.respond(404)));
        SipClient client = world.client("a");
        assertThatThrownBy(() -> client.send(OutgoingRequest.of("OPTIONS", "sip:server.test")))
                .isInstanceOfSatisfying(
                        SipException.class,
                        e -> {
                            assertThat(e.status()).isEqualTo(404);
                            assertThat(e.requireFailure().causes().steps()).isNotEmpty();
                            assertThat(e.getCause()).isInstanceOf(SipException.class);
                            assertThat(e.getStackTrace())
                                    .anyMatch(at -> at.getClassName().contains("RequestTest"));
                        });
    }

    @Test
    void silenceIsAFailureOfItsOwn(SipWorld world) throws Exception {
        world.peer("server", new ScriptedPeer());
        SipClient client = world.client("a");
        assertThatThrownBy(() -> client.send(OutgoingRequest.of("OPTIONS", "sip:server.test")))
                .isInstanceOfSatisfying(
                        SipException.class,
                        e -> assertThat(e.failure()).isInstanceOf(SipFailure.TimedOut.class));
        assertThat(world.elapsed()).isGreaterThan(Duration.ofSeconds(32));
    }

    @Test
    void theApplicationMayHaveLessPatience(SipWorld world) throws Exception {
        world.peer("server", new ScriptedPeer());
        SipClient client = world.client("a");
        OutgoingRequest request =
                OutgoingRequest.of("OPTIONS", "sip:server.test").timeout(Duration.ofSeconds(2));
        assertThatThrownBy(() -> client.send(request)).isInstanceOf(SipTimeoutException.class);
        assertThat(world.elapsed()).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void aFutureThatIsCancelledGivesTheRequestUp(SipWorld world) throws Exception {
        world.peer("server", new ScriptedPeer());
        SipClient client = world.client("a");
        CompletableFuture<SipResponse> answer =
                client.sendAsync(OutgoingRequest.of("OPTIONS", "sip:server.test"));
        world.pause(Duration.ofSeconds(1));
        answer.cancel(false);
        assertThatThrownBy(() -> world.await(answer)).isInstanceOf(CancellationException.class);
    }

    @Test
    void aThreadThatIsInterruptedStopsWaiting(SipWorld world) throws Exception {
        world.peer("server", new ScriptedPeer());
        SipClient client = world.client("a");
        List<Object> ends = new ArrayList<>();
        CompletableFuture<Thread> waiter = new CompletableFuture<>();
        world.start(
                () -> {
                    waiter.complete(Thread.currentThread());
                    try {
                        client.send(OutgoingRequest.of("OPTIONS", "sip:server.test"));
                    } catch (InterruptedException | SipException e) {
                        ends.add(e);
                    }
                });
        Thread thread = world.await(waiter);
        world.pause(Duration.ofSeconds(1));
        thread.interrupt();
        world.until(() -> !ends.isEmpty(), Duration.ofSeconds(1));
        assertThat(ends.getFirst()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void whatTheApplicationWroteWronglyFailsAtOnce(SipWorld world) throws Exception {
        SipClient client = world.client("a");
        OutgoingRequest request =
                OutgoingRequest.of("OPTIONS", "sip:server.test").header("Max-Forwards", "many");
        assertThatThrownBy(() -> client.send(request)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void aRegistrationRefreshesItselfAndIsTakenBack(SipWorld world) throws Exception {
        ScriptedPeer registrar = new ScriptedPeer().onRequest(Method.REGISTER, granted(600));
        world.peer("server", registrar);
        UserAgent alice = world.client("a").userAgent("sip:alice@server.test").build();
        Registration registration = alice.register();
        assertThat(registration.granted()).isEqualTo(Duration.ofMinutes(10));
        world.pause(Duration.ofHours(1));
        assertThat(registration.active()).isTrue();
        assertThat(registrar.requests(Method.REGISTER)).hasSizeGreaterThan(5);
        alice.close();
        SipRequest last = registrar.requests(Method.REGISTER).getLast();
        assertThat(last.value(HeaderName.EXPIRES)).isEqualTo("0");
        assertThat(registration.active()).isFalse();
    }

    @Test
    void messagesPassTheWireLogInOrder(SipWorld world) throws Exception {
        world.peer(
                "server", new ScriptedPeer().onRequest(Method.OPTIONS, ScriptedPeer.respond(200)));
        SipClient client = world.client("a");
        List<WireEvent> seen = new ArrayList<>();
        client.onWire(seen::add);
        client.send(OutgoingRequest.of("OPTIONS", "sip:server.test"));
        world.pause(Duration.ofSeconds(1));
        assertThat(seen).extracting(WireEvent::sent).containsExactly(true, false);
    }
}
