package dev.ringback.it.why;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.it.codes.Ask;
import dev.ringback.it.peer.Caller;
import dev.ringback.it.peer.Checkout;
import dev.ringback.it.peer.Finished;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.ServerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// `ringback why` asks the packaged server through its control socket.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhyCommandTest {
    private final FreePorts ports = new FreePorts();
    private final int closed = ports.next();
    private final ServerProcess server = ServerProcess.start(ports, "--no-auth");

    @AfterAll
    void stop() {
        server.close();
    }

    private Finished why(String callId, String... options) {
        String data = server.data().toString();
        String[] words = new String[options.length + 4];
        System.arraycopy(new String[] {"why", callId, "--data", data}, 0, words, 0, 4);
        System.arraycopy(options, 0, words, 4, options.length);
        return Checkout.run(words);
    }

    /// The Call-ID of a call to a user whose phone is not there.
    private String failed() {
        try (Caller caller = Caller.over("UDP", server.port())) {
            String contact = "<sip:bob@127.0.0.1:" + closed + ">";
            caller.send(Ask.register("bob").with("Contact", contact).text(caller));
            assertThat(caller.finalTo("REGISTER", Here.PATIENCE).status()).isEqualTo(200);
            Ask invite = Ask.of("INVITE", "sip:bob@localhost");
            caller.send(invite.text(caller));
            assertThat(caller.finalTo("INVITE", Here.PATIENCE).status()).isEqualTo(500);
            return Here.callId(caller, invite);
        }
    }

    @Test
    void aClosedPortIsTheCauseOfA500InEveryForm() {
        String callId = failed();
        Finished text = why(callId);
        assertThat(text.exit()).as(text.err()).isZero();
        assertThat(text.out())
                .contains("500 after ")
                .contains(
                        "Why  Nothing listens at udp:127.0.0.1:"
                                + closed
                                + ": connection refused (ECONNREFUSED).")
                .contains("What led to it", "Messages");
        assertThat(why(callId, "--lang", "zh").out()).contains("没有程序在监听");
        assertThat(why(callId, "--json").out())
                .startsWith("{\"callId\":\"" + callId + "\",\"status\":500,")
                .contains("\"cause\":{\"kind\":\"econnrefused\"")
                .contains("\"errno\":\"ECONNREFUSED\"");
    }

    @Test
    void ofACallThatNobodyMadeNothingIsKnown() {
        Finished none = why("no-such-call");
        assertThat(none.exit()).isEqualTo(1);
        assertThat(none.err()).contains("nothing is recorded of the Call-ID no-such-call");
    }
}
