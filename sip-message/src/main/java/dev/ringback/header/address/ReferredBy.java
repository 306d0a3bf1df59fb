package dev.ringback.header.address;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.header.ParameterRules;
import dev.ringback.header.StrictChecks;
import dev.ringback.header.ValueReaders;
import dev.ringback.header.ValueShape;
import dev.ringback.text.Ascii;
import dev.ringback.text.HostSyntax;
import dev.ringback.text.Quoted;
import dev.ringback.uri.Uri;
import org.jspecify.annotations.Nullable;

/// Who sent the REFER that this request follows: RFC 3892 §3. Compact form `b`, one value.
///
/// Its table stops at RFC 3261's methods, its text does not: it may be in any request.
///
/// @param address the address with its parameters
public record ReferredBy(NameAddress address) {
    private static final ParameterRules RULES =
            ParameterRules.NONE.with("cid", ReferredBy::isCid, "RFC 3892 §3");

    /// How it is read.
    public static final HeaderField<ReferredBy> FIELD =
            HeaderField.of(HeaderName.REFERRED_BY, ValueReaders.address(ReferredBy::new))
                    .defined(
                            "RFC 3892 §3",
                            """
                            Referred-By         = ("Referred-By" / "b") HCOLON referrer-uri
                                                  *( SEMI (referredby-id-param / generic-param) )
                            referrer-uri        = ( name-addr / addr-spec )
                            referredby-id-param = "cid" EQUAL sip-clean-msg-id
                            sip-clean-msg-id    = LDQUOT dot-atom "@" (dot-atom / host) RDQUOT
                            dot-atom            = atom *( "." atom )
                            atom                = 1*( alphanum / "-" / "!" / "%" / "*" /
                                                      "_" / "+" / "'" / "`" / "~" )
                            """)
                    .used(
                            """
                            where    proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R        -      -   o   -   o   o   o   o   o   o   o   o   o   o   o
                            """)
                    .checked(StrictChecks.address(RULES));

    /// The URI.
    public Uri uri() {
        return address.uri();
    }

    /// The Content-ID of the body part that proves it, without angle brackets; null when there is
    /// none.
    public @Nullable String cid() {
        return address.parameters().value("cid");
    }

    /// A quoted string with an at sign between two texts of dots and token characters.
    private static boolean isCid(String quoted) {
        String id = Quoted.unquote(quoted);
        int at = id.indexOf('@');
        return ValueShape.QUOTED.test(quoted)
                && at > 0
                && isDotAtom(id.substring(0, at))
                && (isDotAtom(id.substring(at + 1)) || HostSyntax.isHost(id.substring(at + 1)));
    }

    private static boolean isDotAtom(String text) {
        return Ascii.isToken(text) && !("." + text + ".").contains("..");
    }

    /// The wire form.
    @Override
    public String toString() {
        return address.toString();
    }
}
