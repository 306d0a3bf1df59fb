package dev.ringback.waiting;

/// 128 bits that stand for a key, made by a [KeyHash] with a secret: two keys with one fingerprint
/// are not to be expected by chance, and cannot be made on purpose.
///
/// @param high the upper half
/// @param low the lower half
public record Fingerprint(long high, long low) {
    @Override
    public int hashCode() {
        return (int) low;
    }
}
