package dev.ringback.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptedPeerTest {
    private final ScriptedPeer peer =
            new ScriptedPeer()
                    .contact("<sip:bob@10.0.0.2>")
                    .onRequest(
                            Method.INVITE,
                            ScriptedPeer.respond(100),
                            ScriptedPeer.respond(180),
                            ScriptedPeer.respond(200))
                    .on(
                            message -> message.callId().startsWith("ping"),
                            message -> List.of(message));

    @Test
    void answersByItsScriptWithOneTag() {
        List<SipMessage> answers = peer.receive(Requests.request(Method.INVITE, "1", "call", 1));

        assertThat(answers)
                .extracting(answer -> ((SipResponse) answer).status())
                .containsExactly(100, 180, 200);
        assertThat(answers.get(0).to().tag()).isNull();
        assertThat(answers.get(1).to().tag()).isNotNull().isEqualTo(answers.get(2).to().tag());
        assertThat(answers.get(2).value(HeaderName.CONTACT)).isEqualTo("<sip:bob@10.0.0.2>");
        assertThat(answers.get(1).has(HeaderName.CONTACT)).isFalse();
    }

    @Test
    void staysSilentWhereNoRuleFits() {
        assertThat(peer.receive(Requests.options("1"))).isEmpty();
        assertThat(peer.receive(Requests.request(Method.MESSAGE, "2", "ping", 1))).hasSize(1);
    }

    @Test
    void remembersWhatItGot() {
        var invite = Requests.request(Method.INVITE, "1", "call", 1);
        var busy = SipResponse.replyTo(invite, 486).toTag("x").build();
        peer.receive(invite);
        peer.receive(busy);

        assertThat(peer.requests(Method.INVITE)).containsExactly(invite);
        assertThat(peer.requests(Method.BYE)).isEmpty();
        assertThat(peer.responses(486)).containsExactly(busy);
        assertThat(peer.received()).containsExactly(invite, busy);
    }
}
