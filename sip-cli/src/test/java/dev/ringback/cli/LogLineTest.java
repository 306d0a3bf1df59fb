package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LogLineTest {
    private static String line(String message, @Nullable Throwable error) {
        LoggingEvent event =
                new LoggingEvent(
                        LogLineTest.class.getName(),
                        new LoggerContext().getLogger("dev.ringback.runtime.Shard"),
                        Level.WARN,
                        message,
                        error,
                        null);
        event.setTimeStamp(1_700_000_000_123L);
        return new LogLine().doLayout(event);
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
