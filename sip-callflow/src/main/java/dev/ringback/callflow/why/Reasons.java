package dev.ringback.callflow.why;

import dev.ringback.callflow.FlowFilter;
import dev.ringback.callflow.Reason;
import dev.ringback.callflow.Remark;
import dev.ringback.cause.Cause;
import dev.ringback.cause.CauseGraph;
import dev.ringback.cause.DnsStep;
import dev.ringback.cause.Finding;
import dev.ringback.cause.Tally;
import dev.ringback.cause.TimerName;
import dev.ringback.message.ReasonPhrase;
import dev.ringback.stack.Destination;
import dev.ringback.stack.Flow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;

/// Tells causes of the core as data, under one fixed word for each kind of trouble: `no-response`,
/// `dns-timeout`, `registration-expired`, … [Words] has a sentence for each.
public final class Reasons {
    private static final int TRYING = 100;

    private Reasons() {}

    /// What was decided about a request.
    ///
    /// @param what the request and its answer; only its time, method, sequence and status count
    /// @param causes what led to it
    /// @param wall tells the time of day of monotonic nanoseconds
    public static Remark remark(Remark what, CauseGraph causes, LongFunction<Instant> wall) {
        List<Remark.Link> chain = new ArrayList<>();
        for (int i = 0; i < causes.steps().size(); i++) {
            CauseGraph.Step step = causes.steps().get(i);
            chain.add(
                    new Remark.Link(
                            wall.apply(step.at()),
                            step.attempt(),
                            i == causes.deciding(),
                            of(step.cause())));
        }
        return new Remark(
                what.at(),
                what.method(),
                what.sequence(),
                what.status(),
                of(causes.decisive()),
                new Remark.Story(chain, causes.forgotten()));
    }

    /// A cause as data.
    public static Reason of(Cause cause) {
        return switch (cause) {
            case Cause.Served served -> reason("served", "by", word(served.by()));
            case Cause.CheckFailed failed -> checkFailed(failed);
            case Cause.Challenged challenged -> challenged(challenged);
            case Cause.Denied denied -> reason("policy-" + word(denied.policy()));
            case Cause.RuleMatched rule ->
                    reason(
                            "rule-matched",
                            "rule",
                            rule.rule(),
                            "file",
                            rule.source(),
                            "line",
                            String.valueOf(rule.line()));
            case Cause.FellBack(Cause by, Cause after) ->
                    new Reason("fell-back", of(by).facts(), List.of(of(after)));
            case Cause.StoreAnswered store ->
                    reason(
                            finding(store.finding()),
                            "store",
                            word(store.store()),
                            "subject",
                            store.subject());
            case Cause.Departed departed ->
                    reason(
                            "registration-" + word(departed.how()),
                            "user",
                            departed.user(),
                            "ago",
                            span(departed.ago()));
            case Cause.TimerFired fired -> timerFired(fired);
            case Cause.TransportFailed failed -> transportFailed(failed);
            case Cause.Located(String host, List<DnsStep> steps) ->
                    new Reason("located", Map.of("host", host), dns(steps));
            case Cause.NotLocated lost ->
                    new Reason(
                            "not-located-" + why(lost),
                            Map.of("host", lost.host()),
                            dns(lost.steps()));
            case Cause.Overloaded overloaded ->
                    reason(
                            "overloaded-" + word(overloaded.resource()),
                            "used",
                            String.valueOf(overloaded.used()),
                            "bound",
                            String.valueOf(overloaded.bound()));
            case Cause.Received(Destination from, int status) ->
                    reason(
                            "received",
                            "from",
                            of(from),
                            "status",
                            String.valueOf(status),
                            "phrase",
                            ReasonPhrase.of(status));
            case Cause.Cancelled _ -> reason("cancelled");
            case Cause.Fault(String type) -> reason("fault", "type", type);
            case Cause.Decided(String by) -> reason("decided", "by", by);
        };
    }

    private static Reason checkFailed(Cause.CheckFailed failed) {
        return reason(
                "check-" + word(failed.check()),
                "clause",
                failed.check().clause(),
                "subject",
                failed.subject());
    }

    private static Reason challenged(Cause.Challenged challenged) {
        return challenged.fault() == null
                ? reason("credentials-missing", "realm", challenged.realm())
                : reason("credentials-" + word(challenged.fault()), "realm", challenged.realm());
    }

    private static String finding(Finding finding) {
        return switch (finding) {
            case UNAVAILABLE, TIMED_OUT, FAILED -> "store-" + word(finding);
            case NO_SUCH_USER, NO_BINDING, NO_USABLE_BINDING, LOST_FLOW, AMBIGUOUS, MOVED, GONE ->
                    word(finding);
        };
    }

