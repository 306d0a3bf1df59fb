package dev.ringback.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.message.SipRequest;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.ParseResult;
import dev.ringback.parse.Parsed;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateTest {
    private final Naming naming = new Naming("0badcafe");
    private final Options options = CommandLine.read(List.of("call", "--body", "1200"));
    private final MessageParser parser = new MessageParser(ParseLimits.defaults());

    @Test
    void anInviteHasTheNumbersOfItsOperation() {
        byte[] filled = new Requests(options, naming).invite().fill(0xbeef, 4711);
        ParseResult result = parser.parse(filled);
        assertThat(result).isInstanceOf(Parsed.class);
        if (result instanceof Parsed(SipRequest invite)) {
            assertThat(invite.requestUri()).hasToString("sip:u004711@bench.test");
            assertThat(invite.to().uri()).hasToString("sip:u004711@bench.test");
            assertThat(invite.from().tag()).isEqualTo("0000beeff");
            assertThat(naming.numberOf(invite.callId())).isEqualTo(0xbeef);
            assertThat(invite.topVia().branch()).isEqualTo("z9hG4bKa0badcafe0000beef");
            assertThat(invite.bodyLength()).isEqualTo(1200);
        }
    }

    @Test
    void anotherRunsCallIdHasNoNumber() {
        assertThat(naming.numberOf("0badcafe-00000001@bench")).isEqualTo(1);
        assertThat(naming.numberOf("0badcaff-00000001@bench")).isEqualTo(-1);
        assertThat(naming.numberOf("0badcafe-0000000x@bench")).isEqualTo(-1);
        assertThat(naming.numberOf("0badcafe-00000001@bench2")).isEqualTo(-1);
        assertThat(naming.numberOf("")).isEqualTo(-1);
    }
}
