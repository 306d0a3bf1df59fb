package dev.ringback.header.address;

import dev.ringback.header.Check;
import dev.ringback.header.Findings;
import dev.ringback.header.ParameterRules;
import dev.ringback.header.StrictChecks;
import dev.ringback.header.ValueShape;
import dev.ringback.text.Ascii;
import dev.ringback.text.Quoted;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.util.List;

/// Strict checks of Contact: RFC 3261 §20.10 and the RFCs that gave it parameters.
final class ContactChecks {
    private static final String GRAMMAR = "RFC 3261 §20.10";

    private static final ParameterRules RULES =
            ParameterRules.NONE
                    .with("q", ValueShape.Q, GRAMMAR)
                    .with("expires", ValueShape.SECONDS, GRAMMAR)
                    .with("reg-id", ValueShape.number(1, Integer.MAX_VALUE), "RFC 5626 §10")
                    .with("+sip.instance", ContactChecks::isInstance, "RFC 5626 §10")
                    .with("pub-gruu", ContactChecks::isGruu, "RFC 5627 §7")
                    .with("temp-gruu", ContactChecks::isGruu, "RFC 5627 §7")
                    .with("rc", ContactChecks::isIndex, "RFC 7044 §5")
                    .with("mp", ContactChecks::isIndex, "RFC 7044 §5")
                    .with("np", ContactChecks::isIndex, "RFC 7044 §5");

    private static final Check<Object> ADDRESS = StrictChecks.address(RULES);

    private ContactChecks() {}

    static void check(Contact contact, byte[] bytes, int start, int end, Findings findings) {
        if (!contact.star()) {
            ADDRESS.check(contact, bytes, start, end, findings);
            FeatureChecks.address(bytes, start, end, findings);
        }
    }

    /// The grammar has one star or addresses.
    static void starAlone(List<Contact> before, Contact contact, int position, Findings findings) {
        if (!before.isEmpty() && (contact.star() || before.getFirst().star())) {
            findings.error(position, "Star beside another contact", GRAMMAR);
        }
    }

    private static boolean isInstance(String value) {
        String urn = Quoted.unquote(value);
        byte[] bytes = Ascii.bytes(urn);
        int end = bytes.length - 1;
        return ValueShape.QUOTED.test(value)
                && end > 1
                && bytes[0] == '<'
                && bytes[end] == '>'
                && Ascii.skip(bytes, 1, end, Ascii.URI) == end;
    }

    private static boolean isGruu(String value) {
        return ValueShape.QUOTED.test(value) && Uri.parse(Quoted.unquote(value)) instanceof SipUri;
    }

    /// Numbers with dots between them.
    private static boolean isIndex(String value) {
        for (String number : value.split("\\.", -1)) {
            if (Ascii.decimal(number, Integer.MAX_VALUE) < 0) {
                return false;
            }
        }
        return true;
    }
}
