package dev.ringback.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.catalog.HeaderCatalog;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.parse.Malformed;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import dev.ringback.sample.Corpus;
import dev.ringback.sample.Samples;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Every message that RFC 3665 and RFC 5359 print.
class CallFlowsTest {
    private static final List<Corpus.Message> MESSAGES = Corpus.flows();

    @Test
    void noneIsMissing() {
        assertThat(Corpus.rfc3665()).hasSize(181);
        assertThat(Corpus.rfc5359()).hasSize(324);
        assertThat(MESSAGES.stream().map(Corpus.Message::name)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @FieldSource("MESSAGES")
    void printedMessagesParseAndComeOutAsTheyCameIn(Corpus.Message printed) {
        SipMessage message = Samples.message(printed.bytes());
        assertThat(message).hasToString(printed.text());
        assertThat(edited(message)).hasToString(lengthAdded(printed.text()));
        assertThat(Samples.message(edited(message).toBytes())).hasToString("" + edited(message));
    }

    private static SipMessage edited(SipMessage message) {
        return message instanceof SipRequest request
                ? request.edit().build()
                : ((SipResponse) message).edit().build();
    }

    /// What we write has a Content-Length, RFC 3261 §20.14; two messages are printed without.
    private static String lengthAdded(String text) {
        return text.contains("\r\nContent-Length:")
                ? text
                : text.replace("\r\n\r\n", "\r\nContent-Length: 0\r\n\r\n");
    }

    @Test
    void everyHeaderIsReadWithoutAProblem() {
        assertThat(MESSAGES.stream().flatMap(message -> problems(message.name(), message.text())))
                .isEmpty();
    }

    private static Stream<String> problems(String name, String text) {
        return switch (new MessageParser(ParseLimits.defaults()).parse(Corpus.octets(text))) {
            case Malformed malformed -> Stream.of(name + ": " + malformed.reason());
            case Parsed parsed ->
                    HeaderCatalog.standard().fields().stream()
                            .filter(field -> !parsed.message().read(field).ok())
                            .map(field -> name + ": " + parsed.message().values(field.name()));
        };
    }

    @Test
    void misprintsAreNotTakenForGood() {
        List<Corpus.Message> misprints =
                MESSAGES.stream().filter(Corpus.Message::misprinted).toList();
        assertThat(misprints).hasSize(16);
        assertThat(misprints)
                .allSatisfy(
                        message ->
                                assertThat(problems(message.name(), message.printed()))
                                        .isNotEmpty());
    }
}
