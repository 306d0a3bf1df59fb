package dev.ringback.header.content;

import dev.ringback.header.Findings;
import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Parameters;
import dev.ringback.text.Ascii;
import dev.ringback.text.WireText;

/// A kind of body that is welcome: RFC 3261 §20.1. Any number of values; a line without a value
/// says that none is welcome.
///
/// @param type `application`, or `*` for every type, as written
/// @param subtype `sdp`, or `*` for every subtype, as written
/// @param parameters those of the media range, `q` and others
public record Accept(String type, String subtype, Parameters parameters) {
    /// How it is read.
    public static final HeaderField<Accept> FIELD =
            HeaderField.of(HeaderName.ACCEPT, MediaSyntax.reader(Accept::new))
                    .defined(
                            "RFC 3261 §20.1",
                            """
                            Accept       = "Accept" HCOLON
                                           [ accept-range *(COMMA accept-range) ]
                            accept-range = media-range *(SEMI accept-param)
                            media-range  = ( "*/*" / ( m-type SLASH "*" )
                                           / ( m-type SLASH m-subtype ) ) *( SEMI m-parameter )
                            accept-param = ("q" EQUAL qvalue) / generic-param
                            """)
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R      -      -   o   -   o   m*  o   o   o   o   -   o   o   o   o
                            2xx    -      -   -   -   o   m*  o   -   o   .   -   -   -   -   -
                            415    -      -   c   -   c   c   c   c   c   o   m*  o   o   c   m*
                            """)
                    .checked(Accept::check);

    /// Takes the parts.
    ///
    /// @throws IllegalArgumentException if type or subtype is no token
    public Accept {
        WireText.token("media type", type);
        WireText.token("media subtype", subtype);
    }

    private static void check(Accept accept, byte[] bytes, int start, int end, Findings findings) {
        if (accept.type.equals("*") && !accept.subtype.equals("*")) {
            findings.error(start, "A subtype of any type", "RFC 3261 §25.1");
        }
        Quality.check(accept, bytes, start, end, findings);
    }

    /// How welcome it is, in thousandths from 0 (not at all) to 1000, which stands when `q` is
    /// absent or malformed.
    public int q() {
        return Quality.of(parameters);
    }

    /// Whether a media type is in the range, its parameters apart.
    public boolean covers(String otherType, String otherSubtype) {
        return isIn(type, otherType) && isIn(subtype, otherSubtype);
    }

    private static boolean isIn(String range, String name) {
        return range.equals("*") || Ascii.lower(range).equals(Ascii.lower(name));
    }

    /// The wire form.
    @Override
    public String toString() {
        return type + '/' + subtype + parameters;
    }
}
