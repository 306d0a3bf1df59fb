package dev.ringback.examples.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.message.SipRequest;
import dev.ringback.sip.SipException;
import dev.ringback.sip.Subscription;
import dev.ringback.sip.UserAgent;
import dev.ringback.testkit.junit.SipSimulation;
import dev.ringback.testkit.junit.SipWorld;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@SipSimulation(loss = 0.1, duplication = 0.1)
class PresenceBotTest {
    private static final Duration WHILE = Duration.ofMinutes(1);

    private final List<String> told = new ArrayList<>();

    private void told(SipRequest notify) {
        told.add(new String(notify.body(), StandardCharsets.UTF_8));
    }

    private static UserAgent bot(SipWorld world) throws SipException {
        UserAgent agent = world.client("bot").userAgent("sip:bot@bot.test").build();
        PresenceBot _ = new PresenceBot(agent);
        return agent;
    }

    @Test
    void subscribersHearWhatTheLastMessageSaid(SipWorld world) throws Exception {
        bot(world);
        UserAgent alice = world.client("alice").userAgent("sip:alice@alice.test").build();
        Subscription subscription = alice.subscribe("sip:bot@bot.test", "presence", this::told);
        world.await(subscription.firstNotify());
        world.pause(WHILE);
        alice.sendMessage("sip:bot@bot.test", "here");
        world.pause(WHILE);
        alice.sendMessage("sip:bot@bot.test", "away: back at noon");
        world.pause(WHILE);
        assertThat(told).hasSize(3);
        assertThat(told.get(0)).contains("closed");
        assertThat(told.get(1)).contains("open");
        assertThat(told.get(2)).contains("closed", "back at noon");
    }

    @Test
    void aMessageThatItDoesNotUnderstandIsRefused(SipWorld world) throws Exception {
        bot(world);
        UserAgent alice = world.client("alice").userAgent("sip:alice@alice.test").build();
        assertThatThrownBy(() -> alice.sendMessage("sip:bot@bot.test", "what?"))
                .isInstanceOfSatisfying(
                        SipException.class, e -> assertThat(e.status()).isEqualTo(488));
    }
}
