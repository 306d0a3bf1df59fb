package dev.ringback.it.through;

import dev.ringback.sip.Call;
import dev.ringback.sip.CallEnd;
import dev.ringback.sip.CallEvent;
import dev.ringback.sip.SipClient;
import dev.ringback.sip.SipException;
import dev.ringback.sip.UserAgent;
import dev.ringback.sip.WireEvent;
import dev.ringback.smime.SmimeProtection;
import dev.ringback.smime.SmimeSettings;
import dev.ringback.smime.SmimeSettings.Wish;
import dev.ringback.smime.key.SelfSigned;
import dev.ringback.smime.key.UserKey;
import dev.ringback.uri.SipUri;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/// A user with a telephone of ours, registered with a server, and what happened to it.
final class Friend implements AutoCloseable {
    private final SipClient client;
    private final UserAgent agent;
    private final List<WireEvent> wire = new CopyOnWriteArrayList<>();
    private final List<CallEvent> events = new CopyOnWriteArrayList<>();
    private final BlockingQueue<CallEnd> ends = new LinkedBlockingQueue<>();

    private Friend(SipClient client, UserAgent agent) {
        this.client = client;
        this.agent = agent;
    }

    /// A user whose password is the name, registered.
    ///
    /// @param wishes what is done to the bodies of its requests; secured ones are opened always
    static Friend of(String name, int server, Wish... wishes)
            throws SipException, InterruptedException {
        SipUri address = SipUri.of(false, name, "localhost", -1);
        UserKey key =
                new SelfSigned(new SecureRandom(), Instant.now())
                        .create(address, Duration.ofDays(1));
        SipClient client =
                SipClient.newBuilder().listen("udp:127.0.0.1:0", "tcp:127.0.0.1:0").build();
        UserAgent agent =
                client.userAgent("sip:" + name + "@localhost")
                        .password(name)
                        .proxy("sip:127.0.0.1:" + server)
                        .protection(SmimeProtection.of(SmimeSettings.of(key, wishes)))
                        .build();
        Friend friend = new Friend(client, agent);
        client.onWire(friend.wire::add);
        agent.register();
        return friend;
    }

    UserAgent agent() {
        return agent;
    }

    /// Calls a user of the same server.
    Call call(String name) {
        return agent.call("sip:" + name + "@localhost").onEvent(events::add);
    }

    /// Takes every call, and remembers how it ended.
    Friend answering() {
        agent.onCall(
                call -> {
                    call.onEvent(events::add);
                    call.ring();
                    call.accept();
                    ends.add(call.awaitEnd());
                });
        return this;
    }

    List<CallEvent> events() {
        return List.copyOf(events);
    }

    BlockingQueue<CallEnd> ends() {
        return ends;
    }

    /// Every message that it sent or received.
    List<WireEvent> wire() {
        return List.copyOf(wire);
    }

    @Override
    public void close() {
        client.close();
    }
}
