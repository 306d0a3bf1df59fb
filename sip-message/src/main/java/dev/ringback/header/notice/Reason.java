package dev.ringback.header.notice;

import dev.ringback.header.Findings;
import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Parameters;
import dev.ringback.header.StrictChecks;
import dev.ringback.header.ValueReaders;
import dev.ringback.text.Ascii;
import dev.ringback.text.ParameterSpan;
import dev.ringback.text.WireText;
import org.jspecify.annotations.Nullable;

/// Why a request was sent: RFC 3326 §2. Any number of values, one for each protocol.
///
/// The RFC prints no table of where it may stand; the rows here say what its §2 says.
///
/// @param protocol `SIP`, `Q.850` or another, as written; compared in any case
/// @param parameters `cause`, `text` and others
public record Reason(String protocol, Parameters parameters) {
    /// How it is read.
    public static final HeaderField<Reason> FIELD =
            HeaderField.of(HeaderName.REASON, ValueReaders.token(Reason::new))
                    .defined(
                            "RFC 3326 §2",
                            """
                            Reason           = "Reason" HCOLON reason-value *(COMMA reason-value)
                            reason-value     = protocol *(SEMI reason-params)
                            protocol         = "SIP" / "Q.850" / token
                            reason-params    = protocol-cause / reason-text
                                               / reason-extension
                            protocol-cause   = "cause" EQUAL cause
                            cause            = 1*DIGIT
                            reason-text      = "text" EQUAL quoted-string
                            reason-extension = generic-param
                            """)
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R      -      o   o   o   o   o   .   o   o   o   o   o   o   o   .
                            r      -      .   c   c   c   c   c   c   c   c   c   c   c   c   c
                            """)
                    .checked(Reason::check);

    private static final int MOST_Q850 = 127;

    /// Takes the parts.
    ///
    /// @throws IllegalArgumentException if the protocol is no token
    public Reason {
        WireText.token("reason protocol", protocol);
    }

    /// A reason with its usual parts.
    ///
    /// @param protocol `SIP`, `Q.850` or another
    /// @param cause a status code, or what the protocol has for it
    /// @param text for people, or null
    /// @throws IllegalArgumentException if the protocol is no token, the cause is negative or the
    ///     text has line ends
    public static Reason of(String protocol, int cause, @Nullable String text) {
        if (cause < 0) {
            throw new IllegalArgumentException("no cause: " + cause);
        }
        Parameters parameters = Parameters.NONE.with("cause", Integer.toString(cause));
        return new Reason(
                protocol, text == null ? parameters : parameters.withQuoted("text", text));
    }

    private static void check(Reason value, byte[] bytes, int start, int end, Findings findings) {
        StrictChecks.parameters(value, bytes, start, end, findings);
        int first = ParameterSpan.first(bytes, start, end);
        ParameterSpan cause = ParameterSpan.find(bytes, first, end, "cause");
        if (cause != null) {
            value.checkCause(cause, bytes, findings);
        }
        ParameterSpan text = ParameterSpan.find(bytes, first, end, "text");
        if (text != null && !text.quoted(bytes)) {
            findings.error(text.place(), "text needs quotes", "RFC 3326 §2");
        }
    }

    private void checkCause(ParameterSpan span, byte[] bytes, Findings findings) {
        int cause = cause();
        if (cause < 0 || span.quoted(bytes)) {
            findings.error(span.place(), "cause is no number", "RFC 3326 §2");
        } else if (is("SIP") && (cause < 100 || cause > 699)) {
            findings.error(span.place(), "cause is no status code", "RFC 3326 §2");
        } else if (is("Q.850") && cause > MOST_Q850) {
            findings.error(span.place(), "cause is none of Q.850", "RFC 3326 §2");
        }
    }

    /// Whether the protocol is this one, in any case.
    public boolean is(String otherProtocol) {
        return Ascii.lower(protocol).equals(Ascii.lower(otherProtocol));
    }

    /// The `cause` parameter: a status code for `SIP`, a cause value for `Q.850`; -1 when it is
    /// absent or malformed.
    public int cause() {
        String cause = parameters.value("cause");
        return cause == null ? -1 : (int) Ascii.decimal(cause, Integer.MAX_VALUE);
    }

    /// The `text` parameter, for people, or null.
    public @Nullable String text() {
        return parameters.value("text");
    }

    /// The wire form.
    @Override
    public String toString() {
        return protocol + parameters;
    }
}
