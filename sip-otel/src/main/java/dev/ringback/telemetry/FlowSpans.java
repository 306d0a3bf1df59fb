package dev.ringback.telemetry;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Remark;
import dev.ringback.callflow.Transaction;
import dev.ringback.callflow.codes.Language;
import dev.ringback.callflow.why.Words;
import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes spans of a call that is over: one for the call, below it one for each transaction that
/// came to us, and below that one for each branch on which it was sent on. One thread.
///
/// Attributes are `sip.method`, `sip.call_id`, `sip.status_code`, `sip.branch`, `sip.cause` (the
/// kind), `network.transport`, `client.address`, `client.port`, `server.address`, `server.port`.
/// What peers wrote is in `sip.call_id` and `sip.branch` alone.
final class FlowSpans {
    private static final int FAILURE = 400;

    private static final Set<Method> KNOWN =
            Set.of(
                    Method.ACK,
                    Method.BYE,
                    Method.CANCEL,
                    Method.INFO,
                    Method.INVITE,
                    Method.MESSAGE,
                    Method.NOTIFY,
                    Method.OPTIONS,
                    Method.PRACK,
                    Method.PUBLISH,
                    Method.REFER,
                    Method.REGISTER,
                    Method.SUBSCRIBE,
                    Method.UPDATE);

    private final Tracer tracer;
    private final TraceIds ids;
    private final Words words = Words.in(Language.EN);

    /// @param ids those that the tracer's provider uses
    FlowSpans(Tracer tracer, TraceIds ids) {
        this.tracer = tracer;
        this.ids = ids;
    }

    /// Makes the spans of a flow and ends them; none where nothing of it passed.
    void make(CallFlow flow) {
        List<Passed> messages = flow.messages();
        if (messages.isEmpty()) {
            return;
        }
        ids.of(flow);
        Span call =
                tracer.spanBuilder("call")
                        .setNoParent()
                        .setStartTimestamp(messages.getFirst().at())
                        .setAttribute("sip.call_id", flow.callId())
                        .startSpan();
        Context root = Context.root().with(call);
        Map<String, Context> servers = new HashMap<>();
        for (Transaction each : Transaction.of(messages)) {
            transaction(flow, each, root, servers);
        }
        call.end(messages.getLast().at());
    }

    private void transaction(
            CallFlow flow, Transaction transaction, Context root, Map<String, Context> servers) {
        Passed first = transaction.request();
        if (!(first.message() instanceof SipRequest request)) {
            return;
        }
        boolean ours = flow.own().contains(first.from());
        // both ends of a call count their own requests
        String asked =
                request.from().tag()
                        + " "
                        + request.cSeq().number()
                        + " "
                        + asked(request.method());
        Context parent = ours ? servers.getOrDefault(asked, root) : root;
        Span span = span(first, request, ours, parent);
        Passed last = transaction.finalResponse();
        if (last != null && last.message() instanceof SipResponse response) {
            span.setAttribute("sip.status_code", response.status());
            failed(span, response, ours ? null : remark(flow, request, response.status()));
        }
        if (!ours) {
            servers.putIfAbsent(asked, root.with(span));
        }
        span.end(last == null ? end(transaction) : last.at());
    }

    /// An ACK and a CANCEL belong to their INVITE.
    private static Method asked(Method method) {
        return method.equals(Method.ACK) || method.equals(Method.CANCEL) ? Method.INVITE : method;
    }

    private Span span(Passed first, SipRequest request, boolean ours, Context parent) {
        SpanBuilder builder =
                tracer.spanBuilder(word(request.method()))
                        .setParent(parent)
                        .setSpanKind(ours ? SpanKind.CLIENT : SpanKind.SERVER)
                        .setStartTimestamp(first.at())
                        .setAttribute("sip.method", word(request.method()))
                        .setAttribute("sip.call_id", request.callId())
                        .setAttribute("network.transport", first.transport().parameter());
        address(builder, "client", first.from());
        address(builder, "server", first.to());
        String branch = request.topVia().branch();
        return (branch == null ? builder : builder.setAttribute("sip.branch", branch)).startSpan();
    }

    /// A method that is none of the known ones is a word of a peer.
    private static String word(Method method) {
        return KNOWN.contains(method) ? method.name() : "other";
    }

    private static void address(SpanBuilder builder, String side, InetSocketAddress address) {
        builder.setAttribute(side + ".address", address.getAddress().getHostAddress());
        builder.setAttribute(side + ".port", address.getPort());
    }

    private void failed(Span span, SipResponse response, @Nullable Remark remark) {
        if (response.status() < FAILURE) {
            return;
        }
        span.setStatus(
                StatusCode.ERROR,
                remark == null ? Integer.toString(response.status()) : words.of(remark.reason()));
        if (remark != null) {
            span.setAttribute("sip.cause", remark.reason().kind());
        }
    }

    private static @Nullable Remark remark(CallFlow flow, SipRequest request, int status) {
        for (Remark remark : flow.remarks()) {
            if (remark.status() == status
                    && remark.sequence() == request.cSeq().number()
                    && remark.method().equals(request.method())) {
                return remark;
            }
        }
        return null;
    }

    private static Instant end(Transaction transaction) {
        return transaction.responses().isEmpty()
                ? transaction.request().at()
                : transaction.responses().getLast().at();
    }
}
