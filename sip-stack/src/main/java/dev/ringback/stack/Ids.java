package dev.ringback.stack;

/// Where random identifiers come from: unpredictable in production, a function of the seed in a
/// simulation.
public interface Ids {
    /// A new branch, which begins with the magic cookie `z9hG4bK` (RFC 3261 §8.1.1.7).
    String branch();

    /// A new From or To tag of at least 32 random bits (RFC 3261 §19.3).
    String tag();

    /// A new Call-ID (RFC 3261 §8.1.1.4).
    String callId();

    /// 64 bits that nobody outside can guess. What has no secret to keep may say 0.
    default long secret() {
        return 0;
    }
}
