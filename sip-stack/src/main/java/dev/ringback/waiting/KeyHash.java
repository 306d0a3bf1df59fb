package dev.ringback.waiting;

/// SipHash-2-4 with 128 bits (Aumasson and Bernstein, 2012): a hash with a secret. Used again and
/// again by one thread.
public final class KeyHash {
    /// Neither stands in a string of ASCII characters.
    private static final int WIDE = 0xFE;

    private static final int END = 0xFF;

    private final long secret0;
    private final long secret1;
    private long v0;
    private long v1;
    private long v2;
    private long v3;
    private long word;
    private int count;

    /// One with this secret.
    public KeyHash(long secret0, long secret1) {
        this.secret0 = secret0;
        this.secret1 = secret1;
    }

    /// Begins a new key.
    public KeyHash begin() {
        v0 = secret0 ^ 0x736f6d6570736575L;
        v1 = secret1 ^ 0x646f72616e646f6dL ^ 0xee;
        v2 = secret0 ^ 0x6c7967656e657261L;
        v3 = secret1 ^ 0x7465646279746573L;
        word = 0;
        count = 0;
        return this;
    }

    /// Adds one octet.
    ///
    /// @param octet of which the lower eight bits count
    public KeyHash add(int octet) {
        word |= (octet & 0xFFL) << (count << 3);
        count++;
        if ((count & 7) == 0) {
            mix();
        }
        return this;
    }

    /// Adds a number.
    public KeyHash add(long number) {
        for (int shift = 0; shift < 64; shift += 8) {
            add((int) (number >>> shift));
        }
        return this;
    }

    /// Adds a string, and that it ends here.
    public KeyHash add(String text) {
        for (int i = 0; i < text.length(); i++) {
            character(text.charAt(i));
        }
        return add(END);
    }

    /// Adds a string in which the case of ASCII letters does not count, and that it ends here.
    public KeyHash addIgnoringCase(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            character(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
        }
        return add(END);
    }

    /// The fingerprint of what was added.
    public Fingerprint end() {
        word |= (long) count << 56;
        v3 ^= word;
        rounds(2);
        v0 ^= word;
        v2 ^= 0xee;
        rounds(4);
        long low = v0 ^ v1 ^ v2 ^ v3;
        v1 ^= 0xdd;
        rounds(4);
        return new Fingerprint(v0 ^ v1 ^ v2 ^ v3, low);
    }

    private void character(char c) {
        if (c < 0x80) {
            add((int) c);
        } else {
            add(WIDE).add(c >> 8).add((int) c);
        }
    }

    private void mix() {
        v3 ^= word;
        rounds(2);
        v0 ^= word;
        word = 0;
    }

    private void rounds(int times) {
        for (int i = 0; i < times; i++) {
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v1;
            v0 += v3;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}
