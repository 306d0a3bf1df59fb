package dev.ringback.uri;

import dev.ringback.text.Ascii;
import dev.ringback.text.NameTable;
import java.util.Set;

/// A header that a URI asks for in requests formed from it: RFC 3261 §19.1.1 `hname` and `hvalue`.
///
/// @param name the name, unescaped, in lower case and in its long form
/// @param value the value, unescaped
public record UriHeader(String name, String value) {
    /// The name that is no header's but stands for the message body.
    static final String BODY = "body";

    private static final Set<String> DANGEROUS =
            Set.of(
                    "from",
                    "call-id",
                    "cseq",
                    "via",
                    "record-route",
                    "route",
                    "accept",
                    "accept-encoding",
                    "accept-language",
                    "allow",
                    "organization",
                    "supported",
                    "user-agent");

    private static final Set<String> DESCRIPTIVE =
            Set.of(
                    "content-disposition",
                    "content-encoding",
                    "content-language",
                    "content-length",
                    "content-type",
                    "date",
                    "mime-version",
                    "timestamp");

    /// The long form of a name in lower case, in lower case: `from` for `f`, RFC 3261 §7.3.3.
    static String longForm(String name) {
        byte[] bytes = Ascii.bytes(name);
        int number = bytes.length == 1 ? NameTable.number(bytes, 0, 1) : NameTable.UNKNOWN;
        return number == NameTable.UNKNOWN ? name : Ascii.lower(NameTable.name(number));
    }

    /// Whether §19.1.5 says that a request of this method should not take it from a URI. Contact is
    /// dangerous where it makes a dialog; in a REGISTER it does not.
    boolean dangerous(String method) {
        return DANGEROUS.contains(name) || (name.equals("contact") && !method.equals("REGISTER"));
    }

    /// Whether it describes the message, so that its accuracy should be verified: §19.1.5.
    boolean descriptive() {
        return DESCRIPTIVE.contains(name);
    }

    /// Whether the value has no control character, which could end its line and begin another.
    boolean oneLine() {
        byte[] bytes = Ascii.bytes(value);
        return Ascii.skipText(bytes, 0, bytes.length) == bytes.length;
    }
}
