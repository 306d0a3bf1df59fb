package dev.ringback.uri;

/// Where a URI that was read departs from the grammar or from a rule.
///
/// @param offset where in the URI, from 0, in octets
/// @param weight how much it counts
/// @param text what departs, for people
/// @param clause the rule: `RFC 3261 §25.1`
public record UriRemark(int offset, Weight weight, String text, String clause) {
    /// How much a remark counts.
    public enum Weight {
        /// The grammar, or a MUST, is broken.
        VIOLATION,
        /// A SHOULD is not followed.
        ADVICE
    }
}
