package dev.ringback.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// One event as one line of logfmt: `time=… level=warn logger=… msg="…"`, then what else is told of
/// it by name, the Call-ID last. Whatever comes from peers is escaped, so that no message can end a
/// line or colour a terminal.
final class LogLine extends LayoutBase<ILoggingEvent> {
    private static final int FRAMES = 12;

    @Override
    public String doLayout(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(160);
        Instant time = Instant.ofEpochMilli(event.getTimeStamp()).truncatedTo(ChronoUnit.MILLIS);
        line.append("time=").append(time);
        line.append(" level=").append(event.getLevel().toString().toLowerCase(Locale.ROOT));
        line.append(" logger=").append(shortName(event.getLoggerName()));
        quote(line.append(" msg="), event.getFormattedMessage());
        LogFields fields = LogFields.of(event);
        fields.others().forEach(pair -> append(line, pair.key, pair.value));
        IThrowableProxy error = event.getThrowableProxy();
        if (error != null) {
            quote(line.append(" error="), error.getClassName() + ": " + error.getMessage());
            quote(line.append(" at="), frames(error));
        }
        if (fields.callId() != null) {
            append(line, LogFields.CALL_ID, fields.callId());
        }
        return line.append('\n').toString();
    }

    private static void append(StringBuilder line, String key, Object value) {
        line.append(' ').append(key).append('=');
        if (value instanceof Number) {
            line.append(value);
        } else {
            quote(line, String.valueOf(value));
        }
    }

    static String shortName(String logger) {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }

    static String frames(IThrowableProxy error) {
        StringBuilder frames = new StringBuilder();
        StackTraceElementProxy[] trace = error.getStackTraceElementProxyArray();
        for (int i = 0; i < Math.min(trace.length, FRAMES); i++) {
            StackTraceElement frame = trace[i].getStackTraceElement();
            frames.append(i == 0 ? "" : " ").append(frame.getClassName());
            frames.append('.')
                    .append(frame.getMethodName())
                    .append(':')
                    .append(frame.getLineNumber());
        }
        return frames.toString();
    }

    private static void quote(StringBuilder line, String text) {
        line.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> line.append('\\').append(c);
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> {
                    if (c < ' ' || (c >= 0x7f && c < 0xa0)) {
                        line.append(String.format(Locale.ROOT, "\\x%02x", (int) c));
                    } else {
                        line.append(c);
                    }
                }
            }
        }
        line.append('"');
    }
}
