package dev.ringback.it.codes;

import dev.ringback.it.peer.Caller;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.Received;
import dev.ringback.it.peer.ServerProcess;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/// The codes of the registrar, RFC 3261 §10.3, behind digest.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistrarCodesTest {
    private static final String CONTACT = "<sip:alice@127.0.0.1:%P>";

    private static final String DEMANDING = "registrar: {path: required}\nauth: {tries: 2}\n";

    private final ServerProcess server = ServerProcess.start(new FreePorts(), "--demo");
    private final ServerProcess demanding =
            ServerProcess.start(new FreePorts(), "--demo", "--config", Rows.file(DEMANDING));

    @AfterAll
    void stop() {
        server.close();
        demanding.close();
    }

    @TestFactory
    Stream<DynamicTest> whatIsDemanded() {
        Ask alice = Ask.register("alice").with("Contact", CONTACT);
        Rows rows = new Rows();
        rows.proved(421, "a client without Path", alice, "alice", "Require");
        return new Judge(demanding).tests(rows);
    }

    @TestFactory
    Stream<DynamicTest> whoGuesses() {
        Ask bob = Ask.register("bob").with("Supported", "path");
        Rows rows = new Rows();
        rows.play(403, "wrong passwords, too many of them", caller -> guess(caller, bob));
        return new Judge(demanding).tests(rows);
    }

    private static Received guess(Caller caller, Ask ask) {
        Received last = Row.play(caller, ask);
        Ask next = ask;
        for (int i = 0; i < 5 && last.status() == 401; i++) {
            next = Proof.answer(last, next, "bob", "guess" + i);
            last = Row.play(caller, next);
            next = next.without("Authorization");
        }
        return last;
    }

    @TestFactory
    Stream<DynamicTest> whoRegisters() {
        Ask alice = Ask.register("alice").with("Contact", CONTACT);
        Ask bob = alice.with("To", "<sip:bob@localhost>");
        Rows rows = new Rows();
        rows.ask(401, "no credentials", alice, "WWW-Authenticate");
        rows.proved(401, "a wrong password", alice, "guessed", "WWW-Authenticate");
        rows.proved(403, "another one's address", bob, "alice");
        rows.proved(200, "a binding", alice, "alice", "Contact", "Date");
        rows.proved(200, "a question", alice.without("Contact"), "alice", "Date");
        return new Judge(server).tests(rows);
    }

    @TestFactory
    Stream<DynamicTest> whatIsRegistered() {
        Ask alice = Ask.register("alice").with("Contact", CONTACT);
        Ask elsewhere = alice.with("To", "<sip:alice@elsewhere.example>");
        Ask star = alice.with("Contact", "*");
        Ask brief = alice.with("Contact", CONTACT + ";expires=1");
        Ask demanding = alice.with("Require", "nothing");
        String contacts =
                IntStream.range(0, 20)
                        .mapToObj(i -> "<sip:alice" + i + "@127.0.0.1:%P>")
                        .collect(Collectors.joining(", "));
        Rows rows = new Rows();
        rows.proved(404, "an unknown domain", elsewhere, "alice");
        rows.proved(400, "a star with a lifetime", star.with("Expires", "60"), "alice");
        rows.proved(400, "a star without one", star, "alice");
        rows.proved(420, "an unknown extension", demanding, "alice", "Unsupported");
        rows.proved(423, "a second", brief, "alice", "Min-Expires");
        rows.proved(403, "too many contacts", alice.with("Contact", contacts), "alice");
        rows.play(500, "a lower CSeq", RegistrarCodesTest::outOfOrder);
        return new Judge(server).tests(rows);
    }

    private static Received outOfOrder(Caller caller) {
        Ask later = Ask.register("alice").with("Contact", CONTACT).with("CSeq", "8 REGISTER");
        Proof.play(caller, later, "alice", "alice");
        return Proof.play(caller, later.again().with("CSeq", "5 REGISTER"), "alice", "alice");
    }
}
