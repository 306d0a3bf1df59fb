package dev.ringback.cli.viewer;

import dev.ringback.callflow.CallSummary;
import dev.ringback.callflow.FlowFilter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;

/// A column of the list of calls, as sngrep has them.
enum ListColumn {
    INDEX("Idx", 4, _ -> ""),
    METHOD("Method", 10, summary -> summary.method().name()),
    FROM("SIP From", 25, summary -> summary.parties().from()),
    TO("SIP To", 25, summary -> summary.parties().to()),
    MESSAGES("Msgs", 5, summary -> String.valueOf(summary.span().messages())),
    SOURCE("Source", 22, summary -> FlowFilter.text(summary.parties().source())),
    DESTINATION("Destination", 22, summary -> FlowFilter.text(summary.parties().destination())),
    STATE("Call State", 12, summary -> summary.outcome().state().label()),
    STATUS("Status", 6, ListColumn::status),
    CAUSE("Cause", 24, ListColumn::cause),
    DATE("Date", 10, summary -> time("uuuu/MM/dd", summary.span().first())),
    TIME("Time", 12, summary -> time("HH:mm:ss.SSS", summary.span().first())),
    CALL_ID("Call-ID", 50, CallSummary::callId);

    private final String title;
    private final int width;
    private final Function<CallSummary, String> value;

    ListColumn(String title, int width, Function<CallSummary, String> value) {
        this.title = title;
        this.width = width;
        this.value = value;
    }

    String title() {
        return title;
    }

    int width() {
        return width;
    }

    String value(CallSummary summary) {
        return value.apply(summary);
    }

    private static String status(CallSummary summary) {
        int status = summary.outcome().status();
        return status < 0 ? "" : String.valueOf(status);
    }

    private static String cause(CallSummary summary) {
        var decisive = summary.outcome().decisive();
        return decisive == null ? "" : decisive.reason().kind();
    }

    /// A time where the viewer is.
    static String time(String pattern, Instant time) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                .withZone(ZoneId.systemDefault())
                .format(time);
    }
}
