package dev.ringback.callflow.expression;

import dev.ringback.callflow.CallSummary;
import dev.ringback.callflow.CallTimes.Measured;
import dev.ringback.callflow.FlowFilter;
import dev.ringback.callflow.Remark;
import dev.ringback.callflow.draw.Ladder.Arrow;
import dev.ringback.header.HeaderName;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What calls and messages can be asked for.
final class Fields {
    /// A value and its type.
    ///
    /// @param type what it is
    /// @param value finds it
    record Field(Term.Type type, Function<Scope, @Nullable Object> value) {}

    private static final Map<String, Field> CALL =
            Map.ofEntries(
                    text("call-id", scope -> scope.subject().flow().callId()),
                    text("method", scope -> summary(scope).method().name()),
                    text("from", scope -> summary(scope).parties().from()),
                    text("to", scope -> summary(scope).parties().to()),
                    text("source", scope -> FlowFilter.text(summary(scope).parties().source())),
                    text(
                            "destination",
                            scope -> FlowFilter.text(summary(scope).parties().destination())),
                    text("state", scope -> summary(scope).outcome().state().label()),
                    number("status", scope -> known(summary(scope).outcome().status())),
                    text("reason", scope -> reason(summary(scope))),
                    text("cause", scope -> cause(summary(scope).outcome().decisive())),
                    number("messages", scope -> (double) summary(scope).span().messages()),
                    number("retransmissions", Fields::retransmissions),
                    time("duration", Fields::duration),
                    time("rrd", scope -> scope.subject().times().registrationRequestDelay()),
                    time("srd", scope -> time(scope.subject().times().sessionRequestDelay())),
                    time("sdd", scope -> time(scope.subject().times().sessionDisconnectDelay())),
                    time("sdt", scope -> time(scope.subject().times().sessionDurationTime())),
                    text("payload", Fields::payload));

    private static final Map<String, Field> MESSAGE =
            Map.ofEntries(
                    text("method", scope -> method(message(scope))),
                    text("of", scope -> answered(message(scope))),
                    number("status", scope -> status(message(scope))),
                    text("reason", scope -> reason(message(scope))),
                    truth("request", scope -> message(scope) instanceof SipRequest),
                    truth("response", scope -> message(scope) instanceof SipResponse),
                    truth("retransmission", scope -> scope.arrow().marks().again()),
                    truth("stopped", scope -> scope.arrow().marks().stopped()),
                    number("cseq", scope -> (double) message(scope).cSeq().number()),
                    text("source", scope -> FlowFilter.text(scope.arrow().passed().from())),
                    text("destination", scope -> FlowFilter.text(scope.arrow().passed().to())),
                    text("transport", scope -> scope.arrow().passed().transport().parameter()),
                    time("since", scope -> scope.arrow().moment().since()),
                    time("delta", scope -> scope.arrow().moment().delta()),
                    text(
                            "body",
                            scope -> new String(message(scope).body(), StandardCharsets.UTF_8)),
                    text("payload", scope -> message(scope).toString()));

    private Fields() {}

    /// The field of a call, null where it has none of that name.
    static @Nullable Field ofCall(String name) {
        return CALL.get(name);
    }

    /// The field of a message, null where it has none of that name.
    static @Nullable Field ofMessage(String name) {
        return MESSAGE.get(name);
    }

    /// All names, to be told to who mistyped one.
    static String names(boolean message) {
        Set<String> names = new TreeSet<>(CALL.keySet());
        if (message) {
            names.addAll(MESSAGE.keySet());
        }
        return String.join(", ", names);
    }

    /// A header field of a message, or of the first message of a call.
    static Field header(HeaderName name) {
        return new Field(
                Term.Type.TEXT,
                scope -> {
                    Arrow arrow = scope.message();
                    return arrow == null
                            ? scope.subject().flow().messages().getFirst().message().value(name)
                            : arrow.passed().message().value(name);
                });
    }

    private static Map.Entry<String, Field> text(
            String name, Function<Scope, @Nullable Object> value) {
        return Map.entry(name, new Field(Term.Type.TEXT, value));
    }

    private static Map.Entry<String, Field> number(
            String name, Function<Scope, @Nullable Object> value) {
        return Map.entry(name, new Field(Term.Type.NUMBER, value));
    }

    private static Map.Entry<String, Field> time(
            String name, Function<Scope, @Nullable Object> value) {
        return Map.entry(name, new Field(Term.Type.TIME, value));
    }

    private static Map.Entry<String, Field> truth(
            String name, Function<Scope, @Nullable Object> value) {
        return Map.entry(name, new Field(Term.Type.TRUTH, value));
    }

    private static CallSummary summary(Scope scope) {
        return scope.subject().summary();
    }

    private static SipMessage message(Scope scope) {
        return scope.arrow().passed().message();
    }

    private static @Nullable Double known(int status) {
        return status < 0 ? null : (double) status;
    }

    private static @Nullable String reason(CallSummary summary) {
        return summary.outcome().status() < 0 ? null : summary.outcome().reason();
    }

    private static @Nullable String cause(@Nullable Remark remark) {
        return remark == null ? null : remark.reason().kind();
    }

    private static Object retransmissions(Scope scope) {
        return (double)
                scope.subject().ladder().arrows().stream()
                        .filter(arrow -> arrow.marks().again())
                        .count();
    }

    private static Object duration(Scope scope) {
        return Duration.between(summary(scope).span().first(), summary(scope).span().last());
    }

    private static @Nullable Object time(@Nullable Measured measured) {
        return measured == null ? null : measured.time();
    }

    private static Object payload(Scope scope) {
        return scope.subject().flow().messages().stream()
                .map(passed -> passed.message().toString())
                .collect(Collectors.joining());
    }

    private static @Nullable Object method(SipMessage message) {
        return message instanceof SipRequest request ? request.method().name() : null;
    }

    private static @Nullable Object answered(SipMessage message) {
        return message instanceof SipResponse response ? response.cSeq().method().name() : null;
    }

    private static @Nullable Object status(SipMessage message) {
        return message instanceof SipResponse response ? (double) response.status() : null;
    }

    private static @Nullable Object reason(SipMessage message) {
        return message instanceof SipResponse response ? response.reason() : null;
    }
}
