package dev.ringback.header.content;

import dev.ringback.header.Findings;
import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Parameters;
import dev.ringback.header.StrictChecks;
import dev.ringback.header.ValueReaders;
import dev.ringback.text.Ascii;
import dev.ringback.text.ParameterSpan;
import dev.ringback.text.WireText;

/// What the body or a part of it is for: RFC 3261 §20.11. One value.
///
/// @param type `session`, `render`, `icon`, `alert` or another, as written
/// @param parameters `handling` and others
public record ContentDisposition(String type, Parameters parameters) {
    /// How it is read.
    public static final HeaderField<ContentDisposition> FIELD =
            HeaderField.of(
                            HeaderName.CONTENT_DISPOSITION,
                            ValueReaders.token(ContentDisposition::new))
                    .defined(
                            "RFC 3261 §20.11",
                            """
                            Content-Disposition = "Content-Disposition" HCOLON
                                                  disp-type *( SEMI disp-param )
                            disp-type           = "render" / "session" / "icon" / "alert"
                                                  / disp-extension-token
                            disp-param          = handling-param / generic-param
                            handling-param      = "handling" EQUAL
                                                  ( "optional" / "required" / token )
                            """)
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            all    -      o   o   -   o   o   o   o   o   o   o   o   o   o   o
                            """)
                    .checked(ContentDisposition::check);

    /// Takes the parts.
    ///
    /// @throws IllegalArgumentException if the type is no token
    public ContentDisposition {
        WireText.token("disposition type", type);
    }

    private static void check(
            ContentDisposition value, byte[] bytes, int start, int end, Findings findings) {
        StrictChecks.parameters(value, bytes, start, end, findings);
        int first = ParameterSpan.first(bytes, start, end);
        ParameterSpan handling = ParameterSpan.find(bytes, first, end, "handling");
        if (handling != null && !handling.token(bytes)) {
            findings.error(handling.place(), "handling is no token", "RFC 3261 §25.1");
        }
    }

    /// What to do with a body that is not understood: `optional`, `required` or another, in lower
    /// case; `required` when nothing is said.
    public String handling() {
        String handling = parameters.value("handling");
        return handling == null || handling.isEmpty() ? "required" : Ascii.lower(handling);
    }

    /// Whether a body that is not understood has to be refused with 415: any handling but
    /// `optional`.
    public boolean required() {
        return !handling().equals("optional");
    }

    /// The wire form.
    @Override
    public String toString() {
        return type + parameters;
    }
}
