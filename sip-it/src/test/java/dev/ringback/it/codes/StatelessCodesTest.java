package dev.ringback.it.codes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.it.peer.Caller;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.Phone;
import dev.ringback.it.peer.Received;
import dev.ringback.it.peer.ServerProcess;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/// The codes of the proxy without state, and those of phones that it passes on. RFC 3261 §16.11.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatelessCodesTest {
    private static final String CONFIG =
            """
            domains: [localhost]
            auth: {required: false}
            mode: stateless
            """;
    private static final AtomicInteger USERS = new AtomicInteger();

    private final ServerProcess server =
            ServerProcess.start(new FreePorts(), "--config", Rows.file(CONFIG), "--user", "bob:x");
    private final Phone phone = new Phone(Map.of());

    @AfterAll
    void stop() {
        server.close();
        phone.close();
    }

    @TestFactory
    Stream<DynamicTest> whatIsNotForwarded() {
        Ask options = Ask.of("OPTIONS", "sip:bob@localhost");
        Ask invite = Ask.of("INVITE", "sip:bob@localhost");
        Rows rows = new Rows();
        rows.ask(403, "a stranger's domain", Ask.of("INVITE", "sip:x@far.example"));
        rows.ask(416, "an unknown scheme", Ask.of("OPTIONS", "nosuch:bob"));
        rows.ask(420, "an extension", options.with("Proxy-Require", "nothing"), "Unsupported");
        rows.ask(480, "no binding", invite);
        rows.ask(483, "no hops left", invite.with("Max-Forwards", "0"));
        return new Judge(server).tests(rows);
    }

    @TestFactory
    Stream<DynamicTest> whatPhonesSay() {
        Rows rows = new Rows();
        rows.play(486, "a busy phone", caller -> call(caller, "486"));
        rows.play(603, "a phone that declines", caller -> call(caller, "603"));
        rows.play(487, "a cancelled call", this::cancelled);
        return new Judge(server).tests(rows);
    }

    private Received call(Caller caller, String what) {
        return Row.play(caller, Ask.of("INVITE", user(phone.uri(what))));
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

    /// Registers a new user at a contact, and answers the user's address.
    private String user(String contact) {
        String name = "user" + USERS.incrementAndGet();
        try (Caller registering = Caller.over("UDP", server.port())) {
            Ask register = Ask.register(name).with("Contact", "<" + contact + ">");
            Received bound = Row.play(registering, register);
            assertThat(bound.status()).as(bound.text()).isEqualTo(200);
        }
        return "sip:" + name + "@localhost";
    }
}
