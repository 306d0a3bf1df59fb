package dev.ringback.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Random well-formed messages, the same for the same seed.
public final class RandomMessages {
    private static final String TOKEN =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.!%*_+`'~";
    private static final List<String> METHODS =
            List.of("INVITE", "ACK", "BYE", "CANCEL", "REGISTER", "OPTIONS", "NOTIFY", "wEird");
    private static final List<String> VALUES =
            List.of(
                    "",
                    "x",
                    ";;,,;;,;",
                    "\"q \\\" , <\"",
                    "<sip:a@b>, <sip:c@d;lr>;q=1",
                    "100rel",
                    "\u4f60\u597d",
                    "a\tb",
                    "70",
                    "Digest realm=\"r\", nonce=\"n\"");
    private static final List<String> NAMES =
            List.of(
                    "Contact",
                    "m",
                    "Route",
                    "Record-Route",
                    "Supported",
                    "k",
                    "Expires",
                    "Subject",
                    "User-Agent",
                    "Path",
                    "X-Own",
                    "Authorization",
                    "Require",
                    "P-Unknown");

    private final Random random;

    public RandomMessages(long seed) {
        this.random = new Random(seed);
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    public String token() {
        StringBuilder token = new StringBuilder();
        int length = 1 + random.nextInt(12);
        for (int i = 0; i < length; i++) {
            token.append(TOKEN.charAt(random.nextInt(TOKEN.length())));
        }
        return token.toString();
    }

    private String word() {
        return token().replaceAll("[^a-zA-Z0-9]", "x");
    }

    /// A SIP URI with some of its parts.
    public String uri() {
        StringBuilder uri = new StringBuilder(random.nextBoolean() ? "sip:" : "sips:");
        if (random.nextInt(4) > 0) {
            uri.append(word()).append(one(List.of("", "%3b", ";x=1", ":secret", "+1"))).append('@');
        }
        uri.append(one(List.of("example.com", "192.0.2.1", "[2001:db8::1]", "A.b-c.D")));
        uri.append(one(List.of("", "", ":5060", ":65535")));
        uri.append(one(List.of("", ";lr", ";transport=TCP", ";a=%20;b")));
        return uri.append(one(List.of("", "", "?subject=x", "?a=&b=c"))).toString();
    }

    private String address() {
        String display = one(List.of("", "Bob ", "\"A, \\\"B\\\"\" ", "\u4f60 "));
        String tag = random.nextBoolean() ? ";tag=" + token() : "";
        return display + '<' + uri() + '>' + one(List.of("", ";x", " ; y = \"1;2\"")) + tag;
    }

    private String via() {
        String host = one(List.of("a.example", "[::1]", "10.0.0.1"));
        String port = one(List.of("", ":5060", " : 7"));
        return "SIP/2.0/"
                + one(List.of("UDP", "TCP", "x"))
                + ' '
                + host
                + port
                + ";branch=z9hG4bK"
                + token();
    }

    private String fold(String value) {
        return random.nextInt(6) == 0 ? value.replace(" ", "\r\n \t") : value;
    }

    private void line(List<String> lines, String name, String value) {
        String colon = one(List.of(":", ": ", " : ", ":\t"));
        lines.add(
                random.nextInt(5) == 0
                        ? name.toLowerCase(java.util.Locale.ROOT) + colon + fold(value)
                        : name + colon + fold(value));
    }

    /// A request or a response with a body of random octets, in Latin-1.
    public String message() {
        String method = one(METHODS);
        List<String> lines = new ArrayList<>();
        line(
                lines,
                random.nextBoolean() ? "Via" : "v",
                via() + (random.nextBoolean() ? "" : "," + via()));
        line(lines, random.nextBoolean() ? "From" : "f", address());
        line(lines, random.nextBoolean() ? "To" : "t", address());
        line(lines, random.nextBoolean() ? "Call-ID" : "i", word() + "@" + word());
        line(lines, "CSeq", random.nextInt(Integer.MAX_VALUE) + " " + method);
        line(lines, "Max-Forwards", "" + random.nextInt(256));
        int others = random.nextInt(12);
        for (int i = 0; i < others; i++) {
            line(lines, one(NAMES), one(VALUES));
        }
        String body = body();
        line(lines, random.nextBoolean() ? "Content-Length" : "l", "" + Samples.bytes(body).length);
        java.util.Collections.shuffle(lines, random);
        String start =
                random.nextBoolean()
                        ? method + ' ' + uri().replaceFirst("\\?.*", "") + " SIP/2.0"
                        : "SIP/2.0 " + (100 + random.nextInt(600)) + ' ' + one(VALUES);
        return start + "\r\n" + String.join("\r\n", lines) + "\r\n\r\n" + body;
    }

    private String body() {
        StringBuilder body = new StringBuilder();
        int length = random.nextInt(3) * random.nextInt(60);
        for (int i = 0; i < length; i++) {
            body.append((char) random.nextInt(128));
        }
        return body.toString();
    }
}
