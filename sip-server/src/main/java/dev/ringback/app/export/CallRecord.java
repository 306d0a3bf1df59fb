package dev.ringback.app.export;

import dev.ringback.callflow.Attempt;
import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.CallState;
import dev.ringback.callflow.CallSummary;
import dev.ringback.callflow.CallTimes;
import dev.ringback.callflow.FlowFilter;
import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Transaction;
import dev.ringback.callflow.codes.Language;
import dev.ringback.callflow.why.Inquiry;
import dev.ringback.callflow.why.WhyValues;
import dev.ringback.header.Method;
import dev.ringback.header.dialog.SessionId;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The record of a call that is over, or of a registration: the fields of a line, which
/// docs/operate/calls.md explains.
final class CallRecord {
    private static final double NANOS = 1_000_000_000;

    private final Ended ended;
    private final CallSummary summary;
    private final CallFlow flow;
    private final @Nullable Attempt attempt;

    private CallRecord(Ended ended) {
        this.ended = ended;
        this.summary = ended.summary();
        this.flow = ended.flow();
        Method method = ended.kind() == Ended.Kind.REGISTRATION ? Method.REGISTER : Method.INVITE;
        List<Attempt> attempts = Attempt.of(Transaction.of(flow.messages()), method);
        this.attempt = attempts.isEmpty() ? null : attempts.getLast();
    }

    /// The fields, in their order.
    static Map<String, @Nullable Object> of(Ended ended) {
        return new CallRecord(ended).fields();
    }

    private Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        boolean registered = ended.kind() == Ended.Kind.REGISTRATION;
        CallTimes times = CallTimes.of(flow, registered ? null : attempt, ended.until());
        Duration lasted = lasted(times);
        int status = summary.outcome().status();
        fields.put("kind", word(ended.kind()));
        fields.put("callId", flow.callId());
        fields.put("sessionId", session());
        fields.put("from", summary.parties().from());
        fields.put("to", summary.parties().to());
        fields.put("requestUri", uri());
        fields.put("source", FlowFilter.text(summary.parties().source()));
        fields.put("destination", FlowFilter.text(destination()));
        fields.put("begun", time(summary.span().first()));
        fields.put("answered", time(answered()));
        fields.put("ended", time(end(lasted)));
        fields.put("status", status < 0 ? null : status);
        fields.put("reason", summary.outcome().reason());
        fields.put("state", word(summary.outcome().state()));
        fields.put("end", word(ended.how()));
        fields.put("cause", status < 300 ? null : cause());
        if (registered) {
            fields.put("rrd", seconds(times.registrationRequestDelay()));
        } else {
            fields.put("srd", measured(times.sessionRequestDelay()));
            fields.put("sdd", measured(times.sessionDisconnectDelay()));
            fields.put("sdt", seconds(lasted));
        }
        fields.put("messages", summary.span().messages());
        return fields;
    }

    /// `in-call` for IN_CALL.
    private static String word(Enum<?> constant) {
        return constant == CallState.NONE
                ? ""
                : constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private @Nullable String session() {
        for (Passed passed : flow.messages()) {
            SessionId id = passed.message().read(SessionId.FIELD).first();
            if (id != null && !id.local().equals(SessionId.NIL)) {
                return id.local();
            }
        }
        return null;
    }

    private @Nullable String uri() {
        return flow.messages().getFirst().message() instanceof SipRequest request
                ? request.requestUri().toString()
                : null;
    }

    /// Where the response that decided came from; our own address where we decided.
    private InetSocketAddress destination() {
        for (Passed passed : flow.messages()) {
            boolean decisive =
                    passed.message() instanceof SipResponse response
                            && response.status() == summary.outcome().status()
                            && response.cSeq().method().equals(summary.method());
            if (decisive && !flow.own().contains(passed.from())) {
                return passed.from();
            }
        }
        return summary.parties().destination();
    }

    private @Nullable Instant answered() {
        Passed result = attempt == null ? null : attempt.result();
        return attempt != null && attempt.successful() && result != null ? result.at() : null;
    }

    /// From the answer to the BYE, also where that was not answered; null where one of them did not
    /// pass.
    private @Nullable Duration lasted(CallTimes times) {
        Instant answered = answered();
        CallTimes.Measured duration = times.sessionDurationTime();
        if (answered == null || (duration != null && duration.successful())) {
            return duration == null ? null : duration.time();
        }
        for (Passed passed : flow.messages()) {
            boolean bye =
                    passed.message() instanceof SipRequest request
                            && request.method().equals(Method.BYE);
            if (bye && attempt != null && attempt.owns(passed.message())) {
                return Duration.between(answered, passed.at());
            }
        }
        return null;
    }

    /// When the BYE passed, or the failure; null of what may go on.
    private @Nullable Instant end(@Nullable Duration lasted) {
        if (ended.how() != Ended.How.COMPLETE) {
            return null;
        }
        Instant answered = answered();
        if (answered != null && lasted != null) {
            return answered.plus(lasted);
        }
        Passed result = attempt == null ? null : attempt.result();
        return result == null ? summary.span().last() : result.at();
    }

    private @Nullable Object cause() {
        Map<String, @Nullable Object> told =
                new WhyValues(Language.EN).told(Inquiry.about(flow, List.of()).reason());
        Map<String, @Nullable Object> cause = new LinkedHashMap<>();
        cause.put("kind", told.get("kind"));
        cause.put("text", told.get("text"));
        return cause;
    }

    /// What decided about a failed call, in one line: `no-response: …`.
    static String cause(Ended ended) {
        Map<?, ?> cause = (Map<?, ?>) Objects.requireNonNull(new CallRecord(ended).cause());
        return ended.summary().outcome().status()
                + " "
                + cause.get("kind")
                + ": "
                + cause.get("text");
    }

    private static @Nullable String time(@Nullable Instant at) {
        return at == null ? null : at.truncatedTo(ChronoUnit.MICROS).toString();
    }

    private static @Nullable Double measured(CallTimes.@Nullable Measured measured) {
        return measured == null ? null : seconds(measured.time());
    }

    private static @Nullable Double seconds(@Nullable Duration time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MICROS).toNanos() / NANOS;
    }
}
