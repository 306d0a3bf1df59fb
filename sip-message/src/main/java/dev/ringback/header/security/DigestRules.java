package dev.ringback.header.security;

import dev.ringback.header.Findings;
import dev.ringback.header.HeaderName;
import dev.ringback.text.Ascii;
import dev.ringback.text.ParameterSyntax;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a strict reader checks of the parameters of authentication: RFC 7616 §3.3 to §3.5, RFC 3261
/// §25.1.
final class DigestRules {
    private static final String GRAMMAR = "RFC 3261 §25.1";

    private static final DigestRules CHALLENGE =
            new DigestRules(
                    "RFC 7616 §3.3",
                    Set.of("realm", "domain", "nonce", "opaque", "qop"),
                    Set.of("stale", "algorithm"));
    private static final DigestRules CREDENTIALS =
            new DigestRules(
                    "RFC 7616 §3.4",
                    Set.of("username", "realm", "nonce", "uri", "response", "cnonce", "opaque"),
                    Set.of("algorithm", "qop", "nc"));
    private static final DigestRules INFORMATION =
            new DigestRules(
                    "RFC 7616 §3.5", Set.of("nextnonce", "rspauth", "cnonce"), Set.of("qop", "nc"));

    private final String clause;
    private final Set<String> quoted;
    private final Set<String> bare;

    private DigestRules(String clause, Set<String> quoted, Set<String> bare) {
        this.clause = clause;
        this.quoted = quoted;
        this.bare = bare;
    }

    /// Where a parameter is.
    private record Place(int name, int value, int end) {
        String text(byte[] bytes) {
            boolean quotes = bytes[value] == '"';
            return Ascii.text(bytes, quotes ? value + 1 : value, quotes ? end - 1 : end);
        }
    }

    static void challenge(
            Challenge challenge, byte[] bytes, int start, int end, Findings findings) {
        int first = afterScheme(bytes, start, end);
        if (!challenge.digest()) {
            plain(bytes, first, end, findings);
            return;
        }
        Map<String, Place> places = CHALLENGE.places(bytes, first, end, findings);
        CHALLENGE.needed(List.of("realm", "nonce"), places, start, findings);
        if (!places.containsKey("qop")) {
            findings.error(start, "qop is missing", "RFC 3261 §22.4");
        }
        oneOf("stale", List.of("true", "false"), GRAMMAR, places, bytes, findings);
        oneOf("userhash", List.of("true", "false"), CHALLENGE.clause, places, bytes, findings);
        oneOf("charset", List.of("utf-8"), CHALLENGE.clause, places, bytes, findings);
        CHALLENGE.options(places.get("qop"), bytes, findings);
        Place domain = places.get("domain");
        if (domain != null && findings.header().equals(HeaderName.PROXY_AUTHENTICATE)) {
            findings.warning(domain.name, "domain means nothing to a proxy", CHALLENGE.clause);
        }
    }

    static void credentials(
            Credentials credentials, byte[] bytes, int start, int end, Findings findings) {
        int first = afterScheme(bytes, start, end);
        if (!credentials.digest()) {
            plain(bytes, first, end, findings);
            return;
        }
        Map<String, Place> places = CREDENTIALS.places(bytes, first, end, findings);
        boolean extended = places.containsKey("username*");
        if (extended && places.containsKey("username")) {
            findings.error(start, "Both username and username*", CREDENTIALS.clause);
        }
        List<String> needed = List.of("username", "realm", "nonce", "uri", "response");
        CREDENTIALS.needed(
                extended ? needed.subList(1, needed.size()) : needed, places, start, findings);
        if (places.containsKey("qop")) {
            CREDENTIALS.needed(List.of("cnonce", "nc"), places, start, findings);
        } else {
            findings.warning(start, "No qop, as before RFC 2617", CREDENTIALS.clause);
        }
        oneOf("userhash", List.of("true", "false"), CREDENTIALS.clause, places, bytes, findings);
        CREDENTIALS.count(places.get("nc"), bytes, findings);
        response(credentials, places.get("response"), bytes, findings);
    }

    static void information(
            AuthenticationInfo value, byte[] bytes, int start, int end, Findings findings) {
        Map<String, Place> places = INFORMATION.places(bytes, start, end, findings);
        if (places.containsKey("qop")) {
            INFORMATION.needed(List.of("rspauth", "cnonce", "nc"), places, start, findings);
        }
        INFORMATION.count(places.get("nc"), bytes, findings);
        Place answer = places.get("rspauth");
        if (answer != null && !isLowerHex(answer.text(bytes))) {
            findings.error(answer.value, "rspauth has other than hexadecimal digits", GRAMMAR);
        }
    }

