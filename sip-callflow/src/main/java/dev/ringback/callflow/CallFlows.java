package dev.ringback.callflow;

import dev.ringback.header.Method;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Flows by Call-ID, collected while their messages pass, and bounded: when there are too many,
/// that which ended first goes first, else that which was challenged first and did not go on, or
/// else the oldest. One thread.
public final class CallFlows {
    /// The most legs of one call that are told.
    public static final int MOST_LEGS = 8;

    private final Bounds bounds;
    private final Set<InetSocketAddress> own;
    private final Map<String, Collected> flows = new LinkedHashMap<>();
    private final Set<String> over = new LinkedHashSet<>();
    private final Set<String> challenged = new LinkedHashSet<>();
    private final Legs legs = new Legs();
    private final Consumer<CallFlow> leaving;
    private long octets;
    private long begun;
    private long messages;
    private long evicted;

    /// How much is kept.
    ///
    /// @param flows the most flows
    /// @param messages the most messages of a flow, half of them its first and half its last ones;
    ///     at least 2
    /// @param octets the most octets of memory that all flows take, about: a message 1,500 more
    ///     than it has itself, and what was decided as much as is told about it
    public record Bounds(int flows, int messages, long octets) {
        /// Checks them.
        ///
        /// @throws IllegalArgumentException if one is too small
        public Bounds {
            if (flows < 1 || messages < 2 || octets < 1) {
                throw new IllegalArgumentException("no room for a flow");
            }
        }

        /// Without a bound of octets.
        public Bounds(int flows, int messages) {
            this(flows, messages, Long.MAX_VALUE);
        }
    }

    /// What was counted since the beginning.
    ///
    /// @param flows how many flows are kept
    /// @param messages how many messages were added
    /// @param evicted how many flows had to go
    public record Counts(int flows, long messages, long evicted) {}

    /// Empty.
    ///
    /// @param own the addresses that are one element, the one that records; empty for a capture
    public CallFlows(Bounds bounds, Set<InetSocketAddress> own) {
        this(bounds, own, _ -> {});
    }

    /// Empty.
    ///
    /// @param own the addresses that are one element, the one that records; empty for a capture
    /// @param leaving takes each flow that has to go, as it was last
    public CallFlows(Bounds bounds, Set<InetSocketAddress> own, Consumer<CallFlow> leaving) {
        this.bounds = bounds;
        this.own = Set.copyOf(own);
        this.leaving = leaving;
    }

    /// Adds a message that the recording element sent or received.
    ///
    /// @param ownAddress the address of that element, which is one of its own in this flow
    public void add(Passed passed, InetSocketAddress ownAddress) {
        Set<InetSocketAddress> known = collected(passed.message().callId()).own;
        if (known.size() < bounds.messages) {
            known.add(ownAddress);
        }
        add(passed);
    }

    /// Adds a message.
    public void add(Passed passed) {
        String callId = passed.message().callId();
        messages++;
        Collected collected = collected(callId);
        octets -= collected.octets;
        collected.add(passed, bounds.messages);
        octets += collected.octets;
        put(over, callId, collected.over);
        put(challenged, callId, collected.challenged);
        legs.add(callId, passed.message());
        makeRoom(callId);
    }

    private static void put(Set<String> those, String callId, boolean among) {
        if (among) {
            those.add(callId);
        } else {
            those.remove(callId);
        }
    }

    /// Adds what was decided about a request of a call.
    public void add(String callId, Remark remark) {
        Collected collected = collected(callId);
        octets -= collected.octets;
        collected.add(remark, bounds.messages);
        octets += collected.octets;
        makeRoom(callId);
    }

    private Collected collected(String callId) {
        return flows.computeIfAbsent(callId, _ -> new Collected(begun++));
    }

    private void makeRoom(String newest) {
        while (flows.size() > bounds.flows || octets > bounds.octets) {
            String ended = firstBut(newest, over);
            String waiting = ended == null ? firstBut(newest, challenged) : ended;
            String oldest = waiting == null ? firstBut(newest, flows.keySet()) : waiting;
            evict(oldest == null ? newest : oldest);
        }
    }

    private void evict(String callId) {
        CallFlow flow = flow(callId);
        evicted++;
        remove(callId);
        if (flow != null) {
            leaving.accept(flow);
        }
    }

    private static @Nullable String firstBut(String not, Set<String> callIds) {
        for (String callId : callIds) {
            if (!callId.equals(not)) {
                return callId;
            }
        }
        return null;
    }

