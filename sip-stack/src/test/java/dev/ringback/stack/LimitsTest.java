package dev.ringback.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.message.SipResponse;
import dev.ringback.parse.Malformed;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What is too large or of another version is refused with the code for it, and a stream on which
/// nobody can tell any more where the next message begins is closed: RFC 3261 §18.3, §21.4.11,
/// §21.4.12, §21.5.6, §21.5.7.
class LimitsTest {
    private static final String BRANCH = ";branch=z9hG4bKx";
    private static final MessageParser PARSER =
            new MessageParser(new ParseLimits(900, 40, 500, 100, 50));

    static Stream<Arguments> faults() {
        String good = StackBench.text("MESSAGE", BRANCH, "Content-Type: text/plain");
        String body = good.replace("Content-Length: 0", "Content-Length: 60") + "x".repeat(60);
        String uri = good.replaceFirst("sip:bob", "sip:" + "b".repeat(120));
        String large =
                good.replace("Max-", ("Subject: " + "s".repeat(300) + "\r\n").repeat(3) + "Max-");
        String version = good.replaceFirst("SIP/2.0\r\n", "SIP/7.0\r\n");
        return Stream.of(
                Arguments.of(413, Check.BODY_SIZE, body, true),
                Arguments.of(414, Check.URI_LENGTH, uri, false),
                Arguments.of(513, Check.MESSAGE_SIZE, large, true),
                Arguments.of(505, Check.VERSION, version, true));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void eachLimitHasItsCodeAndTheStreamItsFate(
            int status, Check check, String text, boolean closes) {
        for (Flow flow : List.of(StackBench.UDP, StackBench.TCP)) {
            StackBench bench = new StackBench();
            Malformed malformed =
                    (Malformed) PARSER.parse(text.getBytes(StandardCharsets.ISO_8859_1));
            bench.handle(new Input.ReceivedMalformed(flow, malformed));
            assertThat(bench.sentStatuses()).as("%s", flow.transport()).containsExactly(status);
            SipResponse sent = (SipResponse) bench.sends().getFirst().message();
            assertThat(sent.to().tag()).isNotNull();
            assertThat(bench.notices())
                    .anyMatch(
                            notice ->
                                    notice instanceof Notice.Answered answered
                                            && answered.cause()
                                                    instanceof Cause.CheckFailed(var failed, var _)
                                            && failed == check);
            boolean closed = bench.outputs.contains(new Output.Close(flow));
            assertThat(closed).isEqualTo(closes && flow.equals(StackBench.TCP));
            assertThat(bench.stack.transactionCount()).isZero();
        }
    }
}
