package dev.ringback.header.dialog;

import dev.ringback.header.Findings;
import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.ParameterRules;
import dev.ringback.header.Parameters;
import dev.ringback.header.Severity;
import dev.ringback.header.ValueReaders;
import dev.ringback.text.Ascii;
import org.jspecify.annotations.Nullable;

/// The two halves of a name for a session that survives whoever rewrites Call-IDs: RFC 7989 §5. One
/// value. RFC 7989 has no table; all messages may have it.
///
/// @param local the UUID of the sender: 32 hexadecimal digits, in lower case
/// @param parameters `remote` and others
public record SessionId(String local, Parameters parameters) {
    /// The UUID of a side that is not known yet.
    public static final String NIL = "0".repeat(32);

    private static final String CLAUSE = "RFC 7989 §5";

    /// What is left out by those who only know RFC 7329.
    private static final ParameterRules RULES =
            ParameterRules.NONE
                    .with("remote", SessionId::isUuid, CLAUSE)
                    .demanding("remote", Severity.WARNING, CLAUSE);

    /// How it is read.
    public static final HeaderField<SessionId> FIELD =
            HeaderField.of(HeaderName.SESSION_ID, SessionId::read)
                    .defined(
                            "RFC 7989 §5",
                            """
                            Session-ID       = "Session-ID" HCOLON session-id-value
                            session-id-value = local-uuid *(SEMI sess-id-param)
                            local-uuid       = sess-uuid / nil
                            remote-uuid      = sess-uuid / nil
                            sess-uuid        = 32(DIGIT / %x61-66)
                            sess-id-param    = remote-param / generic-param
                            remote-param     = "remote" EQUAL remote-uuid
                            nil              = 32("0")
                            """)
                    .used(
                            """
                            where    proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            all      am     o   o   o   o   o   o   o   o   o   o   o   o   o   o
                            """)
                    .checked(SessionId::check);

    /// Takes what can stand on the wire.
    ///
    /// @throws IllegalArgumentException if `local` is no UUID as described
    public SessionId {
        if (!isUuid(local)) {
            throw new IllegalArgumentException("no UUID: " + local);
        }
    }

    /// A Session-ID of two UUIDs, each 32 hexadecimal digits in lower case or [#NIL].
    ///
    /// @throws IllegalArgumentException if one of them is not
    public static SessionId of(String local, String remote) {
        if (!isUuid(remote)) {
            throw new IllegalArgumentException("no UUID: " + remote);
        }
        return new SessionId(local, Parameters.NONE.with("remote", remote));
    }

    private static boolean isUuid(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return text.length() == NIL.length();
    }

    private static boolean isUuid(byte[] bytes, int start, int end) {
        return end - start == NIL.length() && Ascii.skip(bytes, start, end, Ascii.HEX) == end;
    }

    private static @Nullable SessionId read(byte[] bytes, int start, int end) {
        int rest = Ascii.skip(bytes, start, end, Ascii.TOKEN);
        Parameters read =
                isUuid(bytes, start, rest) ? ValueReaders.parameters(bytes, rest, end) : null;
        return read == null
                ? null
                : new SessionId(Ascii.lower(Ascii.text(bytes, start, rest)), read);
    }

    private static void check(Object value, byte[] bytes, int start, int end, Findings findings) {
        int rest = Ascii.skip(bytes, start, end, Ascii.TOKEN);
        if (!isUuid(Ascii.text(bytes, start, rest))) {
            findings.error(start, "UUID is not in lower case", CLAUSE);
        }
        RULES.check(bytes, rest, end, findings);
    }

    /// The UUID of the receiver, in lower case: [#NIL] while it is not known; null when it is
    /// absent, as with RFC 7329, or malformed.
    public @Nullable String remote() {
        String remote = parameters.value("remote");
        String lower = remote == null ? "" : Ascii.lower(remote);
        return isUuid(lower) ? lower : null;
    }

    /// The wire form.
    @Override
    public String toString() {
        return local + parameters;
    }
}
