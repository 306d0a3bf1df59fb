package dev.ringback.it.why;

import dev.ringback.app.record.RecordedCalls;
import dev.ringback.app.record.Recorder;
import dev.ringback.it.codes.Ask;
import dev.ringback.it.codes.Proof;
import dev.ringback.it.peer.Caller;
import dev.ringback.it.peer.Loopback;
import dev.ringback.it.peer.Phone;
import dev.ringback.it.peer.Received;
import dev.ringback.runtime.RuntimeConfig;
import dev.ringback.runtime.SipRuntime;
import dev.ringback.stack.Transport;
import java.time.Instant;
import java.util.Map;

/// What the server does not do: because it has too much to do, because the request may not go on,
/// or because the caller may not.
final class LimitCauses extends Causes {
    private static final int MOST = 300;

    private final Phone phone = open(new Phone(Map.of()));
    private final Here here = open(Here.open(""));
    private final Here full = open(Here.open("limits: {transactions: 50}\n"));
    private final Here drained = open(Here.open(""));
    private final Here guarded = open(Here.start(""));

    LimitCauses() {
        cause(
                "more open transactions than fit",
                503,
                "overloaded-transactions",
                this::overload,
                "bound=50");
        cause("a server that drains", 503, "policy-shutting-down", this::drained);
        cause(
                "no breadth left",
                440,
                "check-max-breadth",
                () -> here.ask(call(here.user(phone.uri("486"))).with("Max-Breadth", "0")),
                "clause=RFC 5393 §5.3.3");
        cause(
                "no hops left",
                483,
                "check-max-forwards",
                () -> here.ask(call(here.user(phone.uri("486"))).with("Max-Forwards", "0")));
        cause("a user who is registered at the server", 482, "check-loop", this::loop);
        cause("a cancelled call", 487, "cancelled", this::cancelled);
        cause(
                "no password",
                407,
                "credentials-missing",
                () -> guarded.ask(alice()),
                "realm=localhost");
        cause("a wrong password", 407, "credentials-wrong-response", () -> proved("guessed"));
        cause("a wrong password once too often", 403, "policy-wrong-credentials", this::blocked);
        cause(
                "somebody else's address",
                403,
                "policy-foreign-address",
                () -> proved("secret", alice().with("From", "<sip:bob@localhost>;tag=1")));
        cause("too many requests of one source", 503, "policy-source-rate", LimitCauses::rate);
        cause("a next hop that asked for less", 503, "overloaded-next-hop", this::nextHop);
        cause(
                "an extension that nobody knows",
                420,
                "check-proxy-require",
                () -> here.ask(call(Here.address("x")).with("Proxy-Require", "nothing")),
                "subject=nothing");
    }

    private static Ask call(String uri) {
        return Ask.of("INVITE", uri);
    }

    private static Ask alice() {
        return call(Here.address("bob")).with("From", "<sip:alice@localhost>;tag=1");
    }

    /// Transactions over UDP last for 32 s after the answer.
    private Story overload() {
        Ask ask = Ask.of("OPTIONS", "sip:localhost");
        try (Caller caller = Caller.over("UDP", full.port(Transport.UDP))) {
            for (int i = 0; i < MOST; i++) {
                ask = ask.again();
                caller.send(ask.text(caller));
                if (caller.finalTo("OPTIONS", Here.PATIENCE).status() == 503) {
                    return full.call(Here.address("x"));
                }
            }
        }
        throw new AssertionError("still taking work after " + MOST + " requests");
    }

    private Story drained() {
        drained.server().drain();
        return drained.call(Here.address("x"));
    }

    private Story loop() {
        here.bind("looping", "<sip:looping@127.0.0.1:" + here.port(Transport.UDP) + ">");
        return here.call(Here.address("looping"));
    }

    private Story cancelled() {
        Ask invite = call(here.user(phone.uri("ring")));
        try (Caller caller = Caller.over("UDP", here.port(Transport.UDP))) {
            caller.send(invite.text(caller));
            caller.await(180, Here.PATIENCE);
            caller.send(invite.inTransaction("CANCEL", invite.value("To")).text(caller));
            return here.end(caller, invite);
        }
    }

    private Story proved(String password) {
        return proved(password, alice());
    }

    private Story proved(String password, Ask ask) {
        try (Caller caller = Caller.over("UDP", guarded.port(Transport.UDP))) {
            caller.send(ask.text(caller));
            Received challenged = caller.finalTo("INVITE", Here.PATIENCE);
            caller.send(ask.ack(caller, challenged));
            return guarded.play(caller, Proof.answer(challenged, ask, "alice", password));
        }
    }

    private Story blocked() {
        Here once = open(Here.start("auth: {tries: 1}\n"));
        Ask ask = alice();
        try (Caller caller = Caller.over("TCP", once.port(Transport.TCP))) {
            for (int i = 0; i < 5; i++) {
                caller.send(ask.text(caller));
                Received challenged = caller.finalTo("INVITE", Here.PATIENCE);
                if (challenged.status() == 403) {
                    return once.story(Here.callId(caller, ask), 403);
                }
                caller.send(ask.ack(caller, challenged));
                ask = Proof.answer(challenged, alice(), "alice", "guessed" + i);
            }
        }
        throw new AssertionError("still asked after five wrong passwords");
    }

    /// Loopback has no rate: another gate stands in for that of the server.
    private static Story rate() throws Exception {
        Recorder recorder = new Recorder(System::nanoTime, 1 << 20, 1);
        RuntimeConfig config =
                RuntimeConfig.builder()
                        .shards(1)
                        .gate(new SlowGate())
                        .watches(_ -> recorder.shard())
                        .listen(Transport.TCP, Loopback.at(0))
                        .build();
        try (SipRuntime runtime = SipRuntime.start(config, _ -> new NoCore());
                Caller caller =
                        Caller.over("TCP", runtime.listenPoints().getFirst().bound().getPort())) {
            Ask ask = Ask.of("INVITE", "sip:x@localhost");
            caller.send(ask.text(caller));
            int status = caller.finalTo("INVITE", Here.PATIENCE).status();
            RecordedCalls calls = new RecordedCalls(recorder, Instant.EPOCH::plusNanos);
            return Story.of(status, calls, Here.callId(caller, ask));
        }
    }

    /// RFC 7339: the first answer asks for nothing more for a minute.
    private Story nextHop() {
        Here near = open(Here.open("overload: {neighbours: [127.0.0.0/8]}\n"));
        String less = ";oc=100;oc-algo=\"loss\";oc-validity=60000;oc-seq=1.1";
        Peer busy =
                open(
                        new Peer(
                                request ->
                                        Peer.answer(request, "486 Busy Here")
                                                .replaceFirst(";oc;oc-algo=\"[^\"]*\"", less)));
        Story first = near.reach(busy.uri("x"));
        if (first.status() != 486) {
            throw new AssertionError(first.lines().toString());
        }
        return near.reach(busy.uri("y"));
    }
}
