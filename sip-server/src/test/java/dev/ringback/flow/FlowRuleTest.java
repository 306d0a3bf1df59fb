package dev.ringback.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.message.SipRequest;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Transport;
import dev.ringback.uri.Uri;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who is reached by the flow that it came on, and who by the address that it names.
class FlowRuleTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    UDP | 192.0.2.9:5060 | 192.0.2.9:5060;rport | sip:a@192.0.2.9 | address
                    UDP | 192.0.2.9:40000 | 10.0.0.5:5060;rport | sip:a@10.0.0.5 | flow
                    UDP | 192.0.2.9:40000 | 192.0.2.9:5060;rport | sip:a@192.0.2.9 | flow
                    UDP | 192.0.2.9:40000 | 192.0.2.9:5060 | sip:a@192.0.2.9 | address
                    UDP | 192.0.2.9:40000 | 192.0.2.9:40000;rport | sip:a@192.0.2.9:5062 | address
                    UDP | 192.0.2.9:40000 | 192.0.2.9:40000;rport | sip:a@198.51.100.1 | address
                    UDP | 192.0.2.9:5060 | 192.0.2.9:5060;rport | sip:a@x.invalid | flow
                    WSS | 192.0.2.9:40000 | x.invalid | sip:a@x.invalid;transport=ws | flow
                    TCP | 192.0.2.9:40000 | 192.0.2.9:40000 | sip:a@192.0.2.9:5062 | address
                    TLS | 192.0.2.9:40000 | 192.0.2.9:5061 | sip:a@192.0.2.9;transport=tls | flow
                    """)
    void clientsBehindSomethingAreReachedByTheirFlow(
            Transport transport, String source, String sentBy, String contact, String by) {
        Flow flow =
                new Flow(
                        transport,
                        at("198.51.100.7:5060"),
                        at(source),
                        transport == Transport.UDP ? 0 : 7);
        FlowUse use = FlowRule.of(register(sentBy), uri(contact), flow);
        assertThat(use == null ? "address" : "flow").isEqualTo(by);
    }

    private static Uri uri(String text) {
        return Objects.requireNonNull(Uri.parse(text));
    }

    private static InetSocketAddress at(String text) {
        int colon = text.indexOf(':');
        return new InetSocketAddress(
                InetAddress.ofLiteral(text.substring(0, colon)),
                Integer.parseInt(text.substring(colon + 1)));
    }

    private static SipRequest register(String sentBy) {
        String text =
                """
                REGISTER sip:example.com SIP/2.0
                Via: SIP/2.0/UDP %s;branch=z9hG4bK1
                Max-Forwards: 70
                From: <sip:a@example.com>;tag=1
                To: <sip:a@example.com>
                Call-ID: 1
                CSeq: 1 REGISTER
                Content-Length: 0

                """
                        .formatted(sentBy)
                        .replace("\n", "\r\n");
        byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
        MessageParser parser = new MessageParser(ParseLimits.defaults());
        return (SipRequest) ((Parsed) parser.parse(octets)).message();
    }
}
