package dev.ringback.it.through;

import dev.ringback.sip.Call;
import dev.ringback.sip.CallEnd;
import dev.ringback.sip.CallEvent;
import dev.ringback.sip.SipClient;
import dev.ringback.sip.SipException;
import dev.ringback.sip.UserAgent;
import dev.ringback.sip.WireEvent;
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
    static Friend of(String name, int server) throws SipException, InterruptedException {
        SipClient client =
                SipClient.newBuilder().listen("udp:127.0.0.1:0", "tcp:127.0.0.1:0").build();
        UserAgent agent =
                client.userAgent("sip:" + name + "@localhost")
                        .password(name)
                        .proxy("sip:127.0.0.1:" + server)
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
