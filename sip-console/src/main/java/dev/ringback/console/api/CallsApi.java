package dev.ringback.console.api;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.codes.Language;
import dev.ringback.calls.CallQuery;
import dev.ringback.calls.RecentCalls;
import dev.ringback.console.CallTeller;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The calls of late.
public final class CallsApi {
    /// A drawing brings its own colours, and nothing else may be in it.
    private static final String DRAWING_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    private static final int LONGEST_CAUSE = 64;

    private final RecentCalls calls;
    private final CallTeller teller;
    private final CallJson json;

    /// @param calls remembers them
    /// @param teller tells what is more than their messages
    /// @param json writes them
    public CallsApi(RecentCalls calls, CallTeller teller, CallJson json) {
        this.calls = calls;
        this.teller = teller;
        this.json = json;
    }

    /// Answers from now on.
    public void on(RoutesConfig routes) {
        routes.get("/api/v1/calls", this::list);
        routes.get("/api/v1/calls/{id}", this::show);
        routes.get("/api/v1/calls/{id}/why", this::why);
        routes.get("/api/v1/calls/{id}/ladder.svg", this::ladder);
        routes.get("/api/v1/calls/{id}/pcap", this::pcap);
    }

    private void list(Context context) {
        Asked asked = new Asked(context);
        int limit = asked.limit();
        List<CallFlow> found =
                calls.search(query(asked, limit + 1)).stream()
                        .filter(flow -> !flow.messages().isEmpty())
                        .toList();
        List<CallFlow> page = found.subList(0, Math.min(limit, found.size()));
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("calls", page.stream().map(json::summary).toList());
        answer.put("next", found.size() > limit ? cursor(page.getLast()) : null);
        asked.answer(answer);
    }

    private static CallQuery query(Asked asked, int limit) {
        String user = asked.parameter("user", Asked.MOST_NAME);
        String cause = asked.parameter("cause", LONGEST_CAUSE);
        int code = asked.number("code", 0, 0, 699);
        if (code > 6 && code < 100) {
            throw Asked.bad("'code' takes a status or its first digit.");
        }
        return new CallQuery(
                user.isEmpty() ? null : user,
                code,
                cause.isEmpty() ? null : cause,
                new CallQuery.Span(asked.time("since"), asked.time("until")),
                new CallQuery.Page(limit, mark(asked.cursor())));
    }

    private static String cursor(CallFlow last) {
        return Asked.id(last.messages().getFirst().at() + "\n" + last.callId());
    }

    private static CallQuery.@Nullable Mark mark(String cursor) {
        int end = cursor.indexOf('\n');
        if (cursor.isEmpty()) {
            return null;
        }
        try {
            return new CallQuery.Mark(
                    Instant.parse(cursor.substring(0, Math.max(0, end))),
                    cursor.substring(end + 1));
        } catch (DateTimeException _) {
            throw Asked.bad("No answer has named this cursor.");
        }
    }

    private CallFlow flow(Context context) {
        CallFlow flow = calls.find(new Asked(context).id());
        if (flow == null || flow.messages().isEmpty()) {
            throw new Fault(Fault.Kind.NOT_FOUND, "This call is not remembered.");
        }
        return flow;
    }

    private void show(Context context) {
        new Asked(context).answer(json.whole(flow(context)));
    }

    private void why(Context context) {
        Asked asked = new Asked(context);
        Language language = asked.language();
        CallFlow flow = flow(context);
        CallTeller.Why why = teller.why(flow, language);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("lang", language.name().toLowerCase(Locale.ROOT));
        answer.put("id", Asked.id(flow.callId()));
        answer.put("callId", flow.callId());
        answer.put("headline", why.headline());
        answer.put("steps", why.steps().stream().map(CallsApi::step).toList());
        asked.answer(answer);
    }

    private static Map<String, @Nullable Object> step(CallTeller.Step step) {
        Instant at = step.at();
        Map<String, @Nullable Object> item = new LinkedHashMap<>();
        item.put("text", step.text());
        item.put("depth", step.depth());
        item.put("at", at == null ? null : at.truncatedTo(ChronoUnit.MILLIS));
        item.put("kind", step.kind());
        return item;
    }

    private void ladder(Context context) {
        context.header("Content-Security-Policy", DRAWING_POLICY)
                .contentType("image/svg+xml")
                .result(teller.svg(flow(context)));
    }

    private void pcap(Context context) {
        context.header("Content-Disposition", "attachment; filename=\"call.pcap\"")
                .contentType("application/vnd.tcpdump.pcap")
                .result(teller.pcap(flow(context)));
    }
}
