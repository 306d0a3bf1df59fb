package dev.ringback.callflow.why;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.FlowFilter;
import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Reason;
import dev.ringback.callflow.Remark;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds out why a call ended as it did, from what passed and what was decided.
///
/// A decision that only says that a next hop answered is followed as far as it can be: to an inner
/// decision of the same element (a request that passes twice), then to another leg of the same
/// session, and last to the words of the response itself. Where a rule answered because all that it
/// had tried failed, it is told why that failed.
public final class Inquiry {
    private static final int MOST_TURNS = 10;

    private final List<CallFlow> flows;
    private final Set<Remark> seen = new HashSet<>();

    private Inquiry(List<CallFlow> flows) {
        this.flows = flows;
    }

    /// The answer.
    ///
    /// @param flow the call
    /// @param legs the other legs of it
    public static Why about(CallFlow flow, List<CallFlow> legs) {
        List<CallFlow> flows = new ArrayList<>();
        flows.add(flow);
        flows.addAll(legs);
        return new Inquiry(flows).answer(flow, legs);
    }

    private Why answer(CallFlow flow, List<CallFlow> legs) {
        Remark first = decisive(flow);
        if (first == null) {
            return new Why(flow, undecided(flow), null, null, legs);
        }
        Why.Origin found = new Why.Origin(flow, first);
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            Why.Origin further = behind(found);
            if (further == null) {
                break;
            }
            found = further;
        }
        Reason reason = reason(found);
        if (reason.kind().equals("received")) {
            reason = said(found, reason);
        }
        return new Why(flow, reason, first, found, legs);
    }

    /// The last decision about the kind of request that the call began with: of a request that was
    /// challenged and came again, the answer to that. What came after a success (a BYE, say) is
    /// another matter, also an INVITE that changes the call.
    private static @Nullable Remark decisive(CallFlow flow) {
        Method method = flow.messages().isEmpty() ? null : beginning(flow);
        Remark last = null;
        for (Remark remark : flow.remarks()) {
            boolean counts = method == null || remark.method().equals(method);
            if (counts && (last == null || follows(flow, last, remark))) {
                last = remark;
            }
        }
        return last;
    }

    /// Whether a decision is about the same matter as an earlier one, and takes its place.
    private static boolean follows(CallFlow flow, Remark earlier, Remark later) {
        boolean up =
                earlier.method().equals(Method.INVITE)
                        && earlier.status() >= 200
                        && earlier.status() < 300;
        return up
                ? later.sequence() == earlier.sequence() && !changed(flow, earlier, later)
                : later.sequence() >= earlier.sequence();
    }

    /// Whether an INVITE that changes the call came between two decisions: each side has numbers of
    /// its own for its requests, and they may be the same.
    private static boolean changed(CallFlow flow, Remark earlier, Remark later) {
        return flow.messages().stream()
                .filter(passed -> !passed.at().isBefore(earlier.at()))
                .filter(passed -> !passed.at().isAfter(later.at()))
                .anyMatch(
                        passed ->
                                passed.message() instanceof SipRequest request
                                        && request.method().equals(Method.INVITE)
                                        && request.to().tag() != null
                                        && request.cSeq().number() == later.sequence());
    }

    /// What was decided; of an answer that a rule gave, what it was the answer to.
    private static Reason reason(Why.Origin found) {
        Reason reason = found.remark().reason();
        return reason.kind().equals("fell-back") ? reason.parts().getFirst() : reason;
    }

    private static @Nullable Method beginning(CallFlow flow) {
        for (Passed passed : flow.messages()) {
            if (passed.message() instanceof SipRequest request) {
                return request.method();
            }
        }
        return null;
    }

    /// What stands behind a decision that only passes on what a next hop said.
    private Why.@Nullable Origin behind(Why.Origin found) {
        seen.add(found.remark());
        Reason reason = reason(found);
        String status = reason.facts().get("status");
        if (!reason.kind().equals("received") || status == null) {
            return null;
        }
        for (CallFlow flow : flows) {
            for (Remark remark : flow.remarks()) {
                boolean inner =
                        !seen.contains(remark)
                                && remark.method().equals(found.remark().method())
                                && !remark.at().isAfter(found.remark().at())
                                && status.equals(String.valueOf(remark.status()))
                                && (flow.callId().equals(found.flow().callId())
                                        ? spirals(flow, reason, remark)
                                        : remark.status() >= 300);
                if (inner) {
                    return new Why.Origin(flow, remark);
                }
            }
        }
        return null;
    }

    /// Whether the request came again from the hop that answered: the hop is the element itself, or
    /// sent the request back.
    private static boolean spirals(CallFlow flow, Reason outer, Remark inner) {
        String from = outer.facts().get("from");
        return from != null
                && Stream.concat(flow.own().stream(), askers(flow, inner))
                        .anyMatch(each -> from.endsWith(":" + FlowFilter.text(each)));
    }

    /// Where a request came from, each time that it passed.
    private static Stream<InetSocketAddress> askers(CallFlow flow, Remark remark) {
        return flow.messages().stream()
                .filter(passed -> passed.message() instanceof SipRequest)
                .filter(passed -> passed.message().cSeq().method().equals(remark.method()))
                .filter(passed -> passed.message().cSeq().number() == remark.sequence())
                .map(Passed::from);
    }

    /// The response that a next hop gave, with what it says about itself: its reason phrase, and
    /// its Reason (RFC 3326) and Warning header fields.
    private static Reason said(Why.Origin found, Reason received) {
        SipResponse response = response(found, received);
        Map<String, String> facts = new LinkedHashMap<>(received.facts());
        String phrase = response == null ? "" : response.reason();
        facts.put("phrase", phrase);
        String more = response == null ? null : response.value(HeaderName.WARNING);
        if (more == null && response != null) {
            more = response.value(HeaderName.REASON);
        }
        if (more != null) {
            facts.put("words", more);
        }
        return new Reason(
                more == null ? "received" : "received-with-words", facts, received.parts());
    }

    private static @Nullable SipResponse response(Why.Origin found, Reason received) {
        String status = String.valueOf(received.facts().get("status"));
        for (Passed passed : found.flow().messages().reversed()) {
            SipMessage message = passed.message();
            if (message instanceof SipResponse response
                    && status.equals(String.valueOf(response.status()))
                    && response.cSeq().method().equals(found.remark().method())) {
                return response;
            }
        }
        return null;
    }

    /// What there is to say before anything was decided.
    private static Reason undecided(CallFlow flow) {
        boolean answered =
                flow.messages().stream()
                        .anyMatch(
                                passed ->
                                        passed.message() instanceof SipResponse r
                                                && r.status() >= 200);
        return new Reason(answered ? "passed-by" : "undecided", Map.of(), List.of());
    }
}
