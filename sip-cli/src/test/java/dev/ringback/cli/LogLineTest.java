package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.ringback.control.JsonLine;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

final class LogLineTest {
    private static String line(String message, @Nullable Throwable error) {
        return new LogLine().doLayout(event(message, error));
    }

    private static LoggingEvent event(String message, @Nullable Throwable error) {
        LoggingEvent event =
                new LoggingEvent(
                        LogLineTest.class.getName(),
                        new LoggerContext().getLogger("dev.ringback.runtime.Shard"),
                        Level.WARN,
                        message,
                        error,
                        null);
        event.setTimeStamp(1_700_000_000_123L);
        return event;
    }

    private static LoggingEvent failed() {
        LoggingEvent event = event("request failed", null);
        event.setKeyValuePairs(
                List.of(
                        new KeyValuePair("call-id", "a\"b\n"),
                        new KeyValuePair("status", 480),
                        new KeyValuePair("cause", "no-binding")));
        return event;
    }

    @Test
    void whatIsToldByNameFollowsTheMessageAndTheCallIdComesLast() {
        assertThat(new LogLine().doLayout(failed()))
                .endsWith(
                        " msg=\"request failed\" status=480 cause=\"no-binding\""
                                + " call-id=\"a\\\"b\\n\"\n");
    }

    @Test
    void asJsonItIsOneObjectInOneLine() throws IOException {
        String line = new LogObject().doLayout(failed());
        assertThat(line).hasLineCount(1);
        assertThat(JsonLine.read(line.strip()))
                .containsEntry("status", 480L)
                .containsEntry("level", "warn")
                .containsEntry("call-id", "a\"b\n");
        assertThat(JsonLine.read(line.strip()).keySet()).last().isEqualTo("call-id");
    }

    @Test
    void anEventIsOneLineOfLogfmt() {
        assertThat(line("socket closed", null))
                .isEqualTo(
                        "time=2023-11-14T22:13:20.123Z level=warn logger=Shard"
                                + " msg=\"socket closed\"\n");
    }

    @Test
    void whatPeersSayCannotLeaveTheLine() {
        assertThat(line("a\"b\\c\r\nlevel=error\u001b[31m\u0000\u009b", null))
                .endsWith("msg=\"a\\\"b\\\\c\\r\\nlevel=error\\x1b[31m\\x00\\x9b\"\n")
                .hasLineCount(1);
    }

    @Test
    void anErrorIsToldWithItsPlaceOnTheSameLine() {
        assertThat(line("bad", new IllegalStateException("x\ny")))
                .contains(" error=\"java.lang.IllegalStateException: x\\ny\" at=\"")
                .contains("LogLineTest.anErrorIsToldWithItsPlaceOnTheSameLine:")
                .hasLineCount(1);
    }
}
