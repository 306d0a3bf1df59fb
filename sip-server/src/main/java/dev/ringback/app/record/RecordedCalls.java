package dev.ringback.app.record;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.CallFlows;
import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Remark;
import dev.ringback.callflow.why.Inquiry;
import dev.ringback.callflow.why.Why;
import dev.ringback.calls.CallArchive;
import dev.ringback.calls.CallDigest;
import dev.ringback.calls.CallQuery;
import dev.ringback.calls.CallWatcher;
import dev.ringback.calls.Joined;
import dev.ringback.calls.RecentCalls;
import dev.ringback.header.dialog.SessionId;
import dev.ringback.message.SipMessage;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// The calls of late: those of a [Recorder], read from it when somebody asks and followed while
/// somebody is told, and those of an archive. Any thread but those of shards.
public final class RecordedCalls implements RecentCalls {
    /// What a call takes in memory, about: so many calls fit beside so many octets of messages.
    private static final int OCTETS_OF_A_CALL = 12_000;

    /// Messages that were read take so many times the octets that they have on record.
    private static final int READ = 3;

    private static final int LEAST_CALLS = 100;
    private static final int MOST_MESSAGES = 2_000;
    private static final int MOST_OF_A_CALL = 200;
    private static final int MOST_LEGS = 8;

    /// A call has two UUIDs, and more only where it was transferred.
    private static final int MOST_SESSIONS = 16;

    private final Recorder recorder;
    private final LongFunction<Instant> wall;
    private final CallView view;
    private final Follower follower;
    private final GuardedArchive archive;
    private final Beginnings beginnings;
    private final MemorySearch memory = new MemorySearch();

    /// Those in memory alone.
    ///
    /// @param wall tells the time of day of monotonic nanoseconds
    public RecordedCalls(Recorder recorder, LongFunction<Instant> wall) {
        this(recorder, wall, GuardedArchive.open(() -> CallArchive.NONE));
    }

    /// @param wall tells the time of day of monotonic nanoseconds
    /// @param archive has those that are in memory no more
    public RecordedCalls(Recorder recorder, LongFunction<Instant> wall, GuardedArchive archive) {
        this.recorder = recorder;
        this.wall = wall;
        this.view = new CallView(recorder, new Translation(wall), bounds(recorder.octets()));
        this.follower = new Follower(view);
        this.archive = archive;
        this.beginnings = new Beginnings(archive);
    }

    /// As much as there is on record.
    private static CallFlows.Bounds bounds(long octets) {
        int calls = (int) Math.max(LEAST_CALLS, octets / OCTETS_OF_A_CALL);
        return new CallFlows.Bounds(calls, MOST_OF_A_CALL, Math.max(1, READ * octets));
    }

    /// What is remembered.
    ///
    /// @param calls how many calls are in memory, as far as somebody asked for them
    /// @param missed how many pieces of the record, of 256 KiB each, were overwritten before they
    ///     were read
    public record Counts(int calls, long missed) {}

    /// How much is remembered.
    public Counts counts() {
        return new Counts(view.size(), view.missed());
    }

    @Override
    public List<CallFlow> search(CallQuery query) {
        view.advance();
        List<CallFlow> found =
                new ArrayList<>(memory.search(beginnings.whole(view.flows()), query));
        Set<String> known = new HashSet<>();
        found.forEach(flow -> known.add(flow.callId()));
        for (CallFlow kept : archive.search(query)) {
            if (view.find(kept.callId()) == null && known.add(kept.callId())) {
                found.add(kept);
            }
        }
        found.sort(Comparator.comparing(CallDigest::mark, MemorySearch.ORDER));
        return List.copyOf(found.subList(0, Math.min(found.size(), query.page().limit())));
    }

    @Override
    public Watch watch(CallWatcher watcher) {
        return follower.add(watcher);
    }

    /// Tells somebody all that passes while anybody watches; set once, before anybody does.
    public void accompany(CallTap tap) {
        follower.accompany(tap);
    }

    /// Tells all that there is, now.
    ///
    /// @param then is done before anything more is told
    public void turn(Runnable then) {
        follower.turn(then);
    }

    /// What is recorded, for somebody who reads at leisure.
    public CallTail tail() {
        return new CallTail(recorder.reader(), new Translation(wall));
    }

    /// A call as it was told last, without a look at what has come since; null where it is not in
    /// memory.
    public @Nullable CallFlow told(String callId) {
        return view.find(callId);
    }

