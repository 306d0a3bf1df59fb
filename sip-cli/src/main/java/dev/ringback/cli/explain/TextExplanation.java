package dev.ringback.cli.explain;

import dev.ringback.cli.terminal.Texts;
import dev.ringback.explain.Explanation;
import dev.ringback.explain.HeaderChange;
import dev.ringback.header.HeaderName;
import dev.ringback.locate.Located;
import dev.ringback.routing.Source;
import dev.ringback.routing.Step;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/// An explanation for people: one line a fact, under aligned headings.
final class TextExplanation {
    private static final int HEADING = 10;
    private static final Set<HeaderName> CREDENTIALS =
            Set.of(HeaderName.AUTHORIZATION, HeaderName.PROXY_AUTHORIZATION);

    private final PrintWriter out;
    private final Ansi ansi;
    private String heading = "";

    TextExplanation(PrintWriter out, Ansi ansi) {
        this.out = out;
        this.ansi = ansi;
    }

    /// Prints it.
    void print(Source source, Explanation explanation) {
        var request = explanation.request();
        out.println(
                ansi.string("@|bold " + request.method().name() + "|@ ")
                        + Texts.escaped(request.requestUri().toString()));
        line("From", request.from().uri().toString());
        line(
                "Source",
                "%s:%d over %s"
                        .formatted(
                                source.address().getHostAddress(),
                                source.port(),
                                source.transport().parameter()));
        rules(explanation.steps());
        targets(explanation.steps());
        explanation.attempts().forEach(this::attempt);
        for (Explanation.Standby later : explanation.standby()) {
            line("Later", later.uri() + Words.q(later.q()) + " at " + located(later.located()));
        }
        for (Step step : explanation.steps()) {
            if (step instanceof Step.FallbackReady(var on, var route)) {
                line("On " + on, Words.of(route));
            }
        }
        explanation.answers().forEach(this::answer);
        if (explanation.attempts().isEmpty() && explanation.answers().isEmpty()) {
            line("Answer", "none, it is dropped");
        }
        out.flush();
    }

    private void rules(List<Step> steps) {
        List<Row> rows = steps.stream().map(TextExplanation::rule).filter(r -> r != null).toList();
        int place = rows.stream().mapToInt(row -> row.place.length()).max().orElse(0);
        for (Row row : rows) {
            String at = row.place + " ".repeat(place - row.place.length());
            line("Rules", (place == 0 ? "" : at + "  ") + row.text);
        }
    }

    private record Row(String place, String text) {}

    private static @Nullable Row rule(Step step) {
        return switch (step) {
            case Step.RuleSkipped(var rule, String unmet, String found) ->
                    new Row(
                            Words.of(rule),
                            "passed over, " + unmet + " is wanted, found: " + found);
            case Step.ProofGiven(var rule, var sender) ->
                    new Row(Words.of(rule), "passed over, " + sender + " has given proof");
            case Step.RuleHit(var rule, var route) ->
                    new Row(Words.of(rule), "hit, " + Words.of(route));
            case Step.NumberUnknown(String dialled) ->
                    new Row("", "dial plan: nothing about " + dialled);
            case Step.NumberComplete(var entry, String dialled, var route) ->
                    new Row(
                            Words.of(entry),
                            dialled
                                    + " is a number of "
                                    + entry.rule()
                                    + (route == null ? "" : ", " + Words.of(route)));
            case Step.NumberIncomplete(var entry, String dialled, int missing) ->
                    new Row(
                            Words.of(entry),
                            dialled + " begins " + entry.rule() + ", " + missing + " missing");
            case Step.RoutesAsked(var by, var route) ->
                    new Row(
                            Words.of(by),
                            by.rule()
                                    + (route == null
                                            ? ": nothing to say"
                                            : ": " + Words.of(route)));
            case Step.NothingSaid() -> new Row("", "nobody has anything to say: the default way");
            default -> null;
        };
    }

    private void targets(List<Step> steps) {
        for (Step step : steps) {
            switch (step) {
                case Step.UserLookedUp(var user, int bindings) ->
                        line("Bindings", user + ": " + Texts.count(bindings, "binding"));
                case Step.TargetTaken(var uri, int q) ->
                        line("Bindings", uri + Words.q(q) + " taken");
                case Step.TargetLeftOut(var uri, var why) ->
                        line("Bindings", uri + " left out, " + Words.of(why));
                case Step.HeaderEdited(var edit) -> line("Headers", Words.of(edit));
                default -> {}
            }
        }
    }

    private void attempt(Explanation.Attempt attempt) {
        heading = "";
        line(
                "Sends",
                attempt.sent().requestUri()
                        + " to "
                        + Words.of(attempt.to())
                        + (attempt.answered() > 0 ? ", answered " + attempt.answered() : ""));
        int width =
                attempt.changes().stream()
                        .mapToInt(change -> change.name().toString().length())
                        .max()
                        .orElse(0);
        for (HeaderChange change : attempt.changes()) {
            String name = change.name().toString();
            line("Sends", "  " + change(change, name + " ".repeat(width - name.length())));
        }
    }

    private static String change(HeaderChange change, String name) {
        if (CREDENTIALS.contains(change.name())) {
            return "- " + name + "  the credentials";
        }
        if (change.before() == null) {
            return "+ " + name + "  " + change.after();
        }
        return change.after() == null
                ? "- " + name + "  " + change.before()
                : "~ " + name + "  " + change.before() + " -> " + change.after();
    }

    private static String located(Located located) {
        return located.hops().isEmpty()
                ? "no server: " + Words.of(located.cause())
                : Words.of(located.hops());
    }

    private void answer(Explanation.Answer answer) {
        var response = answer.response();
        String status = response.status() + " " + response.reason();
        List<String> parts = new ArrayList<>(List.of(status));
        if (answer.cause() != null) {
            parts.add("(" + Words.of(answer.cause()) + ")");
        }
        line("Answers", String.join(" ", parts));
    }

    /// A heading is written once for the lines below it.
    private void line(String name, String text) {
        String shown = name.equals(heading) ? "" : name;
        heading = name;
        String padded = shown + " ".repeat(Math.max(1, HEADING - shown.length()));
        out.println(
                (shown.isEmpty() ? padded : ansi.string("@|faint " + padded + "|@"))
                        + Texts.escaped(text));
    }
}
