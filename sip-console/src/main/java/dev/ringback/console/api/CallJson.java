package dev.ringback.console.api;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.CallState;
import dev.ringback.callflow.CallSummary;
import dev.ringback.callflow.CallTimes;
import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Reason;
import dev.ringback.callflow.Remark;
import dev.ringback.callflow.Transaction;
import dev.ringback.callflow.draw.Label;
import dev.ringback.callflow.draw.Ladder;
import dev.ringback.callflow.draw.RfcSection;
import dev.ringback.header.Method;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Calls as the console shows them.
public final class CallJson {
    private static final double NANOS_OF_MILLI = 1e6;
    private static final int RINGS = 180;

    /// Octets of all messages of a call; written as JSON they may be six times as many.
    private static final int MOST_TOLD = 256 << 10;

    private static final int LONGEST_TOLD = 256;

    /// Ready.
    public CallJson() {}

    /// A call in a line.
    ///
    /// @param flow has a message
    public Map<String, @Nullable Object> summary(CallFlow flow) {
        return summary(flow, Ladder.of(flow));
    }

    private static Map<String, @Nullable Object> summary(CallFlow flow, Ladder ladder) {
        CallSummary summary = CallSummary.of(flow);
        CallSummary.Outcome outcome = summary.outcome();
        CallTimes times = CallTimes.of(flow, Instant.now());
        boolean answered = outcome.status() >= 200;
        Map<String, @Nullable Object> item = new LinkedHashMap<>();
        item.put("id", Asked.id(flow.callId()));
        item.put("callId", flow.callId());
        item.put("method", summary.method().name());
        item.put("from", summary.parties().from());
        item.put("to", summary.parties().to());
        item.put("begun", time(summary.span().first()));
        item.put("ended", outcome.ended() ? time(summary.span().last()) : null);
        item.put("state", state(flow, summary));
        item.put("status", answered ? outcome.status() : null);
        item.put("phrase", answered ? outcome.reason() : null);
        Remark decisive = outcome.decisive();
        item.put("cause", decisive == null ? null : decisive.reason().kind());
        item.put("messages", summary.span().messages());
        item.put("retransmissions", again(ladder));
        item.put("legs", legs(flow));
        item.put("durationMs", millis(times.sessionDurationTime()));
        item.put("setupMs", setup(flow));
        item.put("ringMs", millis(times.sessionRequestDelay()));
        return item;
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static String state(CallFlow flow, CallSummary summary) {
        CallState state = summary.outcome().state();
        return switch (state) {
            case NONE -> {
                int status = summary.outcome().status();
                yield status < 200 ? "trying" : status < 300 ? "done" : "failed";
            }
            case CALL_SETUP -> rings(flow) ? "ringing" : "trying";
            case IN_CALL -> "up";
            case COMPLETED -> "ended";
            case DIVERTED -> summary.outcome().ended() ? "failed" : "ringing";
            case CANCELLED, BUSY, REJECTED -> "failed";
        };
    }

    private static boolean rings(CallFlow flow) {
        return flow.messages().stream()
                .anyMatch(
                        passed ->
                                passed.message() instanceof SipResponse response
                                        && response.status() >= RINGS
                                        && response.status() < 200);
    }

    private static long again(Ladder ladder) {
        return ladder.arrows().stream().filter(arrow -> arrow.marks().again()).count();
    }

    /// How many branches of INVITE left from here; for what is no call, of its first request.
    private static long legs(CallFlow flow) {
        Method method = flow.messages().getFirst().message().cSeq().method();
        return flow.messages().stream()
                .filter(passed -> flow.own().contains(passed.from()))
                .map(Passed::message)
                .filter(SipRequest.class::isInstance)
                .filter(message -> message.cSeq().method().equals(method))
                .map(Transaction::branch)
                .distinct()
                .count();
    }

    private static @Nullable Double millis(CallTimes.@Nullable Measured measured) {
        return measured == null ? null : millis(measured.time());
    }

    private static double millis(Duration time) {
        return time.toNanos() / NANOS_OF_MILLI;
    }

    /// From the first INVITE to the last final response to one: where a challenge was answered, to
    /// that of the INVITE with credentials.
    private static @Nullable Double setup(CallFlow flow) {
        Passed first = flow.messages().getFirst();
        Passed end = null;
        for (Passed passed : flow.messages()) {
            boolean ends =
                    passed.message() instanceof SipResponse response
                            && response.finalResponse()
                            && response.cSeq().method().equals(Method.INVITE)
                            && response.to().tag() != null
                            && passed.to().equals(first.from());
            end =
                    ends && (end == null || !end.message().cSeq().equals(passed.message().cSeq()))
                            ? passed
                            : end;
        }
        return end == null ? null : millis(Duration.between(first.at(), end.at()));
    }

    /// A call with all that is known of it.
    public Map<String, @Nullable Object> whole(CallFlow flow) {
        return whole(flow, true);
    }

    /// A call as it is told while it goes on: where its messages are large they are told without
    /// their text, and what is long in them is cut.
    public Map<String, @Nullable Object> told(CallFlow flow) {
        long octets = 0;
        for (Passed passed : flow.messages()) {
            octets += passed.message().size();
        }
        return whole(flow, octets <= MOST_TOLD);
    }

    private static Map<String, @Nullable Object> whole(CallFlow flow, boolean texts) {
        Ladder ladder = Ladder.of(flow);
        Map<String, @Nullable Object> call = new LinkedHashMap<>();
        call.put("summary", summary(flow, ladder));
        call.put("lanes", ladder.columns().stream().map(CallJson::lane).toList());
        call.put("messages", messages(ladder, texts));
        Instant begun = flow.messages().getFirst().at();
        call.put("remarks", flow.remarks().stream().map(each -> remark(each, begun)).toList());
        call.put("forgotten", flow.forgotten());
        return call;
    }

    private static Map<String, Object> lane(Ladder.Column column) {
        Map<String, Object> lane = new LinkedHashMap<>();
        lane.put("name", column.name());
        lane.put("addresses", column.addresses().stream().map(BindingJson::address).toList());
        lane.put("own", column.own());
        return lane;
    }

    private static List<Map<String, @Nullable Object>> messages(Ladder ladder, boolean texts) {
        List<Map<String, @Nullable Object>> messages = new ArrayList<>();
        Map<String, Integer> firsts = new HashMap<>();
        for (Ladder.Arrow arrow : ladder.arrows()) {
            String same = arrow.from() + " " + arrow.to() + " " + head(arrow.passed().message());
            Integer first = firsts.putIfAbsent(same, messages.size());
            Map<String, @Nullable Object> item = message(arrow, messages.size());
            item.put("repeats", arrow.marks().again() ? first : null);
            item.put("raw", texts ? raw(arrow.passed().message()) : null);
            if (!texts) {
                item.replaceAll((_, value) -> value instanceof String text ? cut(text) : value);
            }
            messages.add(item);
        }
        return messages;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TOLD ? text : text.substring(0, LONGEST_TOLD) + "…";
    }

    /// What a message and its repetitions have in common.
    private static String head(SipMessage message) {
        return startLine(message) + " " + Transaction.key(message) + " " + message.to().tag();
    }

    private static String startLine(SipMessage message) {
        String[] line = new String[1];
        message.writeTo(
                (octets, offset, length) -> {
                    int end = offset;
                    while (end < offset + length && octets[end] != '\r') {
                        end++;
                    }
                    line[0] = new String(octets, offset, end - offset, StandardCharsets.UTF_8);
                });
        return line[0];
    }

    private static String raw(SipMessage message) {
        return new String(message.toBytes(), StandardCharsets.UTF_8);
    }

    private static Map<String, @Nullable Object> message(Ladder.Arrow arrow, int index) {
        Passed passed = arrow.passed();
        SipMessage message = passed.message();
        RfcSection section = RfcSection.of(message);
        Map<String, @Nullable Object> item = new LinkedHashMap<>();
        item.put("index", index);
        item.put("at", time(passed.at()));
        item.put("sinceStartMs", millis(arrow.moment().since()));
        item.put("transport", passed.transport().parameter());
        item.put("source", BindingJson.address(passed.from()));
        item.put("destination", BindingJson.address(passed.to()));
        item.put("fromLane", arrow.from());
        item.put("toLane", arrow.to());
        item.put("startLine", startLine(message));
        item.put("label", Label.of(message));
        item.put("method", message.cSeq().method().name());
        item.put("status", message instanceof SipResponse response ? response.status() : null);
        item.put("cseq", message.cSeq().number());
        item.put("branch", Transaction.branch(message));
        item.put("hasBody", message.bodyLength() > 0);
        item.put("octets", message.size());
        item.put("clause", Map.of("name", section.toString(), "url", section.link()));
        return item;
    }

    private static Map<String, Object> remark(Remark remark, Instant begun) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("at", time(remark.at()));
        item.put("sinceStartMs", millis(Duration.between(begun, remark.at())));
        item.put("method", remark.method().name());
        item.put("sequence", remark.sequence());
        item.put("status", remark.status());
        item.put("reason", reason(remark.reason()));
        return item;
    }

    private static Map<String, Object> reason(Reason reason) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("kind", reason.kind());
        item.put("facts", reason.facts());
        item.put("parts", reason.parts().stream().map(CallJson::reason).toList());
        return item;
    }
}
