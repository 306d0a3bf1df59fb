package dev.ringback.testkit.agent;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What every user agent of a simulation believes of its calls, for the invariants to compare.
///
/// The book is the bystander's: it survives the crash of an agent.
public final class CallBook {
    private final Map<Attempt, String> attempts = new LinkedHashMap<>();
    private final Map<DialogName, Beliefs> dialogs = new LinkedHashMap<>();

    /// An empty book.
    public CallBook() {}

    /// A call attempt as one side knows it.
    ///
    /// @param node whose attempt it is
    /// @param callId its Call-ID
    /// @param tag the From tag at the caller, the own To tag at a callee
    public record Attempt(String node, String callId, String tag) {}

    /// A dialog, RFC 3261 §12, named from no side.
    ///
    /// @param callId its Call-ID
    /// @param callerTag the From tag of its INVITE
    /// @param calleeTag the To tag of its 2xx
    public record DialogName(String callId, String callerTag, String calleeTag) {
        /// The same with the sides exchanged.
        public DialogName mirrored() {
            return new DialogName(callId, calleeTag, callerTag);
        }
    }

    /// What one side believes of a dialog.
    public enum Belief {
        /// The callee sent a 2xx and waits for the ACK.
        ANSWERED,
        /// The call is up: the caller got the 2xx, the callee got the ACK.
        CONFIRMED,
        /// The call is over.
        ENDED
    }

    /// What both sides believe of a dialog; null where a side has never heard of it.
    ///
    /// @param caller the node that called, when it knows
    /// @param callerBelief what it believes
    /// @param callee the node that was called, when it knows
    /// @param calleeBelief what it believes
    public record Beliefs(
            @Nullable String caller,
            @Nullable Belief callerBelief,
            @Nullable String callee,
            @Nullable Belief calleeBelief) {}

    /// Notes that a side begins a call attempt.
    public void begins(Attempt attempt) {
        attempts.put(attempt, "");
    }

    /// Notes how an attempt came out, in one word or a status; an attempt has one outcome.
    ///
    /// @throws AssertionError when it has another outcome already
    public void settles(Attempt attempt, String outcome) {
        String before = attempts.put(attempt, outcome);
        if (before != null && !before.isEmpty() && !before.equals(outcome)) {
            throw new AssertionError(attempt + " came out as " + before + " and as " + outcome);
        }
    }

    /// Notes what the caller believes of a dialog.
    public void callerBelieves(DialogName dialog, String node, Belief belief) {
        Beliefs old = dialogs.getOrDefault(dialog, new Beliefs(null, null, null, null));
        dialogs.put(dialog, new Beliefs(node, belief, old.callee(), old.calleeBelief()));
    }

    /// Notes what the callee believes of a dialog.
    public void calleeBelieves(DialogName dialog, String node, Belief belief) {
        Beliefs old = dialogs.getOrDefault(dialog, new Beliefs(null, null, null, null));
        dialogs.put(dialog, new Beliefs(old.caller(), old.callerBelief(), node, belief));
    }

    /// All attempts with their outcomes; an empty outcome is none yet.
    public Map<Attempt, String> attempts() {
        return new LinkedHashMap<>(attempts);
    }

    /// All dialogs with what is believed of them.
    public Map<DialogName, Beliefs> dialogs() {
        return new LinkedHashMap<>(dialogs);
    }

    /// How often each outcome occurred.
    public Map<String, Integer> outcomes() {
        var counts = new TreeMap<String, Integer>();
        attempts.values().forEach(outcome -> counts.merge(outcome, 1, Integer::sum));
        return counts;
    }
}
