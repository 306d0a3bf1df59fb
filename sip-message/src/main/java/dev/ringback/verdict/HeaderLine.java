package dev.ringback.verdict;

import dev.ringback.header.HeaderName;
import dev.ringback.text.Ascii;
import java.util.Arrays;

/// One header line of a message, its folds taken away. Immutable.
public final class HeaderLine {
    private final HeaderName name;
    private final String writtenName;
    private final int offset;
    private final byte[] value;

    /// Where each octet of the value, and its end, is in the message.
    private final int[] places;

    HeaderLine(String writtenName, int offset, byte[] value, int[] places) {
        this.name = HeaderName.of(writtenName);
        this.writtenName = writtenName;
        this.offset = offset;
        this.value = value;
        this.places = places;
    }

    /// The header field.
    public HeaderName name() {
        return name;
    }

    /// Its name as it was written: compact, long, in any case.
    public String writtenName() {
        return writtenName;
    }

    /// Where the line begins, in octets from the start of the message.
    public int offset() {
        return offset;
    }

    /// The value without folds and white space at its ends.
    public String value() {
        return Ascii.text(value, 0, value.length);
    }

    /// The octets of the value.
    public byte[] toBytes() {
        return Arrays.copyOf(value, value.length);
    }

    byte[] octets() {
        return value;
    }

    /// Where in the message a position of the value is.
    int place(int position) {
        return places[Math.clamp(position, 0, value.length)];
    }

    /// The line as it is understood.
    @Override
    public String toString() {
        return name + ": " + value();
    }
}
