package dev.ringback.app.record;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Reason;
import dev.ringback.callflow.Remark;
import dev.ringback.callflow.why.Inquiry;
import dev.ringback.callflow.why.Reasons;
import dev.ringback.callflow.why.Why;
import dev.ringback.header.dialog.SessionId;
import dev.ringback.message.SipMessage;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// The calls of a [Recorder], read from it when somebody asks. Any thread but those of shards.
public final class RecordedCalls {
    private static final int MOST_MESSAGES = 2_000;
    private static final int MOST_LEGS = 8;

    private final Recorder recorder;
    private final LongFunction<Instant> wall;

    /// @param wall tells the time of day of monotonic nanoseconds
    public RecordedCalls(Recorder recorder, LongFunction<Instant> wall) {
        this.recorder = recorder;
        this.wall = wall;
    }

    /// Why a call ended as it did; null where nothing is recorded of it any more.
    public @Nullable Why why(String callId) {
        CallFlow flow = find(callId);
        return flow == null ? null : Inquiry.about(flow, legs(flow));
    }

    /// A call as far as it is recorded; null where nothing is.
    public @Nullable CallFlow find(String callId) {
        Collected collected = new Collected(callId);
        recorder.reader().read(callId, collected::take);
        return collected.isEmpty() ? null : collected.flow();
    }

    /// The other calls with the same Session-ID, RFC 7989: what a B2BUA made of this one, or what
    /// it was made of.
    private List<CallFlow> legs(CallFlow flow) {
        Set<String> sessions = new HashSet<>();
        for (Passed passed : flow.messages()) {
            SessionId id = passed.message().read(SessionId.FIELD).first();
            if (id != null) {
                sessions.add(id.local());
                sessions.add(String.valueOf(id.remote()));
            }
        }
        sessions.remove(SessionId.NIL);
        sessions.remove("null");
        if (sessions.isEmpty()) {
            return List.of();
        }
        Set<String> callIds = new LinkedHashSet<>();
        recorder.reader().read(recorded -> leg(recorded, sessions, callIds));
        callIds.remove(flow.callId());
        List<CallFlow> legs = new ArrayList<>();
        for (String callId : callIds) {
            CallFlow leg = find(callId);
            if (leg != null && legs.size() < MOST_LEGS) {
                legs.add(leg);
            }
        }
        return legs;
    }

    private static void leg(Recorded recorded, Set<String> sessions, Set<String> callIds) {
        if (!(recorded instanceof Recorded.Message passed)) {
            return;
        }
        String text = new String(passed.octets(), StandardCharsets.ISO_8859_1);
        if (sessions.stream().anyMatch(text::contains)) {
            SipMessage message = message(passed);
            SessionId id = message == null ? null : message.read(SessionId.FIELD).first();
            boolean same =
                    id != null
                            && (sessions.contains(id.local())
                                    || sessions.contains(String.valueOf(id.remote())));
            if (same) {
                callIds.add(message.callId());
            }
        }
    }

    private static @Nullable SipMessage message(Recorded.Message passed) {
        MessageParser parser = new MessageParser(ParseLimits.defaults());
        return parser.parse(passed.octets()) instanceof Parsed(SipMessage message) ? message : null;
    }

    /// What was found of one call.
    private final class Collected {
        private final String callId;
        private final List<Passed> messages = new ArrayList<>();
        private final List<Remark> remarks = new ArrayList<>();
        private final Set<InetSocketAddress> own = new HashSet<>();

        Collected(String callId) {
            this.callId = callId;
        }

        boolean isEmpty() {
            return messages.isEmpty() && remarks.isEmpty();
        }

        void take(Recorded recorded) {
            switch (recorded) {
                case Recorded.Message passed -> add(passed);
                case Recorded.Decided decided -> remarks.add(remark(decided));
            }
        }

        private void add(Recorded.Message passed) {
            SipMessage message = message(passed);
            if (message == null || !message.callId().equals(callId)) {
                return;
            }
            Recorded.Line line = passed.line();
            own.add(line.local());
            messages.add(
                    new Passed(
                            wall.apply(passed.at()),
                            line.transport(),
                            passed.sent() ? line.local() : line.remote(),
                            passed.sent() ? line.remote() : line.local(),
                            message));
        }

        private Remark remark(Recorded.Decided decided) {
            Remark what =
                    new Remark(
                            wall.apply(decided.at()),
                            decided.method(),
                            decided.sequence(),
                            decided.status(),
                            new Reason("undecided", Map.of(), List.of()));
            return Reasons.remark(what, decided.causes(), wall);
        }

        CallFlow flow() {
            messages.sort(Comparator.comparing(Passed::at));
            remarks.sort(Comparator.comparing(Remark::at));
            int kept = Math.min(messages.size(), MOST_MESSAGES);
            return new CallFlow(
                    callId, messages.subList(0, kept), remarks, own, messages.size() - kept);
        }
    }
}
