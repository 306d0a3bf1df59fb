package dev.ringback.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.Problem;
import dev.ringback.sample.Corpus;
import dev.ringback.verdict.MessageValidator;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What a strict reader finds in the 505 messages of RFC 3665 and RFC 5359: nothing, but for their
/// own misprints: digests of 23, 26 or 31 digits, a name in `received`, a 200 without tag.
class FlowVerdictsTest {
    @Test
    void theMessagesOfTheFlowsAreValidButForTheirMisprints() {
        MessageValidator validator = new MessageValidator();
        Map<String, Integer> errors = new TreeMap<>();
        for (Corpus.Message message : Corpus.flows()) {
            for (Problem problem : validator.validate(message.bytes()).problems()) {
                if (problem.error()) {
                    String text = problem.header() + ": " + problem.text();
                    errors.merge(text, 1, Integer::sum);
                }
            }
        }
        assertThat(errors)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "Authorization: cnonce is missing",
                                1,
                                "Authorization: nc is missing",
                                1,
                                "Authorization: qop stands without quotes",
                                1,
                                "Authorization: response has not the length of its algorithm",
                                1,
                                "Contact: Missing Contact header field",
                                1,
                                "Expires: Missing Expires header field",
                                2,
                                "Max-Forwards: Missing Max-Forwards header field",
                                5,
                                "Proxy-Authorization: response has not the length of its algorithm",
                                9,
                                "To: To of a response without tag",
                                3,
                                "Via: Malformed received parameter",
                                3));
    }
}