    /// All calls in memory, as they were told last.
    public List<CallFlow> told() {
        return view.flows();
    }

    /// Why a call ended as it did; null where nothing is remembered of it any more.
    public @Nullable Why why(String callId) {
        CallFlow found = find(callId);
        CallFlow flow =
                found == null || Beginnings.begins(found)
                        ? found
                        : Joined.of(found, recorded(callId));
        return flow == null ? null : Inquiry.about(flow, legs(flow));
    }

    @Override
    public @Nullable CallFlow find(String callId) {
        view.advance();
        CallFlow here = view.find(callId);
        if (here != null && Beginnings.begins(here)) {
            return here;
        }
        CallFlow flow = here == null ? recorded(callId) : here;
        if (flow == null) {
            List<CallFlow> kept = archive.find(callId);
            return kept.isEmpty() ? null : kept.getFirst();
        }
        return Beginnings.begins(flow) ? flow : beginnings.whole(flow);
    }

    @Override
    public Map<String, CallFlow> remembered(Collection<String> callIds) {
        view.advance();
        Map<String, CallFlow> found = new HashMap<>();
        for (String callId : callIds) {
            CallFlow flow = view.find(callId);
            if (flow != null) {
                found.put(callId, flow);
            }
        }
        return found;
    }

    /// A call as far as it is on record; null where nothing is.
    private @Nullable CallFlow recorded(String callId) {
        List<CallFlow> flows = recorded(Set.of(callId));
        return flows.isEmpty() ? null : flows.getFirst();
    }

    /// Calls as far as they are on record, all in one pass.
    private List<CallFlow> recorded(Set<String> callIds) {
        Map<String, Collected> collected = new LinkedHashMap<>();
        Translation translation = new Translation(wall);
        callIds.forEach(callId -> collected.put(callId, new Collected(callId)));
        recorder.reader()
                .read(callIds, recorded -> Collected.take(recorded, translation, collected));
        return collected.values().stream()
                .filter(each -> !each.isEmpty())
                .map(Collected::flow)
                .toList();
    }

    /// The other calls with the same Session-ID, RFC 7989: what a B2BUA made of this one, or what
    /// it was made of.
    private List<CallFlow> legs(CallFlow flow) {
        Set<String> sessions = sessions(flow);
        if (sessions.isEmpty()) {
            return List.of();
        }
        Set<String> callIds = new LinkedHashSet<>();
        callIds.add(flow.callId());
        recorder.reader().read(recorded -> leg(recorded, sessions, callIds));
        callIds.remove(flow.callId());
        return callIds.isEmpty() ? List.of() : recorded(callIds);
    }

    private static Set<String> sessions(CallFlow flow) {
        Set<String> sessions = new LinkedHashSet<>();
        for (Passed passed : flow.messages()) {
            SessionId id = passed.message().read(SessionId.FIELD).first();
            if (id != null && sessions.size() < MOST_SESSIONS) {
                sessions.add(id.local());
                sessions.add(String.valueOf(id.remote()));
            }
        }
        sessions.remove(SessionId.NIL);
        sessions.remove("null");
        return sessions;
    }

    private static void leg(Recorded recorded, Set<String> sessions, Set<String> callIds) {
        if (!(recorded instanceof Recorded.Message passed) || callIds.size() > MOST_LEGS) {
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
            if (message != null && same) {
                callIds.add(message.callId());
            }
        }
    }

    private static @Nullable SipMessage message(Recorded.Message passed) {
        MessageParser parser = new MessageParser(ParseLimits.defaults());
        return parser.parse(passed.octets()) instanceof Parsed(SipMessage message) ? message : null;
    }

    /// What was found of one call.
    private static final class Collected {
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

        /// Puts something where it belongs; it may be of none of them.
        static void take(Recorded recorded, Translation translation, Map<String, Collected> all) {
            switch (recorded) {
                case Recorded.Message message -> {
                    Passed passed = translation.passed(message);
                    Collected one = passed == null ? null : all.get(passed.message().callId());
                    if (passed != null && one != null) {
                        one.own.add(message.line().local());
                        one.messages.add(passed);
                    }
                }
                case Recorded.Decided decided -> {
                    Collected one = all.get(decided.callId());
                    if (one != null) {
                        one.remarks.add(translation.remark(decided));
                    }
                }
            }
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
