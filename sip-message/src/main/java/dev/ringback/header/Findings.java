package dev.ringback.header;

import java.util.ArrayList;
import java.util.List;

/// Collects what is wrong with the values of one header line. For one thread.
public final class Findings {
    private final HeaderName header;
    private final Place place;
    private final List<Problem> problems = new ArrayList<>();

    /// Tells where in the message a position of the octets under check is.
    @FunctionalInterface
    public interface Place {
        /// The offset in the message, in octets.
        int offset(int position);
    }

    /// No findings yet.
    public Findings(HeaderName header, Place place) {
        this.header = header;
        this.place = place;
    }

    /// Notes a broken rule.
    ///
    /// @param position where, in the octets under check
    /// @param text the fault in words
    /// @param clause the rule, such as `RFC 3261 §20.10`
    public void error(int position, String text, String clause) {
        problems.add(Problem.error(header, place.offset(position), text, clause));
    }

    /// Notes what is allowed but unwise.
    ///
    /// @param position where, in the octets under check
    /// @param text the fault in words
    /// @param clause the rule, such as `RFC 3261 §20.10`
    public void warning(int position, String text, String clause) {
        problems.add(Problem.warning(header, place.offset(position), text, clause));
    }

    /// The header field whose values are looked at.
    public HeaderName header() {
        return header;
    }

    /// What was noted so far, in its order.
    public List<Problem> problems() {
        return List.copyOf(problems);
    }
}
