package dev.ringback.text;

/// A short word of the protocol, such as `SIP/2.0`, that octets are compared with all at once.
///
/// @param length how many octets it has, at most eight
/// @param octets the octets, the first one lowest
/// @param letters the bits that make its letters small ones
public record Word(int length, long octets, long letters) {
    /// This word.
    ///
    /// @throws IllegalArgumentException if it is longer than eight octets
    public static Word of(String text) {
        byte[] bytes = Ascii.bytes(text);
        if (bytes.length > Long.BYTES) {
            throw new IllegalArgumentException("more than eight octets: " + text);
        }
        long octets = Ascii.head(bytes, 0, bytes.length);
        return new Word(bytes.length, octets, Ascii.letters(octets));
    }

    /// Whether a range holds exactly this word.
    public boolean is(byte[] bytes, int start, int end) {
        return end - start == length && Ascii.head(bytes, start, end) == octets;
    }

    /// Whether a range holds this word, its letters of either case.
    public boolean isInAnyCase(byte[] bytes, int start, int end) {
        return end - start == length
                && (Ascii.head(bytes, start, end) | letters) == (octets | letters);
    }
}
