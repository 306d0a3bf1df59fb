package dev.ringback.cli.message;

import dev.ringback.cli.client.Target;
import dev.ringback.cli.terminal.FailedException;
import dev.ringback.cli.terminal.Texts;
import dev.ringback.control.JsonLine;
import dev.ringback.header.HeaderName;
import dev.ringback.message.SipResponse;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Prints what one request was answered.
final class AnswerReport {
    private final Target target;
    private final PrintWriter out;
    private final List<HeaderName> told;

    /// @param told the header fields of the answer that are of interest
    AnswerReport(Target target, PrintWriter out, HeaderName... told) {
        this.target = target;
        this.out = out;
        this.told = List.of(told);
    }

    /// Prints the outcome.
    ///
    /// @return the exit status
    /// @throws FailedException when there is nothing to print but a reason
    int print(Outcome outcome, boolean json) throws FailedException {
        return switch (outcome) {
            case Outcome.Unanswered(String reason) when json -> {
                Map<String, Object> object = new LinkedHashMap<>();
                object.put("target", target.toString());
                object.put("error", reason);
                out.println(JsonLine.write(object));
                yield 1;
            }
            case Outcome.Unanswered(String reason) ->
                    throw new FailedException(target + ": " + reason);
            case Outcome.Answered(SipResponse response, Duration time) -> {
                if (json) {
                    json(response, time);
                } else {
                    text(response, time);
                }
                yield response.success() ? 0 : 1;
            }
        };
    }

    private void text(SipResponse response, Duration time) throws FailedException {
        String status = response.status() + " " + Texts.harmless(response.reason());
        if (!response.success()) {
            throw new FailedException(target + " refused it with " + status + hint(response));
        }
        out.println(status + " from " + target + " in " + Texts.milliseconds(time));
        for (HeaderName name : told) {
            for (String value : response.values(name)) {
                out.printf("  %-12s %s%n", name.canonical(), Texts.harmless(value));
            }
        }
        out.flush();
    }

    /// What the user can do about a refusal.
    static String hint(SipResponse response) {
        return switch (response.status()) {
            case 401, 407 -> ": the user or the password is wrong or missing";
            case 412 -> ": the server has no such version, publish without --etag";
            case 415 -> accepts(response, HeaderName.ACCEPT, ": it takes ");
            case 423 ->
                    accepts(response, HeaderName.MIN_EXPIRES, ": ask for --expires ") + " or more";
            case 489 -> accepts(response, HeaderName.ALLOW_EVENTS, ": it knows ");
            default -> "";
        };
    }

    private static String accepts(SipResponse response, HeaderName name, String before) {
        String value = String.join(", ", response.values(name));
        return value.isEmpty() ? "" : before + Texts.harmless(value);
    }

    private void json(SipResponse response, Duration time) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("target", target.toString());
        object.put("status", response.status());
        object.put("reason", response.reason());
        object.put("milliseconds", time.toNanos() / 1e6);
        for (HeaderName name : told) {
            String value = response.value(name);
            if (value != null) {
                object.put(name.canonical().toLowerCase(Locale.ROOT), value);
            }
        }
        out.println(JsonLine.write(object));
        out.flush();
    }
}
