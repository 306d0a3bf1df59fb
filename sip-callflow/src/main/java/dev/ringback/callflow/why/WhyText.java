package dev.ringback.callflow.why;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.FlowFilter;
import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Reason;
import dev.ringback.callflow.Remark;
import dev.ringback.callflow.codes.Language;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A [Why] as lines of text: the decisive reason first, then what led to it, then the messages.
/// Lines may hold what peers wrote, control characters and all: whoever prints makes them harmless.
public final class WhyText {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private final Words words;
    private final ZoneId zone;

    /// @param zone whose time of day is told
    public WhyText(Language language, ZoneId zone) {
        this.words = Words.in(language);
        this.zone = zone;
    }

    /// The lines.
    public List<String> lines(Why why) {
        List<String> lines = new ArrayList<>();
        CallFlow flow = why.flow();
        Instant start = start(why);
        lines.add(heading(flow) + ", " + outcome(why, start));
        lines.add(words.fixed("text.call-id") + "  " + flow.callId());
        lines.add("");
        lines.add(words.fixed("text.why") + "  " + words.of(why.reason()));
        String hint = words.hint(why.reason());
        if (hint != null) {
            lines.add("     " + hint);
        }
        why.reason().parts().forEach(part -> lines.add("     - " + words.of(part)));
        if (why.origin() != null) {
            chain(lines, why.origin().remark(), start);
        }
        messages(lines, flow, start);
        for (CallFlow leg : why.legs()) {
            lines.add("");
            lines.add(words.fixed("text.legs") + ": " + heading(leg) + ", Call-ID " + leg.callId());
            messages(lines, leg, start);
        }
        return lines;
    }

    /// When the first message passed, or where none is there any more, what led to the decision
    /// began.
    private static Instant start(Why why) {
        List<Passed> messages = why.flow().messages();
        Remark remark = why.origin() == null ? why.answer() : why.origin().remark();
        if (!messages.isEmpty() || remark == null) {
            return messages.isEmpty() ? Instant.EPOCH : messages.getFirst().at();
        }
        return remark.chain().isEmpty() ? remark.at() : remark.chain().getFirst().at();
    }

    private String heading(CallFlow flow) {
        for (Passed passed : flow.messages()) {
            if (passed.message() instanceof SipRequest request) {
                return words.fill(
                        "text.call",
                        Map.of(
                                "method", request.method().name(),
                                "from", request.from().uri().toString(),
                                "to", request.requestUri().toString()));
            }
        }
        return flow.callId();
    }

    private String outcome(Why why, Instant start) {
        Remark answer = why.answer();
        if (answer == null) {
            return words.fixed("text.pending");
        }
        String time = span(Duration.between(start, answer.at()));
        return answer.status() == 0
                ? words.fill("text.left", Map.of("time", time))
                : words.fill(
                        "text.after",
                        Map.of("status", String.valueOf(answer.status()), "time", time));
    }

    private void chain(List<String> lines, Remark remark, Instant start) {
        lines.add("");
        lines.add(words.fixed("text.chain"));
        for (Remark.Link link : remark.chain()) {
            String attempt = link.attempt() == 0 ? "   " : "[" + link.attempt() + "]";
            lines.add(
                    (link.decisive() ? "* " : "  ")
                            + at(link.at(), start)
                            + "  "
                            + attempt
                            + " "
                            + words.of(link.reason()));
            for (Reason part : link.reason().parts()) {
                lines.add(" ".repeat(34) + "- " + words.of(part));
            }
        }
        if (remark.story().forgotten() > 0) {
            String count = String.valueOf(remark.story().forgotten());
            lines.add("  " + words.fill("text.forgotten", Map.of("count", count)));
        }
    }

    private void messages(List<String> lines, CallFlow flow, Instant start) {
        lines.add("");
        lines.add(words.fixed("text.messages"));
        for (Passed passed : flow.messages()) {
            lines.add(
                    "  "
                            + at(passed.at(), start)
                            + "  "
                            + passed.transport().parameter()
                            + " "
                            + place(flow, passed.from())
                            + " -> "
                            + place(flow, passed.to())
                            + "  "
                            + startLine(passed.message()));
        }
    }

    private String place(CallFlow flow, InetSocketAddress address) {
        if (flow.own().contains(address)) {
            return words.fixed("text.us");
        }
        return FlowFilter.text(address);
    }

    private static String startLine(SipMessage message) {
        return switch (message) {
            case SipRequest request -> request.method().name() + " " + request.requestUri();
            case SipResponse response ->
                    response.status()
                            + " "
                            + response.reason()
                            + " ("
                            + response.cSeq().method().name()
                            + ")";
        };
    }

    private String at(Instant time, Instant start) {
        return CLOCK.format(time.atZone(zone))
                + String.format(Locale.ROOT, " %+12.1f ms", millis(Duration.between(start, time)));
    }

    private static double millis(Duration span) {
        return span.toNanos() / 1e6;
    }

    private static String span(Duration span) {
        double millis = millis(span);
        return millis < 1_000
                ? String.format(Locale.ROOT, "%.1f ms", millis)
                : String.format(Locale.ROOT, "%.1f s", millis / 1_000);
    }
}
