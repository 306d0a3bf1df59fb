package dev.ringback.reaction;

/// Where redirected requests went, for as long as the redirection holds: RFC 3261 §21.3.2 and
/// §21.3.3. Bounded. Belongs to the stack's thread.
public final class RedirectCache {
    /// An empty cache.
    public RedirectCache() {}
}
