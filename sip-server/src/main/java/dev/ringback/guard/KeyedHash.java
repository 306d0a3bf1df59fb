package dev.ringback.guard;

import dev.ringback.auth.SourceNetwork;

/// Makes the keys of a [FixedTable] from what a peer says, under a secret: nobody outside can find
/// two texts of one key, or one whose places are those of another.
///
/// @param secret what nobody outside knows
public record KeyedHash(long secret) {
    /// The key of a source.
    public long of(SourceNetwork source) {
        return source.hash(secret);
    }

    /// The key of something that has another key and a text.
    public long with(long key, String text) {
        long mixed = mix(key ^ secret, text.length());
        for (int i = 0; i < text.length(); i++) {
            mixed = mix(mixed, text.charAt(i));
        }
        return mixed;
    }

    private static long mix(long key, int value) {
        long mixed = (key ^ value) * 0x9E37_79B9_7F4A_7C15L;
        return mixed ^ (mixed >>> 29);
    }
}
