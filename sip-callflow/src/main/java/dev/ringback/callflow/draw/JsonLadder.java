package dev.ringback.callflow.draw;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.CallSummary;
import dev.ringback.callflow.CallTimes;
import dev.ringback.callflow.CallTimes.Measured;
import dev.ringback.callflow.FlowFilter;
import dev.ringback.callflow.Reason;
import dev.ringback.callflow.Remark;
import dev.ringback.callflow.draw.Ladder.Arrow;
import dev.ringback.callflow.draw.Ladder.Column;
import dev.ringback.callflow.draw.Ladder.Note;
import dev.ringback.callflow.draw.Ladder.Row;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Calls and ladders as maps, lists, texts and numbers, for whatever writes JSON. Texts are as the
/// peer wrote them; who shows them escapes them.
public final class JsonLadder {
    private JsonLadder() {}

    /// A call with its times and its ladder.
    ///
    /// @param until up to when messages were seen, see [CallTimes#of]
    public static Map<String, @Nullable Object> call(CallFlow flow, Instant until) {
        Map<String, @Nullable Object> call = summary(CallSummary.of(flow));
        call.put("times", times(CallTimes.of(flow, until)));
        call.putAll(ladder(Ladder.of(flow)));
        return call;
    }

    /// A line of a list of calls.
    public static Map<String, @Nullable Object> summary(CallSummary summary) {
        Map<String, @Nullable Object> call = new LinkedHashMap<>();
        call.put("callId", summary.callId());
        call.put("method", summary.method().name());
        call.put("from", summary.parties().from());
        call.put("to", summary.parties().to());
        call.put("source", FlowFilter.text(summary.parties().source()));
        call.put("destination", FlowFilter.text(summary.parties().destination()));
        String state = summary.outcome().state().label();
        call.put("state", state.isEmpty() ? null : state);
        int status = summary.outcome().status();
        call.put("status", status < 0 ? null : status);
        call.put("reason", status < 0 ? null : summary.outcome().reason());
        Remark decisive = summary.outcome().decisive();
        call.put("cause", decisive == null ? null : reason(decisive.reason()));
        call.put("messages", summary.span().messages());
        call.put("first", summary.span().first().toString());
        call.put("last", summary.span().last().toString());
        call.put("sessionIds", summary.sessionIds().stream().sorted().toList());
        return call;
    }

    /// The times of RFC 6076, in seconds, by their short names; without those that are not known.
    public static Map<String, @Nullable Object> times(CallTimes times) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        Duration registration = times.registrationRequestDelay();
        if (registration != null) {
            all.put("rrd", seconds(registration));
        }
        measured(all, "srd", times.sessionRequestDelay());
        measured(all, "sdd", times.sessionDisconnectDelay());
        measured(all, "sdt", times.sessionDurationTime());
        return all;
    }

    private static void measured(
            Map<String, @Nullable Object> all, String name, @Nullable Measured measured) {
        if (measured != null) {
            all.put(
                    name,
                    Map.of(
                            "seconds",
                            seconds(measured.time()),
                            "successful",
                            measured.successful()));
        }
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    /// A ladder: its columns, its rows, and how many messages are missing.
    public static Map<String, @Nullable Object> ladder(Ladder ladder) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("columns", ladder.columns().stream().map(JsonLadder::column).toList());
        object.put("rows", ladder.rows().stream().map(JsonLadder::row).toList());
        object.put("forgotten", ladder.forgotten());
        return object;
    }

    private static Map<String, Object> column(Column column) {
        List<String> addresses = column.addresses().stream().map(FlowFilter::text).toList();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", column.name());
        object.put("addresses", addresses);
        object.put("own", column.own());
        return object;
    }

    private static Map<String, @Nullable Object> row(Row row) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("at", row.moment().at().toString());
        object.put("since", seconds(row.moment().since()));
        object.put("delta", seconds(row.moment().delta()));
        switch (row) {
            case Arrow arrow -> arrow(object, arrow);
            case Note note -> {
                Remark remark = note.remark();
                object.put("column", note.column());
                object.put("method", remark.method().name());
                object.put("sequence", remark.sequence());
                object.put("status", remark.status());
                object.put("cause", reason(remark.reason()));
            }
        }
        return object;
    }

    private static void arrow(Map<String, @Nullable Object> object, Arrow arrow) {
        SipMessage message = arrow.passed().message();
        object.put("from", arrow.from());
        object.put("to", arrow.to());
        object.put("transport", arrow.passed().transport().parameter());
        object.put("label", Label.of(message));
        switch (message) {
            case SipRequest request -> object.put("method", request.method().name());
            case SipResponse response -> {
                object.put("status", response.status());
                object.put("method", response.cSeq().method().name());
            }
        }
        object.put("callId", message.callId());
        object.put("sequence", message.cSeq().number());
        object.put("branch", arrow.marks().branch());
        object.put("again", arrow.marks().again());
        object.put("stopped", arrow.marks().stopped());
        object.put("section", RfcSection.of(message).toString());
        object.put("link", RfcSection.of(message).link());
        object.put("message", message.toString());
    }

    private static Map<String, Object> reason(Reason reason) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("kind", reason.kind());
        object.put("facts", reason.facts());
        object.put("parts", reason.parts().stream().map(JsonLadder::reason).toList());
        return object;
    }
}
