package dev.ringback.examples.phone;

import dev.ringback.events.Presence;
import dev.ringback.sip.Body;
import dev.ringback.sip.IncomingRequest;
import dev.ringback.sip.SipClient;
import dev.ringback.sip.Subscriber;
import dev.ringback.sip.UserAgent;
import dev.ringback.subscription.Content;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Tells everybody who subscribes how somebody is, as the last message to it said: `here`, `away`,
/// or a note such as `away: back at noon`.
///
/// `java …PresenceBot sip:alice@example.com secret`, then send it a MESSAGE and subscribe to
/// `presence`.
public final class PresenceBot {
    private final UserAgent agent;
    private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
    private volatile Presence present;

    /// A bot for an agent, which is away at first.
    public PresenceBot(UserAgent agent) {
        this.agent = agent;
        this.present = Presence.of(agent.address().uri(), false);
        agent.onSubscribe("presence", this::subscribed).onMessage(this::told);
    }

    /// Registers the first argument with the password that is the second.
    public static void main(String[] arguments) throws Exception {
        try (SipClient client = SipClient.create();
                UserAgent agent = client.userAgent(arguments[0]).password(arguments[1]).build()) {
            PresenceBot _ = new PresenceBot(agent);
            agent.register();
            Thread.currentThread().join();
        }
    }

    private void subscribed(Subscriber subscriber) {
        subscribers.add(subscriber);
        var _ = subscriber.ended().thenRun(() -> subscribers.remove(subscriber));
        subscriber.send(body());
    }

    private void told(IncomingRequest message) {
        Body text = message.body();
        String[] words = (text == null ? "" : text.text()).strip().split("\\s*:\\s*", 2);
        boolean here = words[0].equalsIgnoreCase("here");
        if (!here && !words[0].equalsIgnoreCase("away")) {
            message.reply(488);
            return;
        }
        Presence changed = Presence.of(agent.address().uri(), here);
        present = words.length == 1 ? changed : changed.noted(words[1]);
        subscribers.forEach(subscriber -> subscriber.send(body()));
    }

    private Body body() {
        Content content = present.content();
        return Body.of(content.type(), content.bytes());
    }
}
