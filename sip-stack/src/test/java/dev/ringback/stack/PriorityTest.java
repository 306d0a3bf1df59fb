package dev.ringback.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.message.SipRequest;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriorityTest {
    @ParameterizedTest
    @CsvSource({
        "INVITE, sip:bob@example.com, X-None: 1, '', NEW",
        "REGISTER, sip:example.com, X-None: 1, '', NEW",
        "INVITE, sip:bob@example.com, X-None: 1, ;tag=1, ONGOING",
        "BYE, sip:bob@example.com, X-None: 1, '', ONGOING",
        "PRACK, sip:bob@example.com, X-None: 1, '', ONGOING",
        "INVITE, urn:service:sos, X-None: 1, '', URGENT",
        "INVITE, URN:service:SOS.fire, X-None: 1, '', URGENT",
        "INVITE, urn:service:counseling, X-None: 1, '', NEW",
        "INVITE, sip:bob@example.com, Resource-Priority: esnet.0, '', URGENT",
        "INVITE, sip:bob@example.com, 'Resource-Priority: x.1, WPS.4', '', URGENT",
        "INVITE, sip:bob@example.com, Resource-Priority: dsn.flash, '', URGENT",
        "INVITE, sip:bob@example.com, Resource-Priority: dsn.routine, '', NEW",
        "INVITE, sip:bob@example.com, Resource-Priority: q735.4, '', NEW",
        "INVITE, sip:bob@example.com, Resource-Priority: unheard.0, '', NEW",
        "BYE, sip:bob@example.com, Resource-Priority: dsn.routine, ;tag=1, ONGOING",
    })
    void whatBeginsNothingComesFirstAndWhatIsUrgentBeforeTheRest(
            String method, String uri, String line, String tag, Priority expected) {
        assertThat(Priority.of(request(method, uri, line, tag))).isEqualTo(expected);
    }

    private static SipRequest request(String method, String uri, String line, String tag) {
        String text =
                """
                %s %s SIP/2.0
                Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1
                From: <sip:alice@example.com>;tag=a
                To: <sip:bob@example.com>%s
                Call-ID: 1@192.0.2.1
                CSeq: 1 %s
                Max-Forwards: 70
                %s

                """
                        .formatted(method, uri, tag, method, line)
                        .replace("\n", "\r\n");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Parsed parsed = (Parsed) new MessageParser(ParseLimits.defaults()).parse(bytes);
        return (SipRequest) parsed.message();
    }
}
