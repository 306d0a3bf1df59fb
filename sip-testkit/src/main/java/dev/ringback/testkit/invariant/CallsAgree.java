package dev.ringback.testkit.invariant;

import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.testkit.Endpoint;
import dev.ringback.testkit.Invariant;
import dev.ringback.testkit.Observation;
import dev.ringback.testkit.Simulation;
import dev.ringback.testkit.agent.CallBook;
import dev.ringback.testkit.agent.CallBook.Belief;
import dev.ringback.testkit.agent.CallBook.Beliefs;
import dev.ringback.testkit.agent.CallBook.DialogName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// When the network is quiet, every call attempt has an outcome, and both sides of every call
/// believe that it is over.
///
/// A side may believe otherwise only when the other crashed, or when the BYE of the other never
/// reached it: lost at least [#MANY_LOSSES] times, or gone with a stream connection that broke.
/// Plans must see to it that one side hangs up.
public final class CallsAgree implements Invariant {
    private final CallBook book;
    private final Set<String> crashed = new HashSet<>();
    private final Set<Goodbye> delivered = new HashSet<>();
    private final Map<DialogName, Integer> lost = new HashMap<>();
    private final Set<DialogName> onStreams = new HashSet<>();
    private boolean streamsBroke;

    /// From this many losses of a BYE on, the network is to blame.
    public static final int MANY_LOSSES = 5;

    /// A BYE that reached a node, with the tags as they stand in it.
    private record Goodbye(String node, DialogName name) {}

    /// Judges the calls of that book.
    public CallsAgree(CallBook book) {
        this.book = book;
    }

    @Override
    public void observe(Simulation simulation, Observation observation) {
        switch (observation) {
            case Observation.Delivered(Endpoint node, var _, SipRequest request) -> {
                if (request.method().equals(Method.BYE)) {
                    delivered.add(new Goodbye(node.name(), nameOf(request)));
                }
            }
            case Observation.Lost(var _, var _, SipRequest request, var _) -> {
                if (request.method().equals(Method.BYE)) {
                    lost.merge(nameOf(request), 1, Integer::sum);
                }
            }
            case Observation.Sent(var _, var transport, var _, SipRequest request) -> {
                if (request.method().equals(Method.BYE) && transport.reliable()) {
                    onStreams.add(nameOf(request));
                }
            }
            case Observation.Failed _ -> streamsBroke = true;
            case Observation.Crashed(Endpoint node) -> crashed.add(node.name());
            default -> {}
        }
    }

    @Override
    public void whenQuiet(Simulation simulation) {
        book.attempts()
                .forEach(
                        (attempt, outcome) -> {
                            if (outcome.isEmpty() && !crashed.contains(attempt.node())) {
                                throw new AssertionError(attempt + " has no outcome");
                            }
                        });
        book.dialogs().forEach(this::judge);
    }

    private void judge(DialogName dialog, Beliefs beliefs) {
        String caller = beliefs.caller();
        String callee = beliefs.callee();
        if (caller != null && callee == null) {
            throw new AssertionError(caller + " is in " + dialog + " that nobody answered");
        }
        if (caller == null && beliefs.calleeBelief() == Belief.CONFIRMED) {
            throw new AssertionError(callee + " got an ACK for " + dialog + " from nobody");
        }
        over(dialog, caller, beliefs.callerBelief(), callee);
        over(dialog, callee, beliefs.calleeBelief(), caller);
    }

    private void over(
            DialogName dialog,
            @Nullable String node,
            @Nullable Belief belief,
            @Nullable String other) {
        if (node == null || belief == Belief.ENDED || crashed.contains(node)) {
            return;
        }
        boolean excused =
                (other != null && crashed.contains(other))
                        || (!told(node, dialog) && couldNotBeTold(dialog));
        if (!excused) {
            throw new AssertionError(node + " still believes " + belief + " of " + dialog);
        }
    }

    private boolean told(String node, DialogName dialog) {
        return delivered.contains(new Goodbye(node, dialog))
                || delivered.contains(new Goodbye(node, dialog.mirrored()));
    }

    private boolean couldNotBeTold(DialogName dialog) {
        boolean onStream = onStreams.contains(dialog) || onStreams.contains(dialog.mirrored());
        return losses(dialog) >= MANY_LOSSES || (streamsBroke && onStream);
    }

    private int losses(DialogName dialog) {
        return lost.getOrDefault(dialog, 0) + lost.getOrDefault(dialog.mirrored(), 0);
    }

    private static DialogName nameOf(SipRequest request) {
        return new DialogName(
                request.callId(),
                String.valueOf(request.from().tag()),
                String.valueOf(request.to().tag()));
    }
}
