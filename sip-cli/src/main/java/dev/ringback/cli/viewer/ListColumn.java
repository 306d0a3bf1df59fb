package dev.ringback.cli.viewer;

import dev.ringback.callflow.CallSummary;
import dev.ringback.callflow.FlowFilter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// A column of the list of calls, as sngrep has them.
enum ListColumn {
    INDEX("Idx", 4),
    METHOD("Method", 10),
    FROM("SIP From", 25),
    TO("SIP To", 25),
    MESSAGES("Msgs", 5),
    SOURCE("Source", 22),
    DESTINATION("Destination", 22),
    STATE("Call State", 12),
    STATUS("Status", 6),
    CAUSE("Cause", 24),
    DATE("Date", 10),
    TIME("Time", 12),
    CALL_ID("Call-ID", 50);

    private final String title;
    private final int width;

    ListColumn(String title, int width) {
        this.title = title;
        this.width = width;
    }

    String title() {
        return title;
    }

    int width() {
        return width;
    }

    /// What stands there; nothing for the index, which is no part of a call.
    String value(CallSummary summary) {
        return switch (this) {
            case INDEX -> "";
            case METHOD -> summary.method().name();
            case FROM -> summary.parties().from();
            case TO -> summary.parties().to();
            case MESSAGES -> String.valueOf(summary.span().messages());
            case SOURCE -> FlowFilter.text(summary.parties().source());
            case DESTINATION -> FlowFilter.text(summary.parties().destination());
            case STATE -> summary.outcome().state().label();
            case STATUS -> status(summary);
            case CAUSE -> cause(summary);
            case DATE -> time("uuuu/MM/dd", summary.span().first());
            case TIME -> time("HH:mm:ss.SSS", summary.span().first());
            case CALL_ID -> summary.callId();
        };
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
