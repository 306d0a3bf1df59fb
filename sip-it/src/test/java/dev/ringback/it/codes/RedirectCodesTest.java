package dev.ringback.it.codes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.it.peer.Caller;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.Received;
import dev.ringback.it.peer.ServerProcess;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/// The codes of the redirect server, RFC 3261 §8.3.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedirectCodesTest {
    private static final String CONFIG =
            """
            domains: [localhost]
            auth: {required: false}
            mode: redirect
            aliases: {lee: [ann, ben]}
            ambiguous: list
            moved: {moved: "sip:moved@example.com"}
            gone: [gone]
            """;

    private final ServerProcess server =
            ServerProcess.start(
                    new FreePorts(),
                    "--config",
                    Rows.file(CONFIG),
                    "--user",
                    "here:x",
                    "--user",
                    "both:x",
                    "--user",
                    "away:x",
                    "--user",
                    "ann:x",
                    "--user",
                    "ben:x");

    @AfterAll
    void stop() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> whereUsersAre() {
        bind("here", "<sip:here@127.0.0.1:9>");
        bind("both", "<sip:desk@127.0.0.1:9>;q=0.9, <sip:mobile@127.0.0.1:9>;q=0.5");
        Rows rows = new Rows();
        rows.play(
                300,
                "two bindings",
                caller -> call(caller, "both", ";q=0.9", ";expires="),
                "Contact");
        rows.play(302, "one binding", caller -> call(caller, "here", ";expires="), "Contact");
        rows.play(
                301,
                "a user who moved",
                caller -> call(caller, "moved", "moved@example.com"),
                "Contact");
        rows.play(
                485,
                "a name of two users",
                caller -> call(caller, "lee", "ann@", "ben@"),
                "Contact");
        rows.ask(410, "a user who left", Ask.of("INVITE", "sip:gone@localhost"));
        rows.ask(480, "no binding", Ask.of("INVITE", "sip:away@localhost"));
        return new Judge(server).tests(rows);
    }

    private static Received call(Caller caller, String user, String... parts) {
        Received response = Row.play(caller, Ask.of("INVITE", "sip:" + user + "@localhost"));
        assertThat(String.join(", ", response.headers("Contact"))).contains(parts);
        return response;
    }

    private void bind(String name, String contacts) {
        try (Caller caller = Caller.over("UDP", server.port())) {
            Received bound = Row.play(caller, Ask.register(name).with("Contact", contacts));
            assertThat(bound.status()).as(bound.text()).isEqualTo(200);
        }
    }
}
