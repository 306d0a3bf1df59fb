package dev.ringback.auth;

import dev.ringback.header.security.Challenge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The client side of digest authentication: answers challenges with a user's password. RFC 3261
/// §22.2, RFC 8760 §2.4.
///
/// In each realm it answers the topmost challenge that it supports, and counts how often it has
/// answered a nonce. One thread.
public final class DigestClient {
    private static final int MAX_NONCES = 64;

    private final String user;
    private final Ha1Lookup secrets;
    private final Supplier<String> cnonces;
    private final Map<String, Integer> counts = new HashMap<>();

    /// @param user the `username`
    /// @param password the password, sent to nobody
    /// @param cnonces makes client nonces: fresh random tokens
    public DigestClient(String user, String password, Supplier<String> cnonces) {
        this(
                user,
                (name, realm, algorithm) -> Digest.ha1(algorithm, name, realm, password),
                cnonces);
    }

    /// One that knows no password, but what is stored of it.
    ///
    /// @param user the `username`
    /// @param secrets the hashes; a realm or algorithm without one is not answered
    /// @param cnonces makes client nonces: fresh random tokens
    public DigestClient(String user, Ha1Lookup secrets, Supplier<String> cnonces) {
        this.user = user;
        this.secrets = secrets;
        this.cnonces = cnonces;
    }

    /// The values of Authorization (for WWW-Authenticate) or Proxy-Authorization (for
    /// Proxy-Authenticate), one for each realm that can be answered; empty where none can.
    ///
    /// @param challenges the challenges of one response, in order
    /// @param method the method of the request that is repeated
    /// @param uri its Request-URI
    /// @param body its body
    public List<String> answer(List<Challenge> challenges, String method, String uri, byte[] body) {
        List<String> values = new ArrayList<>();
        Set<String> realms = new HashSet<>();
        for (Challenge challenge : challenges) {
            String realm = challenge.parameter("realm");
            if (realm == null || realms.contains(realm)) {
                continue;
            }
            String value = answer(challenge, realm, new Target(method, uri, body));
            if (value != null) {
                realms.add(realm);
                values.add(value);
            }
        }
        return values;
    }

    /// Whether a challenge can be answered: its scheme, algorithm and quality of protection are
    /// known, and so is a secret for its realm.
    public boolean answers(Challenge challenge) {
        String realm = challenge.realm();
        DigestAlgorithm algorithm = DigestAlgorithm.named(challenge.algorithm());
        String offered = challenge.parameter("qop");
        return challenge.digest()
                && challenge.nonce() != null
                && realm != null
                && algorithm != null
                && (offered == null || choose(offered) != null)
                && secrets.ha1(user, realm, algorithm) != null;
    }

    /// What the request to sign consists of.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Target(String method, String uri, byte[] body) {}

    private @Nullable String answer(Challenge challenge, String realm, Target target) {
        DigestAlgorithm algorithm = DigestAlgorithm.named(challenge.parameter("algorithm"));
        String nonce = challenge.parameter("nonce");
        if (!challenge.scheme().equalsIgnoreCase("Digest") || algorithm == null || nonce == null) {
            return null;
        }
        String ha1 = secrets.ha1(user, realm, algorithm);
        if (ha1 == null) {
            return null;
        }
        String offered = challenge.parameter("qop");
        String qop = offered == null ? null : choose(offered);
        if (offered != null && qop == null) {
            return null;
        }
        DigestInput.Protection protection =
                qop == null ? null : new DigestInput.Protection(qop, count(nonce), cnonces.get());
        DigestInput input = new DigestInput(target.method, target.uri, nonce, protection);
        StringBuilder value = new StringBuilder(320).append("Digest ");
        quoted(value, "username", user).append(", ");
        quoted(value, "realm", realm).append(", ");
        quoted(value, "nonce", nonce).append(", ");
        quoted(value, "uri", target.uri).append(", ");
        quoted(value, "response", Digest.response(algorithm, ha1, input, target.body));
        value.append(", algorithm=").append(algorithm.token());
        String opaque = challenge.parameter("opaque");
        if (opaque != null) {
            quoted(value.append(", "), "opaque", opaque);
        }
        if (protection != null) {
            quoted(value.append(", "), "cnonce", protection.cnonce());
            value.append(", qop=").append(protection.qop());
            value.append(", nc=").append(protection.nc());
        }
        return value.toString();
    }

    /// The quality of protection to use: `auth` where it is offered, else `auth-int`; null where
    /// there is neither.
    private static @Nullable String choose(String offered) {
        boolean integrity = false;
        for (String option : offered.split(",", -1)) {
            switch (option.strip().toLowerCase(Locale.ROOT)) {
                case "auth" -> {
                    return "auth";
                }
                case "auth-int" -> integrity = true;
                default -> {}
            }
        }
        return integrity ? "auth-int" : null;
    }

    private String count(String nonce) {
        if (counts.size() >= MAX_NONCES && !counts.containsKey(nonce)) {
            counts.clear();
        }
        return String.format(Locale.ROOT, "%08x", counts.merge(nonce, 1, Integer::sum));
    }

    private static StringBuilder quoted(StringBuilder to, String name, String value) {
        to.append(name).append("=\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                to.append('\\');
            }
            to.append(c);
        }
        return to.append('"');
    }
}
