package dev.ringback.header.security;

import dev.ringback.header.Findings;
import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.text.Ascii;
import dev.ringback.text.WireText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the sender wants hidden: RFC 3323 §4.2. One line with values between semicolons.
///
/// Commas between values are understood, too: whoever misreads a wish for privacy does harm.
///
/// @param values `header`, `session`, `user`, `none`, `critical`, `id` (RFC 3325), `history` (RFC
///     7044) and others, in lower case
public record Privacy(List<String> values) {
    /// More values than this are a fault.
    private static final int MOST = 32;

    private static final String CLAUSE = "RFC 3323 §4.2";

    /// How it is read.
    public static final HeaderField<Privacy> FIELD =
            HeaderField.of(HeaderName.PRIVACY, Privacy::read)
                    .defined(
                            "RFC 3323 §4.2",
                            """
                            Privacy-hdr = "Privacy" HCOLON priv-value *(";" priv-value)
                            priv-value  = "header" / "session" / "user" / "none" / "critical"
                                          / token
                            """)
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            all    amrd   o   o   o   o   o   o   o   o   o   o   o   o   .   .
                            """)
                    .checked(Privacy::check);

    /// Takes the values in lower case.
    ///
    /// @throws IllegalArgumentException if there are none or more than 32, or one is no token
    public Privacy {
        values = values.stream().map(Ascii::lower).toList();
        if (values.isEmpty() || values.size() > MOST) {
            throw new IllegalArgumentException("no or too many values: " + values.size());
        }
        values.forEach(value -> WireText.token("privacy", value));
    }

    private static @Nullable Privacy read(byte[] bytes, int start, int end) {
        List<String> values = new ArrayList<>();
        int at = start;
        while (values.size() < MOST) {
            int valueEnd = Ascii.skip(bytes, at, end, Ascii.TOKEN);
            if (valueEnd == at) {
                return null;
            }
            values.add(Ascii.text(bytes, at, valueEnd));
            int separator = Ascii.skip(bytes, valueEnd, end, Ascii.WHITE);
            if (separator == end) {
                return new Privacy(values);
            }
            if (bytes[separator] != ';' && bytes[separator] != ',') {
                return null;
            }
            at = Ascii.skip(bytes, separator + 1, end, Ascii.WHITE);
        }
        return null;
    }

    private static void check(Privacy value, byte[] bytes, int start, int end, Findings findings) {
        List<String> before = new ArrayList<>();
        int at = start;
        while (at < end) {
            int valueEnd = Ascii.skip(bytes, at, end, Ascii.TOKEN);
            String word = Ascii.lower(Ascii.text(bytes, at, valueEnd));
            if (before.contains(word)) {
                findings.error(at, "Repeated value", CLAUSE);
            } else if (before.contains("critical")) {
                findings.error(at, "A value after critical", CLAUSE);
            }
            before.add(word);
            int separator = Ascii.skip(bytes, valueEnd, end, Ascii.WHITE);
            if (separator < end && bytes[separator] == ',') {
                findings.error(separator, "Values stand between semicolons", CLAUSE);
            }
            at = Ascii.skip(bytes, Math.min(separator + 1, end), end, Ascii.WHITE);
        }
        if (value.none() && value.values.size() > 1) {
            findings.error(start, "none stands alone", CLAUSE);
        }
        if (before.equals(List.of("critical"))) {
            findings.error(start, "critical does not stand alone", CLAUSE);
        }
    }

    /// Whether a kind of privacy is wanted.
    ///
    /// @param value its name in lower case
    public boolean has(String value) {
        return values.contains(value);
    }

    /// Whether no privacy is wanted, whatever a profile says.
    public boolean none() {
        return has("none");
    }

    /// Whether the request shall fail rather than go without the privacy that is wanted.
    public boolean critical() {
        return has("critical");
    }

    /// The wire form.
    @Override
    public String toString() {
        return String.join(";", values);
    }
}
