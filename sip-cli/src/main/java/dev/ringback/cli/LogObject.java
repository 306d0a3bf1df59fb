package dev.ringback.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.LayoutBase;
import dev.ringback.control.JsonLine;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One event as one line with a JSON object: what [LogLine] tells, by the same names.
final class LogObject extends LayoutBase<ILoggingEvent> {
    @Override
    public String doLayout(ILoggingEvent event) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put(
                "time", Instant.ofEpochMilli(event.getTimeStamp()).truncatedTo(ChronoUnit.MILLIS));
        object.put("level", event.getLevel().toString().toLowerCase(Locale.ROOT));
        object.put("logger", LogLine.shortName(event.getLoggerName()));
        object.put("msg", event.getFormattedMessage());
        LogFields fields = LogFields.of(event);
        fields.others().forEach(pair -> object.put(pair.key, pair.value));
        IThrowableProxy error = event.getThrowableProxy();
        if (error != null) {
            object.put("error", error.getClassName() + ": " + error.getMessage());
            object.put("at", LogLine.frames(error));
        }
        if (fields.callId() != null) {
            object.put(LogFields.CALL_ID, fields.callId());
        }
        return JsonLine.write(object) + "\n";
    }
}
