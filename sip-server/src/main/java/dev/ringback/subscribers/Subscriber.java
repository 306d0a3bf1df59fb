package dev.ringback.subscribers;

import dev.ringback.auth.Digest;
import dev.ringback.auth.DigestAlgorithm;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A user of one of our domains. Passwords are never kept: only their hashes, RFC 7616 §5.13.
///
/// @param name the user part of the address, unescaped; also the `username` of digest
///     authentication
/// @param domain the domain, lower case; also the realm
/// @param ha1 the hash of name, domain and password for each algorithm: [Digest#ha1]
public record Subscriber(String name, String domain, Map<DigestAlgorithm, String> ha1) {
    /// The algorithms of which hashes are stored.
    public static final List<DigestAlgorithm> STORED =
            List.of(DigestAlgorithm.MD5, DigestAlgorithm.SHA_256);

    /// Checks the name, which must fit into a digest and a line of a file.
    public Subscriber {
        check("user name", name, "@:\"\\#");
        check("domain", domain, "@\"\\#");
        if (!domain.equals(domain.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("The domain \"" + domain + "\" is not lower case");
        }
        ha1 = Map.copyOf(ha1);
    }

    /// A user with this password, which is hashed for each of [#STORED].
    ///
    /// @throws IllegalArgumentException when the name or domain cannot be one; says why
    public static Subscriber withPassword(String name, String domain, String password) {
        String lower = domain.toLowerCase(Locale.ROOT);
        Map<DigestAlgorithm, String> ha1 = new EnumMap<>(DigestAlgorithm.class);
        for (DigestAlgorithm algorithm : STORED) {
            ha1.put(algorithm, Digest.ha1(algorithm, name, lower, password));
        }
        return new Subscriber(name, lower, ha1);
    }

    /// The user's address, `name@domain`.
    public String address() {
        return name + '@' + domain;
    }

    /// Without the hashes, which are as good as passwords.
    @Override
    public String toString() {
        return address();
    }

    private static void check(String what, String text, String forbidden) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("The " + what + " is empty");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == 0x7f || forbidden.indexOf(c) >= 0) {
                throw new IllegalArgumentException(
                        "The " + what + " has a character that is not allowed: " + printable(c));
            }
        }
    }

    private static String printable(char c) {
        return c > ' ' && c != 0x7f ? "'" + c + "'" : String.format(Locale.ROOT, "0x%02x", (int) c);
    }
}
