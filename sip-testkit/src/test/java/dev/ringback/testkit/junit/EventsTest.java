package dev.ringback.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.sip.Body;
import dev.ringback.sip.Publication;
import dev.ringback.sip.SipException;
import dev.ringback.sip.Subscriber;
import dev.ringback.sip.Subscription;
import dev.ringback.sip.UserAgent;
import dev.ringback.testkit.ScriptedPeer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@SipSimulation
class EventsTest {
    private static UserAgent agent(SipWorld world, String name) throws SipException {
        return world.client(name).userAgent("sip:" + name + "@" + name + ".test").build();
    }

    private static String text(SipRequest notify) {
        return new String(notify.body(), StandardCharsets.UTF_8);
    }

    @Test
    void aSubscriberIsToldWhatChangesUntilItGoes(SipWorld world) throws Exception {
        List<Subscriber> subscribers = new ArrayList<>();
        agent(world, "bob")
                .onSubscribe(
                        "presence",
                        subscriber -> {
                            subscribers.add(subscriber);
                            subscriber.send(Body.of("application/pidf+xml", "open"));
                        });
        List<String> told = new ArrayList<>();
        Subscription subscription =
                agent(world, "alice")
                        .subscribe(
                                "sip:bob@bob.test", "presence", notify -> told.add(text(notify)));
        assertThat(text(world.await(subscription.firstNotify()))).isEqualTo("open");
        world.pause(Duration.ofSeconds(20));
        subscribers.getFirst().send(Body.of("application/pidf+xml", "closed"));
        world.pause(Duration.ofHours(3));
        assertThat(subscription.active()).isTrue();
        assertThat(told).startsWith("open", "closed");
        subscription.close();
        assertThat(world.await(subscribers.getFirst().ended())).isTrue();
    }

    @Test
    void theEndIsToldAfterTheLastNotification(SipWorld world) throws Exception {
        agent(world, "bob")
                .onSubscribe(
                        "presence",
                        subscriber -> {
                            subscriber.send(Body.of("application/pidf+xml", "open"));
                            subscriber.terminate("noresource");
                        });
        List<String> told = new ArrayList<>();
        Subscription subscription =
                agent(world, "alice")
                        .subscribe(
                                "sip:bob@bob.test",
                                "presence",
                                notify -> {
                                    pause(world);
                                    told.add(text(notify));
                                });
        assertThat(world.await(subscription.ended())).isEqualTo("noresource");
        assertThat(told).hasSize(2);
    }

    private static void pause(SipWorld world) {
        try {
            world.pause(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoMayNotKnowIsRefused(SipWorld world) throws Exception {
        agent(world, "bob").onSubscribe("presence", subscriber -> subscriber.reject(403));
        UserAgent alice = agent(world, "alice");
        assertThatThrownBy(() -> alice.subscribe("sip:bob@bob.test", "presence", _ -> {}))
                .isInstanceOfSatisfying(
                        SipException.class, e -> assertThat(e.status()).isEqualTo(403));
    }

    @Test
    void anUnknownPackageIs489(SipWorld world) throws Exception {
        agent(world, "bob").onSubscribe("presence", _ -> {});
        UserAgent alice = agent(world, "alice");
        assertThatThrownBy(() -> alice.subscribe("sip:bob@bob.test", "weather", _ -> {}))
                .isInstanceOfSatisfying(
                        SipException.class, e -> assertThat(e.status()).isEqualTo(489));
    }

    @Test
    void publishedStateIsKeptAndTakenBack(SipWorld world) throws Exception {
        ScriptedPeer server =
                new ScriptedPeer()
                        .onRequest(
                                Method.PUBLISH,
                                (request, tag) ->
                                        SipResponse.replyTo(request, 200)
                                                .toTag(tag)
                                                .set(HeaderName.SIP_ETAG, "e1")
                                                .copy(HeaderName.EXPIRES, request)
                                                .build());
        world.peer("home", server);
        UserAgent alice = world.client("alice").userAgent("sip:alice@home.test").build();
        Publication publication =
                alice.publish("presence", Body.of("application/pidf+xml", "open"));
        assertThat(publication.entityTag()).isEqualTo("e1");
        publication.modify(Body.of("application/pidf+xml", "closed"));
        world.pause(Duration.ofHours(2));
        alice.close();
        List<SipRequest> sent = server.requests(Method.PUBLISH);
        assertThat(text(sent.get(1))).isEqualTo("closed");
        assertThat(sent.getLast().value(HeaderName.EXPIRES)).isEqualTo("0");
    }

    @Test
    void aMessageIsDeliveredAndAnswered(SipWorld world) throws Exception {
        List<String> texts = new ArrayList<>();
        agent(world, "bob").onMessage(m -> texts.add(String.valueOf(m.body())));
        assertThat(agent(world, "alice").sendMessage("sip:bob@bob.test", "hello").status())
                .isEqualTo(200);
        assertThat(texts).containsExactly("text/plain;charset=UTF-8, 5 octets");
    }
}
