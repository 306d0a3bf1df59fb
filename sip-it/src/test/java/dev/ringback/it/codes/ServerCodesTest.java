package dev.ringback.it.codes;

import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.ServerProcess;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/// The codes of the server's own user agents: the server itself and the echo. RFC 3261 §8.2, §11.2.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServerCodesTest {
    private static final String SELF = "sip:localhost";
    private static final String ECHO = "sip:echo@localhost";
    private static final String LIMITS = "limits: {message: 16KiB, body: 8KiB, uri: 1KiB}\n";
    /// An offer of a medium that nobody here knows.
    static final String NO_MEDIUM =
            """
            v=0
            o=x 1 1 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=application 9 UDP/BFCP *
            """
                    .replace("\n", "\r\n");

    private final ServerProcess server =
            ServerProcess.start(new FreePorts(), "--demo", "--config", Rows.file(LIMITS));

    @AfterAll
    void stop() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> whatWorks() {
        String[] told = {"Allow", "Accept", "Accept-Encoding", "Accept-Language", "Supported"};
        Rows rows = new Rows();
        rows.ask(200, "OPTIONS", Ask.of("OPTIONS", SELF), told);
        rows.ask(200, "OPTIONS of the echo", Ask.of("OPTIONS", ECHO), told);
        rows.ask(200, "INVITE", Ask.of("INVITE", ECHO), "Contact", "Allow", "Supported");
        rows.play(200, "BYE", Calls::callAndHangUp);
        return new Judge(server).tests(rows);
    }

    @TestFactory
    Stream<DynamicTest> whatCannotBeRead() {
        Ask options = Ask.of("OPTIONS", SELF);
        Ask large = options;
        for (int i = 0; i < 5; i++) {
            large = large.plus("Subject", "x".repeat(4000));
        }
        Rows rows = new Rows();
        rows.broken("no Call-ID", options.without("Call-ID"));
        rows.broken("no From", options.without("From"));
        rows.broken("CSeq of another method", options.with("CSeq", "1 BYE"));
        rows.broken("From without its bracket", options.with("From", "<sip:a@b"));
        rows.broken(
                "no such port", Ask.of("OPTIONS", SELF + ":99999").with("To", "<sip:localhost>"));
        rows.ask(414, "a long URI", Ask.of("OPTIONS", "sip:" + "a".repeat(2000) + "@localhost"));
        rows.ask(505, "SIP/3.0", options.version("3.0"));
        rows.ask(413, "a large body", options.body("text/plain", "x".repeat(9000)));
        rows.ask(513, "large headers", large);
        return new Judge(server).tests(rows);
    }

    @TestFactory
    Stream<DynamicTest> whatIsNotServed() {
        Ask options = Ask.of("OPTIONS", SELF);
        Ask invite = Ask.of("INVITE", ECHO);
        Ask subscribe = Ask.of("SUBSCRIBE", ECHO).with("Event", "presence");
        Ask stray = Ask.of("BYE", ECHO).with("To", "<" + ECHO + ">;tag=none");
        Rows rows = new Rows();
        rows.ask(405, "a call of the server", Ask.of("INVITE", SELF), "Allow");
        rows.ask(405, "a subscription to the echo", subscribe, "Allow");
        rows.ask(501, "an unknown method", Ask.of("JUGGLE", SELF));
        rows.ask(420, "an unknown extension", options.with("Require", "nothing"), "Unsupported");
        rows.ask(420, "one of a call", invite.with("Require", "nothing"), "Unsupported");
        rows.ask(406, "only an image is accepted", invite.with("Accept", "image/png"));
        rows.ask(415, "an encoding", invite.plus("Content-Encoding", "rot13"), "Accept-Encoding");
        rows.ask(415, "a language", invite.plus("Content-Language", "xx"), "Accept-Language");
        rows.ask(415, "no session", invite.body("text/nothing", "hello"), "Accept");
        rows.ask(488, "no medium", invite.body("application/sdp", NO_MEDIUM), "Warning");
        rows.ask(481, "no such dialog", stray);
        rows.ask(481, "no such call", invite.inTransaction("CANCEL", "<" + ECHO + ">"));
        rows.play(482, "a merged request", Calls::merge);
        rows.play(491, "a re-INVITE while another is pending", Calls::glare);
        rows.play(500, "a lower CSeq in a dialog", Calls::lowSequence);
        return new Judge(server).tests(rows);
    }
}
