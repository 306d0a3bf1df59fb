package dev.ringback.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.bench.load.pace.Timers;
import dev.ringback.bench.load.tally.Latencies;
import dev.ringback.bench.load.tally.Tally;
import dev.ringback.bench.socket.Endpoint;
import dev.ringback.bench.socket.Link;
import dev.ringback.header.HeaderName;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What callee and caller send in a dialog, which no builder has checked.
class DialogMessagesTest {
    private static final String INVITE =
            """
            INVITE sip:u000001@127.0.0.1:15070 SIP/2.0
            Via: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKb;rport, SIP/2.0/UDP 10.0.0.1;branch=z9hG4bKa
            Via: SIP/2.0/UDP 10.0.0.2;branch=z9hG4bKc
            Record-Route: <sip:127.0.0.1:5060;lr;b>
            Record-Route: <sip:10.0.0.1;lr;a>
            Max-Forwards: 69
            From: <sip:caller@bench.test>;tag=f
            To: <sip:u000001@bench.test>
            Call-ID: somebody's
            CSeq: 7 INVITE
            Contact: <sip:caller@10.0.0.3>
            Content-Length: 0

            """;

    private final Options options = CommandLine.read(List.of("call"));
    private final List<byte[]> sent = new ArrayList<>();

    /// A socket that keeps what it sends.
    private final class Kept implements Link {
        @Override
        public void send(byte[] message) {
            sent.add(message);
        }

        @Override
        public boolean reliable() {
            return false;
        }

        @Override
        public Link towards(Endpoint other) {
            return this;
        }

        @Override
        public Endpoint remote() {
            return Endpoint.parse("127.0.0.9:5099");
        }
    }

    private static SipMessage parse(byte[] bytes) {
        return ((Parsed) new MessageParser(ParseLimits.defaults()).parse(bytes)).message();
    }

    private static byte[] wire(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private List<SipResponse> answers() {
        Desk desk = new Desk(options, Naming.fresh(), new Tally(), new Latencies(0), new Timers());
        new Callee(desk, new Answering(desk.tally()))
                .request((SipRequest) parse(wire(INVITE)), new Kept());
        return sent.stream().map(bytes -> (SipResponse) parse(bytes)).toList();
    }

    @Test
    void everyViaAndRecordRouteComesBackInItsOrder() {
        List<SipResponse> answers = answers();
        assertThat(answers).extracting(SipResponse::status).containsExactly(180, 200);
        for (SipResponse answer : answers) {
            assertThat(answer.values(HeaderName.VIA))
                    .hasSize(3)
                    .satisfiesExactly(
                            top ->
                                    assertThat(top)
                                            .contains("branch=z9hG4bKb")
                                            .contains("received=127.0.0.9")
                                            .contains("rport=5099"),
                            second -> assertThat(second).contains("branch=z9hG4bKa"),
                            third -> assertThat(third).contains("branch=z9hG4bKc"));
            assertThat(answer.values(HeaderName.RECORD_ROUTE))
                    .containsExactly("<sip:127.0.0.1:5060;lr;b>", "<sip:10.0.0.1;lr;a>");
            assertThat(answer.to().tag()).isNotNull();
            assertThat(answer.cSeq().toString()).isEqualTo("7 INVITE");
        }
        assertThat(answers.getLast().body()).isEqualTo(Sdp.of(options.shape().body()));
    }

    @Test
    void ackAndByeGoByTheRouteSetBackwardsToTheContact() {
        String contact = "<sip:callee@10.0.0.7;transport=udp?Subject=none>";
        byte[] bytes =
                new String(sentWith200(), StandardCharsets.US_ASCII)
                        .replaceFirst("Contact: .*", "Contact: " + contact)
                        .getBytes(StandardCharsets.US_ASCII);
        SipResponse ok = (SipResponse) parse(bytes);
        InDialog inDialog = new InDialog(options, Naming.fresh());

        SipRequest ack = (SipRequest) parse(inDialog.ack(ok, 1));
        SipRequest bye = (SipRequest) parse(inDialog.bye(ok, 1));

        for (SipRequest request : List.of(ack, bye)) {
            assertThat(request.requestUri().toString())
                    .isEqualTo("sip:callee@10.0.0.7;transport=udp");
            assertThat(request.values(HeaderName.ROUTE))
                    .containsExactly("<sip:10.0.0.1;lr;a>", "<sip:127.0.0.1:5060;lr;b>");
            assertThat(request.to().tag()).isEqualTo(ok.to().tag());
            assertThat(request.callId()).isEqualTo("somebody's");
        }
        assertThat(ack.cSeq().toString()).isEqualTo("1 ACK");
        assertThat(bye.cSeq().toString()).isEqualTo("2 BYE");
        assertThat(bye.topVia().branch()).isNotEqualTo(ack.topVia().branch());
    }

    private byte[] sentWith200() {
        answers();
        return sent.getLast();
    }
}