    /// No response at all, nonsense, only provisional ones, or a timer of another kind.
    private static Reason timerFired(Cause.TimerFired fired) {
        Tally passed = fired.passed();
        boolean fruitless = fired.timer() == TimerName.B || fired.timer() == TimerName.F;
        String kind =
                switch (fired.timer()) {
                    case RING -> "ring-time-over";
                    case H -> "no-ack";
                    case B, C, F -> {
                        if (fruitless && passed.replies() == 0) {
                            yield passed.unreadable() > 0 ? "unreadable-response" : "no-response";
                        }
                        yield passed.last() == TRYING ? "only-trying" : "no-final-response";
                    }
                };
        return reason(
                kind,
                "to",
                of(fired.to()),
                "timer",
                fired.timer().name(),
                "after",
                span(fired.after()),
                "sent",
                String.valueOf(passed.sent()),
                "replies",
                String.valueOf(passed.replies()),
                "last",
                String.valueOf(passed.last()),
                "unreadable",
                String.valueOf(passed.unreadable()),
                "fault",
                String.valueOf(passed.fault()));
    }

    private static Reason transportFailed(Cause.TransportFailed failed) {
        String to = of(failed.to());
        String words = failed.error().words();
        if (failed.error().alert() != null) {
            String alert = word(failed.error().alert());
            String code = String.valueOf(failed.error().alert().code());
            return reason("tls-alert", "to", to, "alert", alert, "code", code);
        }
        boolean alone = "left-alone".equals(TransportWords.kind(words));
        if (failed.error().errno() != null && !alone) {
            String errno = failed.error().errno().name();
            return reason(errno.toLowerCase(Locale.ROOT), "to", to, "errno", errno, "said", words);
        }
        String said = words.replaceFirst("^" + TransportWords.TLS, "");
        return reason(kind(failed), "to", to, "said", said);
    }

    private static String kind(Cause.TransportFailed failed) {
        String words = failed.error().words();
        String kind = TransportWords.kind(words);
        if (failed.to() instanceof Flow && !words.startsWith(TransportWords.TLS)) {
            return "flow-lost";
        }
        return kind == null ? "transport-failed" : kind;
    }

    /// What the DNS said, as exactly as its answers tell.
    private static String why(Cause.NotLocated lost) {
        return switch (lost.reason()) {
            case NOT_A_SIP_URI, NO_TRANSPORT, NO_FAMILY, TIMED_OUT, RESTING -> word(lost.reason());
            case NO_SERVER -> {
                if (has(lost, DnsStep.Outcome.DECLINED)) {
                    yield "declined";
                }
                if (has(lost, DnsStep.Outcome.FOUND)) {
                    yield "lost-target";
                }
                yield lost.steps().isEmpty() ? word(lost.reason()) : absent(lost);
            }
            case DNS_FAILED -> {
                if (has(lost, DnsStep.Outcome.SERVER_FAILED)) {
                    yield word(lost.reason());
                }
                yield has(lost, DnsStep.Outcome.NONSENSE) ? "dns-nonsense" : "dns-not-asked";
            }
        };
    }

    private static boolean has(Cause.NotLocated lost, DnsStep.Outcome outcome) {
        return lost.steps().stream().anyMatch(step -> step.outcome() == outcome);
    }

    /// Whether the name itself is not there, or has only nothing that leads to a server.
    private static String absent(Cause.NotLocated lost) {
        boolean unknown =
                lost.steps().stream()
                        .filter(step -> step.name().equalsIgnoreCase(lost.host()))
                        .anyMatch(step -> step.outcome() == DnsStep.Outcome.NO_SUCH_NAME);
        return unknown ? "no-such-name" : "no-address";
    }

    private static List<Reason> dns(List<DnsStep> steps) {
        return steps.stream()
                .map(
                        step ->
                                reason(
                                        "dns-" + word(step.outcome()),
                                        "name",
                                        step.name(),
                                        "type",
                                        step.type()))
                .toList();
    }

    private static Reason reason(String kind, String... facts) {
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < facts.length; i += 2) {
            named.put(facts[i], facts[i + 1]);
        }
        return new Reason(kind, named, List.of());
    }

    /// `max-forwards` for MAX_FORWARDS.
    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// `udp:192.0.2.1:5060`.
    private static String of(Destination to) {
        return to.transport().parameter() + ":" + FlowFilter.text(to.remote());
    }

    /// `32 s`, `4.3 s` or `500 ms`.
    private static String span(Duration span) {
        long millis = span.toMillis();
        long tenths = (millis + 50) / 100;
        if (millis < 1_000) {
            return millis == 0 ? "0 s" : millis + " ms";
        }
        return tenths >= 100 || tenths % 10 == 0
                ? tenths / 10 + " s"
                : tenths / 10 + "." + tenths % 10 + " s";
    }
}
