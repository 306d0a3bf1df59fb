package dev.ringback.callflow.expression;

import dev.ringback.callflow.CallFlow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A question about calls that is answered with yes or no: `status == 200 and srd < 2s`. It is
/// asked of each call; what is inside of `all(calls, …)` and its like is asked of all of them
/// together. docs/operate/flow.md describes it.
public final class Expression {
    private final Term term;
    private final Uses uses;

    Expression(Term term, Uses uses) {
        this.term = term;
        this.uses = uses;
    }

    /// What an expression asks.
    ///
    /// @param each whether it asks something of each call
    /// @param number whether it counts calls
    record Uses(boolean each, boolean number) {}

    /// The answer about several calls.
    ///
    /// @param holds whether it is yes for all of them
    /// @param failing the Call-IDs of those for which it is no; none where it is about no single
    ///     one
    public record Verdict(boolean holds, List<String> failing) {
        /// Copies.
        public Verdict {
            failing = List.copyOf(failing);
        }
    }

    /// Reads an expression.
    ///
    /// @throws ExpressionException where the text is none
    public static Expression parse(String text) throws ExpressionException {
        return new Parser(text).expression();
    }

    /// Whether it holds for a call.
    ///
    /// @param until up to when messages were seen, see
    ///     [dev.ringback.callflow.CallTimes#of]
    public boolean test(CallFlow flow, Instant until) {
        Subject subject = new Subject(flow, until);
        return term.holds(new Scope(List.of(subject), subject, null));
    }

    /// Whether it holds for every one of several calls. Where there is none it does not hold,
    /// unless it asks how many there are.
    ///
    /// @param until up to when messages were seen
    public Verdict check(List<CallFlow> flows, Instant until) {
        List<Subject> subjects = flows.stream().map(flow -> new Subject(flow, until)).toList();
        if (subjects.isEmpty() && !uses.number) {
            return new Verdict(false, List.of());
        }
        if (!uses.each) {
            return new Verdict(term.holds(new Scope(subjects, null, null)), List.of());
        }
        List<String> failing = new ArrayList<>();
        for (Subject subject : subjects) {
            if (!term.holds(new Scope(subjects, subject, null))) {
                failing.add(subject.flow().callId());
            }
        }
        return new Verdict(failing.isEmpty(), failing);
    }
}
