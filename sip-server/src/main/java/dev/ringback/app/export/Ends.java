package dev.ringback.app.export;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.CallSummary;
import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Remark;
import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Finds out which calls are over: those that look so and of which nothing has passed for two
/// seconds, so that a repetition or a second try with a password still belongs to them. Each is
/// told once; what begins under the same Call-ID later is told apart. One thread.
final class Ends {
    /// How long it has to be quiet.
    static final Duration SETTLING = Duration.ofSeconds(2);

    private final Function<String, @Nullable CallFlow> flows;

    /// Since when each is quiet, the quietest first.
    private final Map<String, Instant> quiet = new LinkedHashMap<>();

    /// Up to when each was told; only of flows that are still remembered.
    private final Map<String, Instant> told = new HashMap<>();

    /// @param flows has a call as it is now; null where it is not remembered any more
    Ends(Function<String, @Nullable CallFlow> flows) {
        this.flows = flows;
    }

    /// Begins anew: what is over by now is nobody's concern.
    void begin(List<CallFlow> there, Instant now) {
        quiet.clear();
        told.clear();
        for (CallFlow flow : there) {
            if (judge(flow, Ended.How.COMPLETE, now) != null) {
                told.put(flow.callId(), last(flow));
            }
        }
    }

    /// Something has passed of those.
    void changed(Collection<String> callIds, Instant now) {
        for (String callId : callIds) {
            quiet.remove(callId);
            quiet.put(callId, now);
        }
    }

    /// Those that are over by now and were not told yet.
    List<Ended> due(Instant now) {
        List<Ended> ended = new ArrayList<>();
        Iterator<Map.Entry<String, Instant>> all = quiet.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<String, Instant> each = all.next();
            boolean back = each.getValue().isAfter(now); // the clock was set back
            if (!back && each.getValue().plus(SETTLING).isAfter(now)) {
                break;
            }
            CallFlow flow = flows.apply(each.getKey());
            all.remove();
            Ended over = flow == null ? null : judge(flow, Ended.How.COMPLETE, now);
            if (over != null) {
                ended.add(over);
                told.put(over.flow().callId(), last(over.flow()));
            }
        }
        return ended;
    }

    /// What of those that had to make room was not told yet.
    List<Ended> left(List<CallFlow> those, Instant now) {
        List<Ended> ended = new ArrayList<>();
        for (CallFlow flow : those) {
            add(ended, flow, Ended.How.EVICTED, now);
            told.remove(flow.callId());
        }
        return ended;
    }

    /// What of these, which are all that there are, was not told yet: the server ends.
    List<Ended> rest(List<CallFlow> these, Instant now) {
        List<Ended> ended = new ArrayList<>();
        for (CallFlow flow : these) {
            add(ended, flow, Ended.How.SHUTDOWN, now);
        }
        begin(List.of(), now);
        return ended;
    }

    private void add(List<Ended> ended, CallFlow flow, Ended.How how, Instant now) {
        Ended over = judge(flow, Ended.How.COMPLETE, now);
        Ended left = over == null ? judge(flow, how, now) : over;
        if (left != null) {
            ended.add(left);
        }
    }

    /// What is to be told of a flow; null for nothing.
    private @Nullable Ended judge(CallFlow flow, Ended.How how, Instant now) {
        CallFlow fresh = fresh(flow);
        if (fresh.messages().isEmpty()) {
            return null;
        }
        CallSummary summary = CallSummary.of(fresh);
        Ended.Kind kind = kind(fresh);
        boolean over = how != Ended.How.COMPLETE || over(summary, kind);
        return over ? new Ended(fresh, summary, kind, how, now) : null;
    }

    private static boolean over(CallSummary summary, Ended.Kind kind) {
        int status = summary.outcome().status();
        return switch (kind) {
            case CALL, REST -> summary.outcome().ended();
            case REGISTRATION, OTHER -> status >= 200 && status != 401 && status != 407;
        };
    }

    private static Ended.Kind kind(CallFlow flow) {
        SipRequest first = beginning(flow.messages());
        if (first == null) {
            boolean call = flow.messages().stream().anyMatch(Ends::ofCall);
            return call ? Ended.Kind.REST : Ended.Kind.OTHER;
        }
        if (first.method().equals(Method.INVITE)) {
            return Ended.Kind.CALL;
        }
        return first.method().equals(Method.REGISTER) ? Ended.Kind.REGISTRATION : Ended.Kind.OTHER;
    }

    private static boolean ofCall(Passed passed) {
        Method method = passed.message().cSeq().method();
        return method.equals(Method.BYE) || method.equals(Method.INVITE);
    }

    /// The request outside of a dialog that it began with; null where there is none.
    private static @Nullable SipRequest beginning(List<Passed> messages) {
        for (Passed passed : messages) {
            if (begins(passed) && passed.message() instanceof SipRequest request) {
                return request;
            }
        }
        return null;
    }

    private static boolean begins(Passed passed) {
        return passed.message() instanceof SipRequest request
                && request.to().tag() == null
                && !request.method().equals(Method.ACK)
                && !request.method().equals(Method.CANCEL);
    }

    /// What was not told yet, without stragglers of what was.
    private CallFlow fresh(CallFlow flow) {
        Instant since = told.get(flow.callId());
        if (since == null) {
            return flow;
        }
        List<Passed> messages =
                flow.messages().stream()
                        .filter(each -> each.at().isAfter(since))
                        .dropWhile(each -> !begins(each))
                        .toList();
        List<Remark> remarks =
                flow.remarks().stream().filter(each -> each.at().isAfter(since)).toList();
        return new CallFlow(flow.callId(), messages, remarks, flow.own(), 0);
    }

    private static Instant last(CallFlow flow) {
        Instant message = flow.messages().getLast().at();
        Instant remark = flow.remarks().isEmpty() ? message : flow.remarks().getLast().at();
        return remark.isAfter(message) ? remark : message;
    }
}
