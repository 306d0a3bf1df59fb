package dev.ringback.sdp;

import dev.ringback.text.Ascii;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One line of a session description, octet for octet as it came: RFC 8866 §5. Immutable.
public final class SdpLine {
    /// The type of an empty line, which is none of the grammar but tolerated.
    public static final char BLANK = 0;

    private static final byte[] CRLF = {'\r', '\n'};

    private final byte[] bytes;
    private final int start;
    private final int textEnd;
    private final int end;

    /// @param textEnd where the line end begins
    /// @param end where the line end ends
    SdpLine(byte[] bytes, int start, int textEnd, int end) {
        this.bytes = bytes;
        this.start = start;
        this.textEnd = textEnd;
        this.end = end;
    }

    /// A new line that ends in CRLF.
    ///
    /// @throws IllegalArgumentException if the value is empty or has NUL, CR or LF in it
    static SdpLine of(char type, String value) {
        SdpSyntax.require(SdpSyntax.isText(value), "text for a line", value);
        byte[] text = Ascii.bytes(type + "=" + value + "\r\n");
        return new SdpLine(text, 0, text.length - 2, text.length);
    }

    /// The letter before the equals sign, or [#BLANK].
    public char type() {
        return start == textEnd ? BLANK : (char) (bytes[start] & 0xff);
    }

    /// What follows the equals sign, read as UTF-8; octets that are none are replaced here, but
    /// not in the line.
    public String value() {
        return value(StandardCharsets.UTF_8);
    }

    /// What follows the equals sign in the character set that `a=charset:` names: §6.10.
    public String value(Charset charset) {
        int from = Math.min(start + 2, textEnd);
        return new String(bytes, from, textEnd - from, charset);
    }

    int start() {
        return start;
    }

    int length() {
        return end - start;
    }

    /// This line with a line end, so that another may follow.
    SdpLine ended() {
        if (end > textEnd) {
            return this;
        }
        int length = textEnd - start;
        byte[] text = Arrays.copyOfRange(bytes, start, textEnd + 2);
        System.arraycopy(CRLF, 0, text, length, 2);
        return new SdpLine(text, 0, length, length + 2);
    }

    void write(ByteArrayOutputStream to) {
        to.write(bytes, start, end - start);
    }

    /// Whether both have the same octets, line ends included.
    @Override
    public boolean equals(Object other) {
        return other instanceof SdpLine line
                && Arrays.equals(bytes, start, end, line.bytes, line.start, line.end)
                && textEnd - start == line.textEnd - line.start;
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int at = start; at < textEnd; at++) {
            hash = 31 * hash + bytes[at];
        }
        return hash;
    }

    /// The line without its end, read as UTF-8.
    @Override
    public String toString() {
        return Ascii.text(bytes, start, textEnd);
    }
}
