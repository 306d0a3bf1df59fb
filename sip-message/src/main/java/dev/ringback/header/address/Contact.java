package dev.ringback.header.address;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.header.Parameters;
import dev.ringback.header.ValueReaders;
import dev.ringback.text.Ascii;
import dev.ringback.uri.Uri;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where somebody can be reached, or `*` for all bindings: RFC 3261 §20.10. Compact form `m`, a
/// comma list. It has the parameters of RFC 3840 (features), RFC 5626 (`reg-id`, `+sip.instance`),
/// RFC 5627 (GRUUs) and RFC 7044.
public sealed interface Contact {
    /// How it is read.
    HeaderField<Contact> FIELD =
            HeaderField.of(HeaderName.CONTACT, Contact::read)
                    .defined(
                            "RFC 3261 §20.10",
                            """
                            Contact        = ( "Contact" / "m" ) HCOLON
                                             ( STAR / (contact-param *(COMMA contact-param)))
                            contact-param  = (name-addr / addr-spec) *(SEMI contact-params)
                            contact-params = c-p-q / c-p-expires / feature-param
                                             / c-p-reg / c-p-instance / temp-gruu / pub-gruu
                                             / rc-param / mp-param / np-param
                                             / contact-extension
                            c-p-q          = "q" EQUAL qvalue
                            c-p-expires    = "expires" EQUAL delta-seconds
                            feature-param  = enc-feature-tag [EQUAL LDQUOT (tag-value-list
                                             / string-value ) RDQUOT]
                            c-p-reg        = "reg-id" EQUAL 1*DIGIT
                            c-p-instance   = "+sip.instance" EQUAL
                                             DQUOTE "<" instance-val ">" DQUOTE
                            instance-val   = 1*uric
                            temp-gruu      = "temp-gruu" EQUAL quoted-string        ; RFC 5627 §7
                            pub-gruu       = "pub-gruu" EQUAL quoted-string
                            rc-param       = "rc" EQUAL index-val                   ; RFC 7044 §5
                            mp-param       = "mp" EQUAL index-val
                            np-param       = "np" EQUAL index-val
                            contact-extension = generic-param
                            """)
                    .used(
                            """
                            where    proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R        -      o   -   -   m   o   o   -   m   -   -   m   m   m   -
                            1xx      -      -   -   -   o   -   -   -   o   -   -   o   o   -   -
                            2xx      -      -   -   -   m   o   o   -   m   -   -   m   o   m   -
                            3xx      d      -   o   -   o   o   o   o   o   -   o   m   m   o   o
                            485      -      -   o   -   o   o   o   o   o   -   o   o   o   o   o
                            300-699  -      .   .   .   .   .   .   .   .   .   .   .   .   o   .
                            """)
                    .checked(ContactChecks::check)
                    .inSequence(ContactChecks::starAlone);

    /// Whether this is `*`.
    boolean star();

    /// The address, or null for `*`.
    @Nullable NameAddress address();

    /// The URI, or null for `*`.
    default @Nullable Uri uri() {
        NameAddress address = address();
        return address == null ? null : address.uri();
    }

    /// The parameters; none for `*`.
    default Parameters parameters() {
        NameAddress address = address();
        return address == null ? Parameters.NONE : address.parameters();
    }

    /// The `q` parameter in thousandths, 0 to 1000; -1 when it is absent or malformed.
    default int q() {
        String q = parameters().value("q");
        return q == null ? -1 : ValueReaders.thousandths(q);
    }

    /// The `expires` parameter in seconds; -1 when it is absent or malformed.
    default long expires() {
        String expires = parameters().value("expires");
        return expires == null ? -1 : Ascii.decimal(expires, ValueReaders.MOST_SECONDS);
    }

    /// The `reg-id` parameter, which tells the flows of one instance apart: 1 to 2^31 - 1; -1 when
    /// it is absent or malformed. RFC 5626 §10.
    default int regId() {
        String regId = parameters().value("reg-id");
        long number = regId == null ? -1 : Ascii.decimal(regId, Integer.MAX_VALUE);
        return number == 0 ? -1 : (int) number;
    }

    /// The URN of the user agent without its angle brackets: the `+sip.instance` parameter, RFC
    /// 5626 §4.1. Null when it is absent or malformed.
    default @Nullable String instance() {
        String instance = parameters().value("+sip.instance");
        if (instance == null || instance.length() < 3) {
            return null;
        }
        boolean closed = instance.startsWith("<") && instance.endsWith(">");
        return closed ? instance.substring(1, instance.length() - 1) : null;
    }

    /// The public GRUU that the registrar gave, or null: RFC 5627 §7.
    default @Nullable Uri pubGruu() {
        String gruu = parameters().value("pub-gruu");
        return gruu == null ? null : Uri.parse(gruu);
    }

    /// The temporary GRUU that the registrar gave, or null: RFC 5627 §7.
    default @Nullable Uri tempGruu() {
        String gruu = parameters().value("temp-gruu");
        return gruu == null ? null : Uri.parse(gruu);
    }

    /// What the user agent says it can do: RFC 3840 §9. Malformed parameters are left out.
    default List<FeatureParameter> features() {
        return FeatureParameter.among(parameters());
    }

    private static @Nullable Contact read(byte[] bytes, int start, int end) {
        if (end - start == 1 && bytes[start] == '*') {
            return Star.STAR;
        }
        NameAddress address = NameAddress.read(bytes, start, end);
        return address == null ? null : new Address(address);
    }

    /// `*`: in a REGISTER it removes all bindings (§10.2.2).
    record Star() implements Contact {
        private static final Star STAR = new Star();

        @Override
        public boolean star() {
            return true;
        }

        @Override
        public @Nullable NameAddress address() {
            return null;
        }

        @Override
        public String toString() {
            return "*";
        }
    }

    /// One address.
    ///
    /// @param address the address with its parameters
    record Address(NameAddress address) implements Contact {
        @Override
        public boolean star() {
            return false;
        }

        @Override
        public Uri uri() {
            return address.uri();
        }

        @Override
        public String toString() {
            return address.toString();
        }
    }
}
