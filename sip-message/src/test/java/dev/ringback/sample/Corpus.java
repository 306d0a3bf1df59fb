package dev.ringback.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The messages that RFCs print: the torture tests of RFC 4475 and RFC 5118, the flows of RFC 3665
/// and RFC 5359. Where they come from says the README beside them.
///
/// Texts are Latin-1, a character for each octet.
public final class Corpus {
    private static final Pattern SPACE = Pattern.compile(" ");
    private static final Pattern TITLE = Pattern.compile("(?m)^==== ");

    /// The 49 messages of RFC 4475, in its order.
    public static final List<String> RFC_4475 =
            SPACE.splitAsStream(
                            """
                            wsinv intmeth esc01 escnull esc02 lwsdisp longreq dblreq semiuri \
                            transports mpart01 unreason noreason badinv01 clerr ncl scalar02 \
                            scalarlg quotbal ltgtruri lwsruri lwsstart trws escruri baddate \
                            regbadct badaspec baddn badvers mismatch01 mismatch02 bigcode \
                            badbranch insuf unkscm novelsc unksm2 bext01 invut regaut01 \
                            multi01 mcl01 bcast zeromf cparam01 cparam02 regescrt sdp01 inv2543""")
                    .toList();

    /// The 12 messages of RFC 5118, in its order.
    public static final List<String> RFC_5118 =
            List.of(
                    "ipv6-good",
                    "ipv6-bad",
                    "port-ambiguous",
                    "port-unambiguous",
                    "via-received-param-with-delim",
                    "via-received-param-no-delim",
                    "ipv6-in-sdp",
                    "mult-ip-in-header",
                    "mult-ip-in-sdp",
                    "ipv4-mapped-ipv6",
                    "ipv6-bug-abnf-3-colons",
                    "ipv6-correct-abnf-2-colons");

    /// What is misprinted in the flows, and what it should be.
    private static final List<Misprint> MISPRINTS =
            List.of(
                    new Misprint("\r\nContent Length:", "\r\nContent-Length:"),
                    new Misprint("SIP/2.0  486 ", "SIP/2.0 486 "),
                    new Misprint("lr>,\r\n<sip:", "lr>,\r\n <sip:"),
                    new Misprint("example.com\"\r\n nonce", "example.com\",\r\n nonce"),
                    new Misprint("Referred-By: <alice@", "Referred-By: <sips:alice@"),
                    new Misprint("...\r\n<?xml", "...\r\n\r\n<?xml"));

    private static final String ELLIPSIS = "Content-Length: ...";
    private static final String EMPTY_LINE = "\r\n\r\n";

    private Corpus() {}

    private record Misprint(String printed, String meant) {}

    /// One message.
    ///
    /// @param name where it stands, such as `3665 2.1 F1 REGISTER Bob -> SIP Server`
    /// @param printed as it is printed
    public record Message(String name, String printed) {
        /// The message as it would be on the wire: misprints mended, and the length of the body in
        /// the place of dots.
        public String text() {
            String text = printed;
            for (Misprint misprint : MISPRINTS) {
                text = text.replace(misprint.printed, misprint.meant);
            }
            int length = text.length() - text.indexOf(EMPTY_LINE) - EMPTY_LINE.length();
            return text.replace(ELLIPSIS, "Content-Length: " + length);
        }

        /// Whether more than the length of the body had to be mended.
        public boolean misprinted() {
            return MISPRINTS.stream().anyMatch(misprint -> printed.contains(misprint.printed));
        }

        /// The octets of [#text].
        public byte[] bytes() {
            return octets(text());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /// The octets of a text of this corpus.
    public static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// A message of RFC 4475, bit for bit.
    public static String rfc4475(String name) {
        return read("rfc4475/" + name + ".dat");
    }

    /// A message of RFC 5118 as archived, with bare LF.
    public static String archived5118(String name) {
        return read("rfc5118/" + name + ".dat");
    }

    /// A message of RFC 5118 as it would be on the wire.
    public static String rfc5118(String name) {
        String text = Samples.wire(archived5118(name));
        return text.contains(EMPTY_LINE) ? text : text + "\r\n";
    }

    /// The messages of RFC 3665.
    public static List<Message> rfc3665() {
        return flows("3665");
    }

    /// The messages of RFC 5359.
    public static List<Message> rfc5359() {
        return flows("5359");
    }

    /// The messages of RFC 4475 and RFC 5118.
    public static List<Message> torture() {
        List<Message> messages = new ArrayList<>();
        RFC_4475.forEach(name -> messages.add(new Message("4475 " + name, rfc4475(name))));
        RFC_5118.forEach(name -> messages.add(new Message("5118 " + name, rfc5118(name))));
        return messages;
    }

    /// The messages of RFC 3665 and RFC 5359.
    public static List<Message> flows() {
        return Stream.concat(rfc3665().stream(), rfc5359().stream()).toList();
    }

    /// Every message.
    public static List<Message> all() {
        return Stream.concat(torture().stream(), flows().stream()).toList();
    }

    private static List<Message> flows(String rfc) {
        List<Message> messages = new ArrayList<>();
        for (String part : TITLE.splitAsStream(read("rfc" + rfc + ".dat")).toList()) {
            int line = part.indexOf("\r\n");
            if (line >= 0) {
                String name = rfc + ' ' + part.substring(0, line);
                messages.add(new Message(name, part.substring(line + 2)));
            }
        }
        return messages;
    }

    private static String read(String file) {
        try (InputStream stream = Corpus.class.getResourceAsStream("/corpus/" + file)) {
            byte[] bytes = Objects.requireNonNull(stream, file).readAllBytes();
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
