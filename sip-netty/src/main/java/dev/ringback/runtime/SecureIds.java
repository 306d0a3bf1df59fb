package dev.ringback.runtime;

import dev.ringback.stack.Ids;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/// Identifiers that nobody can guess (RFC 3261 §19.3), from the system's secure random source,
/// taken in large portions because a small one costs nearly as much. For one thread.
final class SecureIds implements Ids {
    private static final String COOKIE = "z9hG4bK";
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int PORTION = 4_096;

    private final SecureRandom random = new SecureRandom();
    private final byte[] portion = new byte[PORTION];
    private int used = PORTION;

    /// 80 random bits behind the cookie.
    @Override
    public String branch() {
        return COOKIE.concat(letters(16));
    }

    /// 60 random bits.
    @Override
    public String tag() {
        return letters(12);
    }

    /// 120 random bits.
    @Override
    public String callId() {
        return letters(24);
    }

    @Override
    public long secret() {
        return random.nextLong();
    }

    private String letters(int count) {
        if (used + count > PORTION) {
            random.nextBytes(portion);
            used = 0;
        }
        byte[] text = new byte[count];
        for (int i = 0; i < count; i++) {
            text[i] = (byte) ALPHABET.charAt(portion[used + i] & 31);
        }
        used += count;
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}
