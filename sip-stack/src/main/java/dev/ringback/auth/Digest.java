package dev.ringback.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// The calculations of digest authentication, RFC 7616 §3.4.
///
/// Text is hashed as UTF-8 (§4). Any thread; no hash function outlives a call.
public final class Digest {
    /// Never fed, only copied: to look a hash function up costs more than to hash a line.
    private static final Map<DigestAlgorithm, MessageDigest> UNUSED =
            Map.copyOf(
                    Arrays.stream(DigestAlgorithm.values())
                            .collect(Collectors.toMap(each -> each, DigestAlgorithm::hash)));

    private Digest() {}

    private static MessageDigest hash(DigestAlgorithm algorithm) {
        try {
            return (MessageDigest) Objects.requireNonNull(UNUSED.get(algorithm)).clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(
                    "This Java runtime cannot copy " + algorithm.token(), e);
        }
    }

    /// The hash of a user's secret, `H(user:realm:password)` in hexadecimal: RFC 7616 §3.4.2. This,
    /// and never the password, is what a server stores.
    public static String ha1(
            DigestAlgorithm algorithm, String user, String realm, String password) {
        return hex(hash(algorithm), user + ':' + realm + ':' + password);
    }

    /// The value of the `response` parameter, RFC 7616 §3.4.1, or that of RFC 2069 without a
    /// quality of protection.
    ///
    /// @param algorithm the hash function
    /// @param ha1 the user's secret as [#ha1] makes it
    /// @param input what is signed
    /// @param body the message body, which counts under `auth-int` only
    /// @return hexadecimal, lower case
    public static String response(
            DigestAlgorithm algorithm, String ha1, DigestInput input, byte[] body) {
        MessageDigest hash = hash(algorithm);
        String a2 = input.method() + ':' + input.uri();
        DigestInput.Protection protection = input.protection();
        if (protection == null) {
            return hex(hash, ha1 + ':' + input.nonce() + ':' + hex(hash, a2));
        }
        if (protection.integrity()) {
            a2 += ':' + HexFormat.of().formatHex(hash.digest(body));
        }
        String middle = protection.nc() + ':' + protection.cnonce() + ':' + protection.qop();
        return hex(hash, ha1 + ':' + input.nonce() + ':' + middle + ':' + hex(hash, a2));
    }

    /// Whether two hexadecimal texts are the same, in a time that does not tell where they differ.
    static boolean same(String expected, String actual) {
        return MessageDigest.isEqual(expected.getBytes(UTF_8), actual.getBytes(UTF_8));
    }

    private static String hex(MessageDigest hash, String text) {
        return HexFormat.of().formatHex(hash.digest(text.getBytes(UTF_8)));
    }
}
