package dev.ringback.stir;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A personal assertion token: who calls whom, and when. RFC 8225.
///
/// @param header what it says of itself: `typ`, `alg`, `x5u` and, for an extension, `ppt`
/// @param claims what it says of the call
/// @param signed the text that its signature is over: header and payload, encoded, with a dot
///   between
public record Passport(Map<String, Object> header, Map<String, Object> claims, String signed) {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final String TYPE = "passport";
    private static final long LAST_SECOND = 253_402_300_799L;

    /// Copies the maps.
    public Passport {
        header = Map.copyOf(header);
        claims = Map.copyOf(claims);
    }

    /// A token of these parts, in the form that is to be signed: RFC 8225 §6, §9.
    ///
    /// @param ppt its extension, or null for none
    /// @param x5u where the certificate is
    static Passport of(@Nullable String ppt, String x5u, Map<String, Object> claims) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("alg", Es256.NAME);
        header.put("typ", TYPE);
        header.put("x5u", x5u);
        if (ppt != null) {
            header.put("ppt", ppt);
        }
        String signed =
                encode(DeterministicJson.write(header))
                        + '.'
                        + encode(DeterministicJson.write(claims));
        return new Passport(header, claims, signed);
    }

    private static String encode(String json) {
        return ENCODER.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /// Reads a header and a payload as they stand in the full form, or null where they are none of
    /// a PASSporT.
    static @Nullable Passport parse(String header, String payload) {
        Map<String, Object> first = decode(header);
        Map<String, Object> second = decode(payload);
        return first == null || second == null || !TYPE.equals(first.get("typ"))
                ? null
                : new Passport(first, second, header + '.' + payload);
    }

    private static @Nullable Map<String, Object> decode(String part) {
        byte[] octets = octets(part);
        return octets == null ? null : DeterministicJson.read(octets);
    }

    /// The octets that a part encodes, or null where it is no Base64url.
    static byte @Nullable [] octets(String part) {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /// The full form, with a signature: RFC 8225 §6.
    String full(byte[] signature) {
        return signed + '.' + ENCODER.encodeToString(signature);
    }

    /// The compact form, the signature alone: RFC 8225 §7.
    static String compact(byte[] signature) {
        return ".." + ENCODER.encodeToString(signature);
    }

    /// A member of the header, or null.
    @Nullable String headerText(String name) {
        return header.get(name) instanceof String text ? text : null;
    }

    /// A claim that is a text, or null.
    @Nullable String text(String name) {
        return claims.get(name) instanceof String text ? text : null;
    }

    /// Who calls, or null where that is not said.
    @Nullable Party orig() {
        return Party.read(claims.get("orig"));
    }

    /// Who is called; empty where that is not said.
    List<Party> dest() {
        List<Party> parties = new ArrayList<>();
        if (claims.get("dest") instanceof Map<?, ?> dest) {
            for (String kind : List.of("tn", "uri")) {
                if (dest.get(kind) instanceof List<?> values) {
                    values.forEach(value -> add(parties, kind, value));
                }
            }
        }
        return parties;
    }

    private static void add(List<Party> parties, String kind, Object value) {
        Party party = Party.read(Map.of(kind, value));
        if (party != null) {
            parties.add(party);
        }
    }

    /// When it was made, in seconds since 1970; -1 where that is not said, or lies after the year
    /// 9999.
    long iat() {
        return claims.get("iat") instanceof Long seconds && seconds <= LAST_SECOND ? seconds : -1;
    }

    /// The claims that every PASSporT has: RFC 8225 §5.
    static Map<String, Object> claims(Party orig, Party dest, long iat) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("orig", orig.claim());
        claims.put(
                "dest",
                switch (dest) {
                    case Party.Telephone(String number) -> Map.of("tn", List.of(number));
                    case Party.Name(String uri) -> Map.of("uri", List.of(uri));
                });
        claims.put("iat", iat);
        return claims;
    }
}
