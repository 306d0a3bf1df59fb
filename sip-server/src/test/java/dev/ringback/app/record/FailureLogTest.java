package dev.ringback.app.record;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.ringback.auth.Verdict;
import dev.ringback.cause.Cause;
import dev.ringback.cause.CauseGraph;
import dev.ringback.fixture.Requests;
import dev.ringback.header.HeaderName;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Notice;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// Which answers are worth a line of the log.
class FailureLogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(FailureLog.class);
    private final Level before = logger.getLevel();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final SipRequest request = Requests.of("INVITE sip:bob@example.com");

    FailureLogTest() {
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
        lines.start();
    }

    @AfterEach
    void putBack() {
        logger.detachAppender(lines);
        logger.setLevel(before);
    }

    private List<String> told(int status, Cause cause) {
        SipResponse response =
                SipResponse.replyTo(request, status)
                        .toTag("b")
                        .set(HeaderName.PROXY_AUTHENTICATE, "Digest realm=\"r\", nonce=\"1\"")
                        .build();
        new FailureLog().accept(new Notice.Answered(response, CauseGraph.of(1, 0, cause)));
        return lines.list.stream().map(line -> line.getKeyValuePairs().toString()).toList();
    }

    @Test
    void aFailureIsToldWithTheKindOfItsCause() {
        assertThat(told(487, new Cause.Cancelled()))
                .containsExactly(
                        "[method=\"INVITE\", status=\"487\", cause=\"cancelled\","
                                + " call-id=\"call-1\"]");
    }

    @Test
    void redirectionsAndFirstChallengesAreNot() {
        assertThat(told(302, new Cause.Decided("x"))).isEmpty();
        assertThat(told(407, new Cause.Challenged("r", null))).isEmpty();
        assertThat(told(403, new Cause.Challenged("r", Verdict.Reason.WRONG_RESPONSE))).hasSize(1);
    }

    @Test
    void whatIsLeftUnansweredIsTold() {
        CauseGraph causes = CauseGraph.of(1, 0, new Cause.Decided("x"));
        new FailureLog().accept(new Notice.LeftUnanswered(request, causes));
        assertThat(lines.list).hasSize(1);
    }
}
