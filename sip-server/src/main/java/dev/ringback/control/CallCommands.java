package dev.ringback.control;

import dev.ringback.app.RingbackServer;
import dev.ringback.app.export.CallExports;
import dev.ringback.app.record.CallTail;
import dev.ringback.app.record.RecordedCalls;
import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.codes.Language;
import dev.ringback.callflow.why.Why;
import dev.ringback.callflow.why.WhyText;
import dev.ringback.callflow.why.WhyValues;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What can be asked about the calls that passed a running server.
final class CallCommands {
    private final RecordedCalls calls;

    private CallCommands(RecordedCalls calls) {
        this.calls = calls;
    }

    static Map<String, ControlCommand> of(RecordedCalls calls) {
        CallCommands commands = new CallCommands(calls);
        return Map.of("why", commands::why, "flow", commands::flow);
    }

    /// What is remembered of calls, and who was told.
    static Map<String, @Nullable Object> status(RingbackServer server) {
        RecordedCalls.Counts remembered = server.calls().counts();
        CallExports.Counts told = server.exports().counts();
        Map<String, @Nullable Object> status = new LinkedHashMap<>();
        status.put("calls", remembered.calls());
        status.put("missed", remembered.missed());
        CallExports.Counts.Archive archive = told.archive();
        if (archive != null) {
            Map<String, @Nullable Object> kept = new LinkedHashMap<>();
            kept.put("calls", archive.kept().calls());
            kept.put("octets", archive.kept().octets());
            kept.put("dropped", archive.dropped());
            kept.put("trouble", archive.trouble());
            status.put("archive", kept);
        }
        CallExports.Counts.Records records = told.records();
        if (records != null) {
            Map<String, @Nullable Object> written = new LinkedHashMap<>();
            written.put("written", records.written());
            written.put("dropped", records.dropped());
            written.put("trouble", records.trouble());
            status.put("records", written);
        }
        CallExports.Counts.Hep hep = told.hep();
        if (hep != null) {
            status.put("hep", Map.of("sent", hep.sent(), "dropped", hep.dropped()));
        }
        return status;
    }

    /// What passes from now on, each an item; with `since` `start` also what is recorded; until the
    /// client closes or `seconds` are over.
    private Map<String, Object> flow(
            ControlRequest request, Consumer<Map<String, ? extends @Nullable Object>> items)
            throws IOException {
        CallTail tail = calls.tail();
        String since = request.text("since");
        Long seconds = request.number("seconds");
        if (since != null && !since.equals("start")) {
            throw new ControlException("'since' takes 'start'");
        }
        if (since == null) {
            tail.skip();
        }
        Duration limit = seconds == null ? null : Duration.ofSeconds(seconds);
        return Map.of("count", new FlowFeed(tail, items).run(limit));
    }

    /// Why a call ended as it did: `why` holds it as data. Each item is a `line` of the text, or a
    /// `message` with its `leg`, 0 for the call itself: all of them at once may be too long for one
    /// line.
    private Map<String, @Nullable Object> why(
            ControlRequest request, Consumer<Map<String, ? extends @Nullable Object>> items)
            throws IOException {
        String callId = request.required("call");
        Language language = language(request.text("lang"));
        Why why = calls.why(callId);
        if (why == null) {
            throw new ControlException("nothing is recorded of the Call-ID " + callId);
        }
        for (String line : new WhyText(language, ZoneId.systemDefault()).lines(why)) {
            items.accept(Map.of("line", line));
        }
        messages(why.flow(), 0, items);
        for (int i = 0; i < why.legs().size(); i++) {
            messages(why.legs().get(i), i + 1, items);
        }
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("why", new WhyValues(language).outline(why));
        return answer;
    }

    private static void messages(
            CallFlow flow, int leg, Consumer<Map<String, ? extends @Nullable Object>> items) {
        for (Map<String, @Nullable Object> message : WhyValues.messages(flow)) {
            items.accept(Map.of("leg", leg, "message", message));
        }
    }

    private static Language language(@Nullable String name) throws ControlException {
        if (name == null) {
            return Language.EN;
        }
        for (Language language : Language.values()) {
            if (language.name().equalsIgnoreCase(name)) {
                return language;
            }
        }
        throw new ControlException(
                "no language " + name.toLowerCase(Locale.ROOT) + ": there are en and zh");
    }
}
