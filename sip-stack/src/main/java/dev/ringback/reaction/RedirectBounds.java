package dev.ringback.reaction;

/// How far a client follows redirections, RFC 3261 §8.1.3.4.
///
/// @param mostTargets to how many addresses one request goes at most, the first one counted
/// @param mostDepth how many redirections may lead to an address
/// @param leaveSips whether a `sips` URI may lead to another one, which is not protected
public record RedirectBounds(int mostTargets, int mostDepth, boolean leaveSips) {
    /// Ten addresses, five redirections in a row, never out of `sips`.
    public static final RedirectBounds DEFAULT = new RedirectBounds(10, 5, false);
}
