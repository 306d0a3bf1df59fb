package dev.ringback.header.content;

import dev.ringback.header.Findings;
import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Parameters;
import dev.ringback.text.AddressSpan;
import dev.ringback.text.ParameterSpan;
import dev.ringback.uri.Uri;
import org.jspecify.annotations.Nullable;

/// More about who calls or is called: RFC 3261 §20.9. Any number of values.
///
/// @param uri where it is
/// @param parameters `purpose` and others
public record CallInfo(Uri uri, Parameters parameters) {
    /// How it is read.
    public static final HeaderField<CallInfo> FIELD =
            HeaderField.of(HeaderName.CALL_INFO, BracketedUri.reader(CallInfo::new))
                    .defined(
                            "RFC 3261 §20.9",
                            """
                            Call-Info  = "Call-Info" HCOLON info *(COMMA info)
                            info       = LAQUOT absoluteURI RAQUOT *( SEMI info-param)
                            info-param = ( "purpose" EQUAL ( "icon" / "info"
                                         / "card" / token ) ) / generic-param
                            """)
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            all    ar     -   -   -   o   o   o   -   o   o   o   .   .   -   o
                            """)
                    .checked(CallInfo::check);

    private static void check(CallInfo value, byte[] bytes, int start, int end, Findings findings) {
        BracketedUri.check(value, bytes, start, end, findings);
        AddressSpan span = AddressSpan.scan(bytes, start, end);
        int first = span == null ? end : span.parameters();
        ParameterSpan purpose = ParameterSpan.find(bytes, first, end, "purpose");
        if (purpose != null && !purpose.token(bytes)) {
            findings.error(purpose.place(), "purpose is no token", "RFC 3261 §25.1");
        }
    }

    /// What it is good for: `icon`, `info`, `card` or another, as written; null when nothing is
    /// said.
    public @Nullable String purpose() {
        return parameters.value("purpose");
    }

    /// The wire form.
    @Override
    public String toString() {
        return "<" + uri + '>' + parameters;
    }
}