    /// Forgets a flow, if it is there.
    public void remove(String callId) {
        Collected collected = flows.remove(callId);
        octets -= collected == null ? 0 : collected.octets;
        over.remove(callId);
        challenged.remove(callId);
        legs.remove(callId);
    }

    /// Forgets all; what was counted stays.
    public void clear() {
        flows.clear();
        over.clear();
        challenged.clear();
        legs.clear();
        octets = 0;
    }

    /// The flows as they are now, in the order in which they began.
    public List<CallFlow> flows() {
        List<CallFlow> snapshots = new ArrayList<>(flows.size());
        flows.forEach((callId, collected) -> snapshots.add(collected.snapshot(callId, own)));
        return snapshots;
    }

    /// The Call-IDs in the order in which their flows began.
    public List<String> callIds() {
        return List.copyOf(flows.keySet());
    }

    /// A flow as it is now, null where there is none of that Call-ID.
    public @Nullable CallFlow flow(String callId) {
        Collected collected = flows.get(callId);
        return collected == null ? null : collected.snapshot(callId, own);
    }

    /// The flow and those that are other legs of the same call, in the order in which they began:
    /// they share a UUID of Session-ID (RFC 7989 §6), or one names the Call-ID of the other in
    /// `X-Call-ID` or `X-CID`. At most [#MOST_LEGS] of them.
    public List<CallFlow> legs(String callId) {
        Map<Long, CallFlow> related = new TreeMap<>();
        for (String each : legs.joined(callId, MOST_LEGS)) {
            Collected collected = flows.get(each);
            if (collected != null) {
                related.put(collected.number, collected.snapshot(each, own));
            }
        }
        return List.copyOf(related.values());
    }

    /// Whether a call has more legs than [#legs] tells.
    public boolean moreLegs(String callId) {
        return legs.joined(callId, MOST_LEGS + 1).size() > MOST_LEGS;
    }

    /// Whether [#legs] of the one has the other.
    public boolean joined(String callId, String other) {
        return callId.equals(other) || legs.joined(callId, MOST_LEGS).contains(other);
    }

    /// What was counted.
    public Counts counts() {
        return new Counts(flows.size(), messages, evicted);
    }

    /// A flow that grows.
    private static final class Collected {
        private final List<Passed> first = new ArrayList<>();
        private final Deque<Passed> last = new ArrayDeque<>();
        private final Deque<Remark> remarks = new ArrayDeque<>();
        private final Set<InetSocketAddress> own = new HashSet<>();
        private final long number;
        private long octets;
        private int forgotten;
        private boolean over;
        private boolean challenged;
        private @Nullable CallFlow snapshot;

        Collected(long number) {
            this.number = number;
        }

        void add(Passed passed, int most) {
            snapshot = null;
            octets += Weight.of(passed);
            follow(passed.message());
            if (last.isEmpty() && first.size() < most - most / 2) {
                first.add(passed);
                return;
            }
            last.addLast(passed);
            if (last.size() > most / 2) {
                octets -= Weight.of(last.removeFirst());
                forgotten++;
            }
        }

        void add(Remark remark, int most) {
            snapshot = null;
            octets += Weight.of(remark);
            remarks.addLast(remark);
            if (remarks.size() > most) {
                octets -= Weight.of(remarks.removeFirst());
            }
        }

        /// Whether it seems to be over, without reading it all again: after the final response to a
        /// BYE, to a request outside of a session, or a failure of an INVITE. A challenge ends
        /// nothing: the same request is to come again with credentials.
        private void follow(SipMessage message) {
            switch (message) {
                case SipRequest request -> {
                    over &= request.method().equals(Method.ACK);
                    challenged &= request.method().equals(Method.ACK);
                }
                case SipResponse response -> {
                    Method method = response.cSeq().method();
                    boolean ends =
                            method.equals(Method.INVITE)
                                    ? response.status() >= 300
                                    : response.finalResponse() && ends(method);
                    boolean asks = response.status() == 401 || response.status() == 407;
                    over |= ends && !asks;
                    challenged |= ends && asks;
                }
            }
        }

        private static boolean ends(Method method) {
            return !method.equals(Method.CANCEL)
                    && !method.equals(Method.PRACK)
                    && !method.equals(Method.UPDATE)
                    && !method.equals(Method.INFO);
        }

        CallFlow snapshot(String callId, Set<InetSocketAddress> always) {
            if (snapshot == null) {
                List<Passed> all = new ArrayList<>(first);
                all.addAll(last);
                all.sort(Comparator.comparing(Passed::at));
                own.addAll(always);
                snapshot = new CallFlow(callId, all, List.copyOf(remarks), own, forgotten);
            }
            return snapshot;
        }
    }
}
