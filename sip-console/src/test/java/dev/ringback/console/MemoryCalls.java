package dev.ringback.console;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.CallSummary;
import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Reason;
import dev.ringback.callflow.Remark;
import dev.ringback.calls.CallQuery;
import dev.ringback.calls.CallWatcher;
import dev.ringback.calls.RecentCalls;
import dev.ringback.header.Method;
import dev.ringback.message.SipMessage;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import dev.ringback.stack.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Calls that tests have made up.
final class MemoryCalls implements RecentCalls {
    static final Instant BEGIN = Instant.parse("2026-11-23T10:00:00Z");
    static final InetSocketAddress OWN = address(1, 5060);
    static final InetSocketAddress ALICE = address(7, 5070);

    private final Map<String, CallFlow> flows = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final List<CallWatcher> watchers = new CopyOnWriteArrayList<>();

    private static InetSocketAddress address(int last, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral("192.0.2." + last), port);
    }

    /// An INVITE of alice that ended with 408 because a timer fired here.
    static CallFlow timedOut(String callId, Instant begun, String callee) {
        String request = message("INVITE sip:%s SIP/2.0".formatted(callee), callId, callee);
        String response = message("SIP/2.0 408 Request Timeout", callId, callee);
        Remark remark =
                new Remark(
                        begun.plusSeconds(32),
                        Method.INVITE,
                        1,
                        408,
                        new Reason("timer-fired", Map.of("timer", "B"), List.of()));
        return new CallFlow(
                callId,
                List.of(
                        passed(begun, ALICE, OWN, request),
                        passed(begun.plusMillis(500), ALICE, OWN, request),
                        passed(begun.plusSeconds(32), OWN, ALICE, response)),
                List.of(remark),
                Set.of(OWN),
                0);
    }

    /// An INVITE of alice that was sent on to somebody else, who has not answered yet.
    static CallFlow sentOn(String callId, Instant begun, String callee) {
        String request = message("INVITE sip:%s SIP/2.0".formatted(callee), callId, callee);
        String response = message("SIP/2.0 181 Call Is Being Forwarded", callId, callee);
        return new CallFlow(
                callId,
                List.of(
                        passed(begun, ALICE, OWN, request),
                        passed(begun.plusMillis(500), OWN, ALICE, response)),
                List.of(),
                Set.of(OWN),
                0);
    }

    static String message(String start, String callId, String callee) {
        return """
        %s
        Via: SIP/2.0/UDP 192.0.2.7:5070;branch=z9hG4bK-%s
        From: <sip:alice@example.com>;tag=1
        To: <sip:%s>%s
        Call-ID: %s
        CSeq: 1 INVITE
        Max-Forwards: 70
        Content-Length: 0

        """
                .formatted(
                        start,
                        callId.hashCode(),
                        callee,
                        start.startsWith("SIP") ? ";tag=2" : "",
                        callId)
                .replace("\n", "\r\n");
    }

    static Passed passed(Instant at, InetSocketAddress from, InetSocketAddress to, String message) {
        byte[] octets = message.getBytes(StandardCharsets.UTF_8);
        Parsed parsed =
                (Parsed)
                        new MessageParser(new ParseLimits(1 << 20, 256, 1 << 19, 1 << 19, 1 << 19))
                                .parse(octets);
        SipMessage read = parsed.message();
        return new Passed(at, Transport.UDP, from, to, read);
    }

    /// How often somebody asked for calls by their Call-IDs.
    int asked() {
        return asked.get();
    }

    /// How many are told what changes.
    int watchers() {
        return watchers.size();
    }

    void add(CallFlow flow) {
        flows.put(flow.callId(), flow);
        watchers.forEach(each -> each.changed(flow.callId()));
    }

    @Override
    public List<CallFlow> search(CallQuery query) {
        return flows.values().stream()
                .filter(flow -> fits(flow, query))
                .sorted(
                        Comparator.comparing(MemoryCalls::begun)
                                .thenComparing(CallFlow::callId)
                                .reversed())
                .limit(query.page().limit())
                .toList();
    }

    private static boolean fits(CallFlow flow, CallQuery query) {
        CallSummary summary = CallSummary.of(flow);
        CallQuery.Mark before = query.page().before();
        Remark decisive = summary.outcome().decisive();
        String user = query.user();
        String who = summary.parties().from() + " " + summary.parties().to();
        int status = summary.outcome().status();
        return (user == null || who.contains(user) || flow.callId().equals(user))
                && (query.status() == 0
                        || query.status() == status
                        || query.status() == status / 100)
                && (query.cause() == null
                        || (decisive != null && decisive.reason().kind().equals(query.cause())))
                && query.begun().has(begun(flow))
                && (before == null
                        || begun(flow).isBefore(before.begun())
                        || (begun(flow).equals(before.begun())
                                && flow.callId().compareTo(before.callId()) < 0));
    }

    private static Instant begun(CallFlow flow) {
        return flow.messages().getFirst().at();
    }

    @Override
    public @Nullable CallFlow find(String callId) {
        asked.incrementAndGet();
        return flows.get(callId);
    }

    @Override
    public Map<String, CallFlow> remembered(Collection<String> callIds) {
        asked.incrementAndGet();
        Map<String, CallFlow> found = new HashMap<>(flows);
        found.keySet().retainAll(callIds);
        return found;
    }

    @Override
    public Watch watch(CallWatcher watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }
}
