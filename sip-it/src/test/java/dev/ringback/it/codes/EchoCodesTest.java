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

/// The codes of an echo that rings, is choosy, and speaks for all phones of its user.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EchoCodesTest {
    private static final String ECHO = "sip:echo@localhost";
    private static final String CONFIG =
            "echo: {answer-after: 3s, unacceptable: 606, require: [timer]}\n";

    private final ServerProcess server =
            ServerProcess.start(new FreePorts(), "--demo", "--config", Rows.file(CONFIG));

    @AfterAll
    void stop() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> callsThatRing() {
        Ask silent = call().body("application/sdp", ServerCodesTest.NO_MEDIUM);
        Rows rows = new Rows();
        rows.ask(421, "a client without timer", Ask.of("INVITE", ECHO), "Require");
        rows.ask(606, "no medium anywhere", silent, "Warning");
        rows.play(180, "a call that rings", EchoCodesTest::ringing, "Contact");
        rows.play(487, "a call that is cancelled", EchoCodesTest::cancelled);
        rows.play(500, "a second INVITE before the answer", EchoCodesTest::second, "Retry-After");
        return new Judge(server).tests(rows);
    }

    private static Ask call() {
        return Ask.of("INVITE", ECHO).with("Supported", "timer");
    }

    private static Received ringing(Caller caller) {
        Ask invite = call();
        caller.send(invite.text(caller));
        Received told = caller.await(180, Row.PATIENCE);
        cancel(caller, invite);
        return told;
    }

    private static Received cancelled(Caller caller) {
        Ask invite = call();
        caller.send(invite.text(caller));
        caller.await(180, Row.PATIENCE);
        return cancel(caller, invite);
    }

    private static Received second(Caller caller) {
        Ask invite = call();
        caller.send(invite.text(caller));
        Received told = caller.await(180, Row.PATIENCE);
        Ask next = Calls.inDialog("INVITE", invite, told, 2).with("Supported", "timer");
        Received refused = Row.play(caller, next);
        cancel(caller, invite);
        return refused;
    }

    private static Received cancel(Caller caller, Ask invite) {
        caller.send(invite.inTransaction("CANCEL", invite.value("To")).text(caller));
        Received last = caller.finalTo("INVITE", Row.PATIENCE);
        caller.send(invite.ack(caller, last));
        return last;
    }
}
