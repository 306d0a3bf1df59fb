package dev.ringback.callflow.why;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.FlowFilter;
import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Reason;
import dev.ringback.callflow.Remark;
import dev.ringback.callflow.codes.Language;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A [Why] as maps, lists and texts, to be written as JSON.
public final class WhyValues {
    private final Words words;

    /// @param language of the sentences that stand beside the data
    public WhyValues(Language language) {
        this.words = Words.in(language);
    }

    /// The object: `callId`, `status`, `cause`, `chain`, `messages`, `legs`.
    public Map<String, @Nullable Object> of(Why why) {
        return of(why, WhyValues::messages);
    }

    /// The same with empty lists for `messages`, where [#messages] are told apart.
    public Map<String, @Nullable Object> outline(Why why) {
        return of(why, _ -> List.of());
    }

    private Map<String, @Nullable Object> of(
            Why why, Function<CallFlow, List<Map<String, @Nullable Object>>> messages) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("callId", why.flow().callId());
        object.put("status", why.status());
        object.put("cause", told(why.reason()));
        Why.Origin origin = why.origin();
        object.put("causeCallId", origin == null ? null : origin.flow().callId());
        Remark remark = origin == null ? null : origin.remark();
        object.put("chain", remark == null ? List.of() : chain(remark));
        object.put("forgotten", remark == null ? 0 : remark.story().forgotten());
        object.put("messages", messages.apply(why.flow()));
        object.put("legs", why.legs().stream().map(leg -> leg(leg, messages.apply(leg))).toList());
        return object;
    }

    private static Map<String, @Nullable Object> leg(
            CallFlow flow, List<Map<String, @Nullable Object>> messages) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("callId", flow.callId());
        object.put("messages", messages);
        return object;
    }

    private List<Map<String, @Nullable Object>> chain(Remark remark) {
        return remark.chain().stream()
                .map(
                        link -> {
                            Map<String, @Nullable Object> object = new LinkedHashMap<>();
                            object.put("at", link.at().toString());
                            object.put("attempt", link.attempt());
                            object.put("decisive", link.decisive());
                            object.putAll(told(link.reason()));
                            return object;
                        })
                .toList();
    }

    /// A reason with its sentence: `kind`, `facts`, `text`, and where there are some `hint` and
    /// `parts`.
    public Map<String, @Nullable Object> told(Reason reason) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("kind", reason.kind());
        object.put("facts", reason.facts());
        object.put("text", words.of(reason));
        String hint = words.hint(reason);
        if (hint != null) {
            object.put("hint", hint);
        }
        if (!reason.parts().isEmpty()) {
            object.put("parts", reason.parts().stream().map(this::told).toList());
        }
        return object;
    }

    /// The messages of a call, an object each.
    public static List<Map<String, @Nullable Object>> messages(CallFlow flow) {
        return flow.messages().stream().map(passed -> message(flow, passed)).toList();
    }

    private static Map<String, @Nullable Object> message(CallFlow flow, Passed passed) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("at", passed.at().toString());
        object.put("sent", flow.own().contains(passed.from()));
        object.put("transport", passed.transport().parameter());
        object.put("from", FlowFilter.text(passed.from()));
        object.put("to", FlowFilter.text(passed.to()));
        switch (passed.message()) {
            case SipRequest request -> object.put("method", request.method().name());
            case SipResponse response -> object.put("status", response.status());
        }
        byte[] octets = passed.message().toBytes();
        object.put("text", new String(octets, StandardCharsets.UTF_8));
        return object;
    }
}