    private static int afterScheme(byte[] bytes, int start, int end) {
        int scheme = Ascii.skip(bytes, start, end, Ascii.TOKEN);
        return Ascii.skip(bytes, scheme, end, Ascii.WHITE);
    }

    /// The parameters of a scheme whose rules nobody knows.
    private static void plain(byte[] bytes, int start, int end, Findings findings) {
        new DigestRules(GRAMMAR, Set.of(), Set.of()).places(bytes, start, end, findings);
    }

    /// Where the parameters are, by name; checks quotes on the way.
    private Map<String, Place> places(byte[] bytes, int start, int end, Findings findings) {
        Map<String, Place> places = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        int at = start;
        while (at < end) {
            int nameEnd = Ascii.skip(bytes, at, end, Ascii.TOKEN);
            int value = AuthScheme.value(bytes, nameEnd, end);
            int valueEnd = ParameterSyntax.valueEnd(bytes, value, end);
            Place place = new Place(at, value, valueEnd);
            String name = Ascii.lower(Ascii.text(bytes, at, nameEnd));
            quotes(name, place, bytes, findings);
            places.put(name, place);
            int comma = Ascii.skip(bytes, valueEnd, end, Ascii.WHITE);
            at = Ascii.skip(bytes, Math.min(comma + 1, end), end, Ascii.WHITE);
        }
        return places;
    }

    private void quotes(String name, Place place, byte[] bytes, Findings findings) {
        boolean quotes = bytes[place.value] == '"';
        if (quoted.contains(name) && !quotes) {
            findings.error(place.value, name + " needs quotes", clause);
        } else if (bare.contains(name) && quotes) {
            findings.error(place.value, name + " stands without quotes", clause);
        } else if (!quotes && !Ascii.isToken(place.text(bytes))) {
            findings.error(place.value, name + " needs quotes", GRAMMAR);
        }
    }

    private void needed(
            List<String> names, Map<String, Place> places, int start, Findings findings) {
        for (String name : names) {
            if (!places.containsKey(name)) {
                findings.error(start, name + " is missing", clause);
            }
        }
    }

    private static void oneOf(
            String name,
            List<String> values,
            String clause,
            Map<String, Place> places,
            byte[] bytes,
            Findings findings) {
        Place place = places.get(name);
        if (place != null && !values.contains(Ascii.lower(place.text(bytes)))) {
            findings.error(place.value, name + " is not " + String.join(" or ", values), clause);
        }
    }

    /// `qop` of a challenge: tokens between commas.
    private void options(@Nullable Place qop, byte[] bytes, Findings findings) {
        if (qop == null) {
            return;
        }
        for (String option : qop.text(bytes).split(",", -1)) {
            if (!Ascii.isToken(option.strip())) {
                findings.error(qop.value, "qop is not tokens between commas", clause);
                return;
            }
        }
    }

    private void count(@Nullable Place nc, byte[] bytes, Findings findings) {
        if (nc == null) {
            return;
        }
        String text = nc.text(bytes);
        if (text.length() != 8 || !isLowerHex(text)) {
            findings.error(nc.value, "nc is not eight hexadecimal digits", clause);
        }
    }

    private static void response(
            Credentials credentials, @Nullable Place place, byte[] bytes, Findings findings) {
        if (place == null) {
            return;
        }
        String response = place.text(bytes);
        int length = length(credentials.algorithm());
        if (!isLowerHex(response)) {
            findings.error(place.value, "response has other than hexadecimal digits", GRAMMAR);
        } else if (!response.isEmpty() && length > 0 && response.length() != length) {
            String fault = "response has not the length of its algorithm";
            findings.error(place.value, fault, "RFC 8760 §2.2");
        }
    }

    /// The hexadecimal digits of a digest; -1 when the algorithm is not known.
    private static int length(@Nullable String algorithm) {
        return switch (Ascii.lower(algorithm == null ? "md5" : algorithm)) {
            case "md5", "md5-sess" -> 32;
            case "sha-256", "sha-256-sess", "sha-512-256", "sha-512-256-sess" -> 64;
            default -> -1;
        };
    }

    private static boolean isLowerHex(String text) {
        byte[] bytes = Ascii.bytes(text);
        return Ascii.skip(bytes, 0, bytes.length, Ascii.HEX) == bytes.length
                && Ascii.lower(text).equals(text);
    }
}
