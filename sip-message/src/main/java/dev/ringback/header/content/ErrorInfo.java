package dev.ringback.header.content;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Parameters;
import dev.ringback.uri.Uri;

/// More about an error response, such as a recorded announcement to call: RFC 3261 §20.18. Any
/// number of values.
///
/// @param uri where it is
/// @param parameters what else is said of it
public record ErrorInfo(Uri uri, Parameters parameters) {
    /// How it is read.
    public static final HeaderField<ErrorInfo> FIELD =
            HeaderField.of(HeaderName.ERROR_INFO, BracketedUri.reader(ErrorInfo::new))
                    .defined(
                            "RFC 3261 §20.18",
                            """
                            Error-Info = "Error-Info" HCOLON error-uri *(COMMA error-uri)
                            error-uri  = LAQUOT absoluteURI RAQUOT *( SEMI generic-param )
                            """)
                    .used(
                            """
                            where    proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            300-699  a      -   o   o   o   o   o   o   o   o   o   o   o   o   o
                            """)
                    .checked(BracketedUri::check);

    /// The wire form.
    @Override
    public String toString() {
        return "<" + uri + '>' + parameters;
    }
}
