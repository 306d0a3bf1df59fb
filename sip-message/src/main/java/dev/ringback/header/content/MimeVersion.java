package dev.ringback.header.content;

import dev.ringback.header.Findings;
import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.text.Ascii;
import org.jspecify.annotations.Nullable;

/// The version of MIME that the message follows: RFC 3261 §20.24. One value.
///
/// @param major 1
/// @param minor 0
public record MimeVersion(int major, int minor) {
    private static final int MOST = 9999;

    /// How it is read.
    public static final HeaderField<MimeVersion> FIELD =
            HeaderField.of(HeaderName.MIME_VERSION, MimeVersion::read)
                    .defined(
                            "RFC 3261 §20.24",
                            "MIME-Version = \"MIME-Version\" HCOLON 1*DIGIT \".\" 1*DIGIT")
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            all    -      o   o   -   o   o   o   o   o   o   .   o   o   o   o
                            """)
                    .checked(MimeVersion::check);

    /// Takes the parts.
    ///
    /// @throws IllegalArgumentException if one is negative or above 9999
    public MimeVersion {
        if (major < 0 || minor < 0 || major > MOST || minor > MOST) {
            throw new IllegalArgumentException("no MIME version: " + major + '.' + minor);
        }
    }

    private static @Nullable MimeVersion read(byte[] bytes, int start, int end) {
        int dot = Ascii.skip(bytes, start, end, Ascii.DIGIT);
        if (dot == end || bytes[dot] != '.') {
            return null;
        }
        int major = (int) Ascii.decimal(bytes, start, dot, MOST);
        int minor = (int) Ascii.decimal(bytes, dot + 1, end, MOST);
        return major < 0 || minor < 0 ? null : new MimeVersion(major, minor);
    }

    private static void check(
            MimeVersion version, byte[] bytes, int start, int end, Findings findings) {
        if (version.major != 1 || version.minor != 0) {
            findings.warning(start, "Only version 1.0 is defined", "RFC 2045 §4");
        }
    }

    /// The wire form.
    @Override
    public String toString() {
        return major + "." + minor;
    }
}
