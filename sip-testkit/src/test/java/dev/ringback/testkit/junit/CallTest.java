package dev.ringback.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.reaction.SipFailure;
import dev.ringback.sip.Call;
import dev.ringback.sip.CallEnd;
import dev.ringback.sip.CallEvent;
import dev.ringback.sip.CallOptions;
import dev.ringback.sip.CallReply;
import dev.ringback.sip.SipException;
import dev.ringback.sip.SipTimeoutException;
import dev.ringback.sip.UserAgent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@SipSimulation
class CallTest {
    private static UserAgent agent(SipWorld world, String name) throws SipException {
        return world.client(name).userAgent("sip:" + name + "@" + name + ".test").build();
    }

    @Test
    void isRungAcceptedAndHungUp(SipWorld world) throws Exception {
        List<CallEnd> ends = new ArrayList<>();
        agent(world, "bob")
                .onCall(
                        call -> {
                            call.ring();
                            world.pause(Duration.ofSeconds(20));
                            call.accept();
                            ends.add(call.awaitBye());
                        });
        Call call = agent(world, "alice").call("sip:bob@bob.test");
        assertThat(call.awaitAnswer().status()).isEqualTo(200);
        assertThat(call.state()).isEqualTo(Call.State.UP);
        world.pause(Duration.ofMinutes(3));
        call.hangUp();
        assertThat(call.awaitEnd()).isInstanceOf(CallEnd.ByUs.class);
        world.until(() -> !ends.isEmpty(), Duration.ofSeconds(1));
        assertThat(ends.getFirst()).isInstanceOf(CallEnd.ByPeer.class);
        assertThat(world.elapsed()).isGreaterThan(Duration.ofSeconds(200));
    }

    @Test
    void isRefusedWithItsCause(SipWorld world) throws Exception {
        agent(world, "bob")
                .onCall(call -> call.reject(CallReply.of(486).header("Retry-After", "60")));
        Call call = agent(world, "alice").call("sip:bob@bob.test");
        assertThatThrownBy(call::awaitAnswer)
                .isInstanceOfSatisfying(
                        SipException.class,
                        e -> {
                            assertThat(e.status()).isEqualTo(486);
                            assertThat(e.requireFailure()).isInstanceOf(SipFailure.Refused.class);
                            assertThat(e).hasMessage("sip:bob@bob.test: 486 Busy Here");
                        });
    }

    @Test
    void isCancelledWhenNobodyAnswersInTime(SipWorld world) throws Exception {
        List<CallEnd> ends = new ArrayList<>();
        agent(world, "bob")
                .onCall(
                        call -> {
                            call.ring();
                            ends.add(call.awaitEnd());
                        });
        Call call =
                agent(world, "alice")
                        .call(
                                "sip:bob@bob.test",
                                CallOptions.defaults().timeout(Duration.ofSeconds(30)));
        assertThatThrownBy(call::awaitAnswer).isInstanceOf(SipTimeoutException.class);
        assertThat(ends).containsExactly(new CallEnd.Cancelled(false));
    }

    @Test
    void tellsWhatHappensInOrder(SipWorld world) throws Exception {
        agent(world, "bob")
                .onCall(
                        call -> {
                            call.ring();
                            world.pause(Duration.ofMillis(100));
                            call.queue("1 call queued");
                            world.pause(Duration.ofMillis(100));
                            call.accept();
                            call.awaitBye();
                        });
        Call call = agent(world, "alice").call("sip:bob@bob.test");
        List<String> events = new ArrayList<>();
        call.onEvent(event -> events.add(name(event)));
        call.awaitAnswer();
        call.hangUp();
        world.pause(Duration.ofSeconds(1));
        assertThat(events).containsExactly("180", "182", "MediaAgreed", "Answered", "Ended");
    }

    private static String name(CallEvent event) {
        return event instanceof CallEvent.Progressed progressed
                ? String.valueOf(progressed.response().status())
                : event.getClass().getSimpleName();
    }
}
