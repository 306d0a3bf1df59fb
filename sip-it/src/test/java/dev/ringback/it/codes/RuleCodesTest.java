package dev.ringback.it.codes;

import dev.ringback.it.peer.Caller;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.Received;
import dev.ringback.it.peer.ServerProcess;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/// The codes that routing makes: rules, queues, fallbacks and the dial plan.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RuleCodesTest {
    private static final String CONFIG =
            """
            domains: [localhost]
            dialplan: ["030xxxxxxx"]
            rules:
              - when: {user: "^forwarded$"}
                lookup: "bob@localhost"
                then: {480: {forward: "sip:voicemail@127.0.0.1:9"}}
              - {when: {user: "^queue$"}, queue: {name: queue, time: 1m, every: 1s}}
              - {when: {user: "^unpaid$"}, reply: 402}
              - {when: {user: "^busy$"}, reply: 600, retry-after: 5m}
              - {when: {user: "^decline$"}, reply: 603}
              - {when: {user: "^nowhere$"}, reply: 604}
              - {when: {user: "^00"}, reply: 403, reason: "International calls are off"}
              - when: {user: "^alternative$"}
                reply: 380
                body: {type: text/plain, text: "sip:voicemail@example.com"}
              - when: {user: "^mute$"}
                reply: 606
                set-header: {Warning: "304 localhost \\"No phone has such a medium\\""}
            """;

    private final ServerProcess server =
            ServerProcess.start(new FreePorts(), "--demo", "--config", Rows.file(CONFIG));

    @AfterAll
    void stop() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> whatRulesSay() {
        Rows rows = new Rows();
        rows.ask(380, "another service", call("alternative"), "Content-Type");
        rows.ask(402, "no money", call("unpaid"));
        rows.ask(403, "a number that is off", call("0049301234567"));
        rows.ask(484, "half a number", call("0301"));
        rows.ask(600, "busy everywhere", call("busy"), "Retry-After");
        rows.ask(603, "declined", call("decline"));
        rows.ask(604, "nowhere", call("nowhere"));
        rows.ask(606, "no medium anywhere", call("mute"), "Warning");
        return new Judge(server).tests(rows);
    }

    @TestFactory
    Stream<DynamicTest> whatRulesDo() {
        Rows rows = new Rows();
        rows.play(181, "a call that goes on to another", RuleCodesTest::forwarded);
        rows.play(182, "a call that waits", caller -> queued(caller, 182));
        rows.play(487, "a call that is cancelled while it waits", caller -> queued(caller, 487));
        return new Judge(server).tests(rows);
    }

    private static Ask call(String user) {
        return Ask.of("INVITE", "sip:" + user + "@localhost");
    }

    private static Received forwarded(Caller caller) {
        caller.send(call("forwarded").text(caller));
        return caller.await(181, Row.PATIENCE);
    }

    /// The response with this code to a call that is queued and cancelled after the second 182.
    private static Received queued(Caller caller, int code) {
        Ask invite = call("queue");
        caller.send(invite.text(caller));
        Received first = caller.await(182, Row.PATIENCE);
        caller.await(182, Row.PATIENCE);
        caller.send(invite.inTransaction("CANCEL", invite.value("To")).text(caller));
        Received last = caller.finalTo("INVITE", Row.PATIENCE);
        caller.send(invite.ack(caller, last));
        return code == 182 ? first : last;
    }
}
