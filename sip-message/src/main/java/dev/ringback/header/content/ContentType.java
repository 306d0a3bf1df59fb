package dev.ringback.header.content;

import dev.ringback.header.Findings;
import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Parameters;
import dev.ringback.header.StrictChecks;
import dev.ringback.text.Ascii;
import dev.ringback.text.WireText;
import org.jspecify.annotations.Nullable;

/// What the body is: RFC 3261 §20.15. Compact form `c`, one value.
///
/// @param type `application`, as written
/// @param subtype `sdp`, as written
/// @param parameters `charset`, `boundary` and others
public record ContentType(String type, String subtype, Parameters parameters) {
    /// How it is read.
    public static final HeaderField<ContentType> FIELD =
            HeaderField.of(HeaderName.CONTENT_TYPE, MediaSyntax.reader(ContentType::new))
                    .defined(
                            "RFC 3261 §20.15",
                            """
                            Content-Type = ( "Content-Type" / "c" ) HCOLON media-type
                            media-type   = m-type SLASH m-subtype *(SEMI m-parameter)
                            m-parameter  = m-attribute EQUAL m-value
                            m-value      = token / quoted-string
                            """)
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            all    -      *   *   -   *   *   *   *   *   *   *   *   *   *   *
                            """)
                    .checked(ContentType::check);

    /// Takes the parts.
    ///
    /// @throws IllegalArgumentException if type or subtype is no token
    public ContentType {
        WireText.token("media type", type);
        WireText.token("media subtype", subtype);
    }

    /// A type without parameters.
    ///
    /// @throws IllegalArgumentException if type or subtype is no token
    public static ContentType of(String type, String subtype) {
        return new ContentType(type, subtype, Parameters.NONE);
    }

    private static void check(
            ContentType content, byte[] bytes, int start, int end, Findings findings) {
        if (content.type.equals("*") || content.subtype.equals("*")) {
            findings.warning(start, "A range of types instead of one", "RFC 3261 §20.15");
        }
        if (Ascii.lower(content.type).equals("multipart") && content.boundary() == null) {
            findings.error(start, "Multipart without boundary", "RFC 2046 §5.1.1");
        }
        StrictChecks.parameters(content, bytes, start, end, findings);
        MediaSyntax.valuesNeeded(bytes, start, end, findings);
    }

    /// Whether it is this type, in any case and with any parameters.
    public boolean is(String otherType, String otherSubtype) {
        return Ascii.lower(type).equals(Ascii.lower(otherType))
                && Ascii.lower(subtype).equals(Ascii.lower(otherSubtype));
    }

    /// What stands between the parts of a multipart body, or null: RFC 2046 §5.1.1.
    public @Nullable String boundary() {
        return parameters.value("boundary");
    }

    /// The character set of a text, or null; then it is UTF-8: RFC 3261 §7.4.1.
    public @Nullable String charset() {
        return parameters.value("charset");
    }

    /// The wire form.
    @Override
    public String toString() {
        return type + '/' + subtype + parameters;
    }
}
