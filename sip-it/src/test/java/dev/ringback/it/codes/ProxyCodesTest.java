package dev.ringback.it.codes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.it.peer.Caller;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.Phone;
import dev.ringback.it.peer.Received;
import dev.ringback.it.peer.ServerProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/// The codes of the stateful proxy, and those of phones that it passes on. RFC 3261 §16.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProxyCodesTest {
    private static final String BOB = "sip:bob@localhost";
    private static final AtomicInteger USERS = new AtomicInteger();

    /// What answers of phones carry besides the usual.
    private static final Map<Integer, List<String>> CARRIED =
            Map.of(
                    305, List.of("Contact: <sip:127.0.0.1:9;lr>"),
                    503, List.of("Retry-After: 1"),
                    606, List.of("Warning: 304 phone \"no common medium\""));

    private final ServerProcess open = ServerProcess.start(new FreePorts(), "--no-auth");
    private final ServerProcess demo = ServerProcess.start(new FreePorts(), "--demo");
    private final Phone phone = new Phone(CARRIED);

    @AfterAll
    void stop() {
        open.close();
        demo.close();
        phone.close();
    }

    @TestFactory
    Stream<DynamicTest> whatIsNotForwarded() {
        Ask options = Ask.of("OPTIONS", BOB);
        Ask alice = Ask.of("INVITE", BOB).with("From", "<sip:alice@localhost>;tag=a");
        Ask cancel = options.inTransaction("CANCEL", "<" + BOB + ">");
        Rows rows = new Rows();
        rows.ask(407, "our own user without credentials", alice, "Proxy-Authenticate");
        rows.proved(407, "a wrong password", alice, "guessed", "Proxy-Authenticate");
        rows.ask(404, "no such user", Ask.of("INVITE", "sip:nobody@localhost"));
        rows.ask(416, "an unknown scheme", Ask.of("OPTIONS", "nosuch:bob"));
        rows.ask(420, "an extension", options.with("Proxy-Require", "nothing"), "Unsupported");
        rows.ask(480, "no binding", Ask.of("INVITE", BOB));
        rows.ask(481, "a CANCEL of nothing", cancel);
        rows.ask(483, "no hops left", Ask.of("INVITE", BOB).with("Max-Forwards", "0"));
        return new Judge(demo).tests(rows);
    }

    @TestFactory
    Stream<DynamicTest> whatPhonesSay() {
        Rows rows = new Rows();
        calling(rows, 305, "305", "Contact");
        calling(rows, 486, "486");
        calling(rows, 500, "503");
        calling(rows, 600, "600");
        calling(rows, 603, "603");
        calling(rows, 604, "604");
        calling(rows, 606, "606", "Warning");
        calling(rows, 502, "lost");
        return new Judge(open).tests(rows);
    }

    @TestFactory
    Stream<DynamicTest> whatBecomesOfCalls() {
        Rows rows = new Rows();
        rows.play(100, "a phone that says nothing", caller -> provisional(caller, "quiet", 100));
        rows.play(487, "a cancelled call", this::cancelled);
        rows.play(200, "the CANCEL itself", this::cancelItself);
        rows.play(482, "a user who is registered at the server", this::loop);
        rows.play(440, "no breadth left", this::breadth);
        return new Judge(open).tests(rows);
    }

    private void calling(Rows rows, int code, String what, String... carries) {
        Row.Scene scene =
                caller -> {
                    try (Phone own = new Phone(CARRIED)) {
                        return Row.play(caller, Ask.of("INVITE", user(own.uri(what))));
                    }
                };
        rows.play(code, "a phone that says " + what, scene, carries);
    }

    private Received provisional(Caller caller, String what, int code) {
        Ask invite = Ask.of("INVITE", user(phone.uri(what)));
        caller.send(invite.text(caller));
        return caller.await(code, Duration.ofSeconds(2));
    }

    private Received cancelled(Caller caller) {
        Ask invite = Ask.of("INVITE", user(phone.uri("ring")));
        caller.send(invite.text(caller));
        caller.await(180, Row.PATIENCE);
        caller.send(invite.inTransaction("CANCEL", invite.value("To")).text(caller));
        Received response = caller.finalTo("INVITE", Row.PATIENCE);
        caller.send(invite.ack(caller, response));
        return response;
    }

    private Received cancelItself(Caller caller) {
        Ask invite = Ask.of("INVITE", user(phone.uri("ring")));
        caller.send(invite.text(caller));
        caller.await(180, Row.PATIENCE);
        caller.send(invite.inTransaction("CANCEL", invite.value("To")).text(caller));
        return caller.finalTo("CANCEL", Row.PATIENCE);
    }

    private Received loop(Caller caller) {
        String name = "looping" + USERS.incrementAndGet();
        bind(name, "sip:" + name + "@" + open.address());
        return Row.play(caller, Ask.of("INVITE", "sip:" + name + "@localhost"));
    }

    private Received breadth(Caller caller) {
        Ask invite = Ask.of("INVITE", user(phone.uri("486")));
        return Row.play(caller, invite.with("Max-Breadth", "0"));
    }

    /// Registers a new user at a contact, and answers the user's address.
    private String user(String contact) {
        String name = "user" + USERS.incrementAndGet();
        bind(name, contact);
        return "sip:" + name + "@localhost";
    }

    private void bind(String name, String contact) {
        try (Caller registering = Caller.over("UDP", open.port())) {
            Ask register = Ask.register(name).with("Contact", "<" + contact + ">");
            Received bound = Row.play(registering, register);
            assertThat(bound.status()).as(bound.text()).isEqualTo(200);
        }
    }
}
