package dev.ringback.cli.explain;

import dev.ringback.cause.Cause;
import dev.ringback.explain.Explanation;
import dev.ringback.explain.HeaderChange;
import dev.ringback.routing.Source;
import dev.ringback.routing.Step;
import dev.ringback.stack.Hop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An explanation for programs.
final class JsonExplanation {
    private JsonExplanation() {}

    /// The explanation as maps and lists.
    static Map<String, Object> of(Source source, Explanation explanation) {
        var request = explanation.request();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("method", request.method().name());
        json.put("uri", request.requestUri());
        json.put("from", request.from().uri());
        json.put("source", source.address().getHostAddress());
        json.put("port", source.port());
        json.put("transport", source.transport().parameter());
        json.put("steps", explanation.steps().stream().map(JsonExplanation::step).toList());
        json.put("sends", explanation.attempts().stream().map(JsonExplanation::attempt).toList());
        json.put("later", explanation.standby().stream().map(JsonExplanation::later).toList());
        json.put("answers", explanation.answers().stream().map(JsonExplanation::answer).toList());
        return json;
    }

    private static Map<String, Object> step(Step step) {
        return switch (step) {
            case Step.RuleSkipped(var rule, String unmet, String found) ->
                    rule("rule-skipped", rule, "unmet", unmet, "found", found);
            case Step.ProofGiven(var rule, var sender) ->
                    rule("proof-given", rule, "sender", sender);
            case Step.RuleHit(var rule, var route) ->
                    rule("rule-hit", rule, "route", Words.of(route));
            case Step.NumberUnknown(String dialled) ->
                    map("step", "number-unknown", "dialled", dialled);
            case Step.NumberComplete(var entry, String dialled, var route) ->
                    rule(
                            "number-complete",
                            entry,
                            "dialled",
                            dialled,
                            "route",
                            route == null ? null : Words.of(route));
            case Step.NumberIncomplete(var entry, String dialled, int missing) ->
                    rule("number-incomplete", entry, "dialled", dialled, "missing", missing);
            case Step.RoutesAsked(var by, var route) ->
                    rule("routes-asked", by, "route", route == null ? null : Words.of(route));
            case Step.NothingSaid() -> map("step", "nothing-said");
            case Step.HeaderEdited(var edit) ->
                    map("step", "header-edited", "edit", Words.of(edit));
            case Step.UserLookedUp(var user, int bindings) ->
                    map("step", "user-looked-up", "user", user, "bindings", bindings);
            case Step.TargetTaken(var uri, int q) ->
                    map("step", "target-taken", "uri", uri, "q", q / 1000.0);
            case Step.TargetLeftOut(var uri, var why) ->
                    map("step", "target-left-out", "uri", uri, "reason", Words.of(why));
            case Step.FallbackReady(var on, var route) ->
                    map("step", "fallback-ready", "on", on, "route", Words.of(route));
        };
    }

    private static Map<String, Object> attempt(Explanation.Attempt attempt) {
        return map(
                "uri",
                attempt.sent().requestUri(),
                "hop",
                Words.of(attempt.to()),
                "answered",
                attempt.answered() == 0 ? null : attempt.answered(),
                "changes",
                attempt.changes().stream().map(JsonExplanation::change).toList());
    }

    private static Map<String, Object> change(HeaderChange change) {
        return map("header", change.name(), "before", change.before(), "after", change.after());
    }

    private static Map<String, Object> later(Explanation.Standby later) {
        List<Hop> hops = later.located().hops();
        return map(
                "uri",
                later.uri(),
                "q",
                later.q() / 1000.0,
                "hops",
                hops.stream().map(Words::of).toList(),
                "failure",
                hops.isEmpty() ? Words.of(later.located().cause()) : null);
    }

    private static Map<String, Object> answer(Explanation.Answer answer) {
        return map(
                "status",
                answer.response().status(),
                "reason",
                answer.response().reason(),
                "cause",
                answer.cause() == null ? null : Words.of(answer.cause()));
    }

    private static Map<String, Object> rule(
            String step, Cause.RuleMatched rule, @Nullable Object... more) {
        Map<String, Object> json =
                map("step", step, "file", rule.source(), "line", rule.line(), "rule", rule.rule());
        json.putAll(map(more));
        return json;
    }

    /// A map of keys and values; a pair whose value is null is left out.
    private static Map<String, Object> map(@Nullable Object... pairs) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            Object value = pairs[i + 1];
            if (value != null) {
                json.put(String.valueOf(pairs[i]), value);
            }
        }
        return json;
    }
}
