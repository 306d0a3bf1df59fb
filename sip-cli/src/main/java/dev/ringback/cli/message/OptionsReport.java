package dev.ringback.cli.message;

import dev.ringback.cli.client.Target;
import dev.ringback.cli.terminal.Texts;
import dev.ringback.control.JsonLine;
import dev.ringback.header.HeaderName;
import dev.ringback.message.SipResponse;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Prints what `ringback options` learns.
final class OptionsReport {
    private static final List<HeaderName> TOLD =
            List.of(
                    HeaderName.SERVER,
                    HeaderName.USER_AGENT,
                    HeaderName.ALLOW,
                    HeaderName.SUPPORTED,
                    HeaderName.ACCEPT);

    private final Target target;
    private final PrintWriter out;
    private final List<Duration> times = new ArrayList<>();
    private int sent;
    private int good;

    OptionsReport(Target target, PrintWriter out) {
        this.target = target;
        this.out = out;
    }

    /// Whether something was sent and everything was answered with a 2xx.
    boolean allGood() {
        return sent > 0 && good == sent;
    }

    /// For people; the headers only where they are wanted.
    void text(Outcome outcome, boolean headers) {
        count(outcome);
        switch (outcome) {
            case Outcome.Unanswered(String reason) -> out.println(target + ": " + reason);
            case Outcome.Answered(SipResponse response, Duration time) -> {
                out.println(
                        status(response) + " from " + target + " in " + Texts.milliseconds(time));
                if (headers) {
                    headers(response)
                            .forEach((name, value) -> out.printf("  %-12s %s%n", name, value));
                }
            }
        }
    }

    /// For programs.
    void json(Outcome outcome) {
        count(outcome);
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("target", target.toString());
        switch (outcome) {
            case Outcome.Unanswered(String reason) -> object.put("error", reason);
            case Outcome.Answered(SipResponse response, Duration time) -> {
                object.put("status", response.status());
                object.put("reason", response.reason());
                object.put("milliseconds", time.toNanos() / 1e6);
                object.put("headers", headers(response));
            }
        }
        out.println(JsonLine.write(object));
    }

    /// For Nagios and what understands its plugins.
    void nagios(Outcome outcome) {
        count(outcome);
        switch (outcome) {
            case Outcome.Unanswered(String reason) ->
                    out.println("SIP CRITICAL - " + target + ": " + reason);
            case Outcome.Answered(SipResponse response, Duration time) ->
                    out.printf(
                            Locale.ROOT,
                            "SIP %s - %s from %s in %s | time=%.6fs;;;0%n",
                            response.success() ? "OK" : "CRITICAL",
                            status(response),
                            target,
                            Texts.milliseconds(time),
                            time.toNanos() / 1e9);
        }
    }

    /// One line about all.
    void summary() {
        StringBuilder line = new StringBuilder();
        line.append(sent).append(" sent, ").append(times.size()).append(" answered");
        if (!times.isEmpty()) {
            Duration sum = times.stream().reduce(Duration.ZERO, Duration::plus);
            line.append(", least ")
                    .append(
                            Texts.milliseconds(
                                    times.stream().min(Duration::compareTo).orElseThrow()));
            line.append(", mean ").append(Texts.milliseconds(sum.dividedBy(times.size())));
            line.append(", most ")
                    .append(
                            Texts.milliseconds(
                                    times.stream().max(Duration::compareTo).orElseThrow()));
        }
        out.println(line);
    }

    private void count(Outcome outcome) {
        sent++;
        if (outcome instanceof Outcome.Answered(SipResponse response, Duration time)) {
            times.add(time);
            good += response.success() ? 1 : 0;
        }
    }

    private static String status(SipResponse response) {
        return response.status() + " " + Texts.harmless(response.reason());
    }

    private static Map<String, String> headers(SipResponse response) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (HeaderName name : TOLD) {
            String value = String.join(", ", response.values(name));
            if (!value.isEmpty()) {
                headers.put(name.canonical(), Texts.harmless(value));
            }
        }
        return headers;
    }
}
