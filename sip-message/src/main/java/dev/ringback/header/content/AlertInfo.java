package dev.ringback.header.content;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Parameters;
import dev.ringback.uri.Uri;

/// Another tone for ringing, in an INVITE, or for ringback, in a 180: RFC 3261 §20.4. Any number of
/// values.
///
/// @param uri where the tone is
/// @param parameters what else is said of it
public record AlertInfo(Uri uri, Parameters parameters) {
    /// How it is read.
    public static final HeaderField<AlertInfo> FIELD =
            HeaderField.of(HeaderName.ALERT_INFO, BracketedUri.reader(AlertInfo::new))
                    .defined(
                            "RFC 3261 §20.4",
                            """
                            Alert-Info  = "Alert-Info" HCOLON alert-param *(COMMA alert-param)
                            alert-param = LAQUOT absoluteURI RAQUOT *( SEMI generic-param )
                            """)
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R      ar     -   -   -   o   -   -   -   -   -   -   -   -   -   -
                            180    ar     -   -   -   o   -   -   -   -   -   -   -   -   -   -
                            """)
                    .checked(BracketedUri::check);

    /// The wire form.
    @Override
    public String toString() {
        return "<" + uri + '>' + parameters;
    }
}
