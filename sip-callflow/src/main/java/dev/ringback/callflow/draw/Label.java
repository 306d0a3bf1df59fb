package dev.ringback.callflow.draw;

import dev.ringback.callflow.Reason;
import dev.ringback.callflow.Remark;
import dev.ringback.callflow.codes.Language;
import dev.ringback.callflow.why.Words;
import dev.ringback.header.HeaderName;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import java.time.Duration;
import java.util.Locale;

/// What is written at an arrow and at a remark.
public final class Label {
    private static final int LONGEST = 60;
    private static final int LONGEST_REASON = 240;
    private static final Words WORDS = Words.in(Language.EN);

    private Label() {}

    /// A message in a few words: its method, or its status and reason, and what it carries.
    public static String of(SipMessage message) {
        return head(message) + carried(message);
    }

    /// A message without what it carries.
    public static String head(SipMessage message) {
        String what =
                switch (message) {
                    case SipRequest request -> request.method().toString();
                    case SipResponse response ->
                            (response.status() + " " + response.reason()).strip();
                };
        return Width.cut(Visible.text(what), LONGEST);
    }

    private static String carried(SipMessage message) {
        String type = message.bodyLength() == 0 ? null : message.value(HeaderName.CONTENT_TYPE);
        if (type == null) {
            return "";
        }
        String bare = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        String name = bare.equals("application/sdp") ? "SDP" : bare;
        return " (" + Width.cut(Visible.text(name), LONGEST) + ")";
    }

    /// Whether a message carries a session description.
    public static boolean sdp(SipMessage message) {
        return carried(message).equals(" (SDP)");
    }

    /// A remark in a line: the request, the status where it has one, and the reason in words.
    public static String of(Remark remark) {
        String status = remark.status() == 0 ? "" : " " + remark.status();
        return remark.method() + status + ": " + text(remark.reason());
    }

    /// A reason in words.
    public static String text(Reason reason) {
        return Width.cut(Visible.text(WORDS.of(reason)), LONGEST_REASON);
    }

    /// A time as it is read at a glance: `0.3 ms`, `12.3 s`, `1:02:03`.
    public static String time(Duration time) {
        double milliseconds = time.toNanos() / 1e6;
        if (milliseconds < 1_000) {
            return String.format(Locale.ROOT, "%.1f ms", milliseconds);
        }
        if (time.toSeconds() < 600) {
            return String.format(Locale.ROOT, "%.3f s", milliseconds / 1e3);
        }
        return String.format(
                Locale.ROOT,
                "%d:%02d:%02d",
                time.toHours(),
                time.toMinutesPart(),
                time.toSecondsPart());
    }
}
