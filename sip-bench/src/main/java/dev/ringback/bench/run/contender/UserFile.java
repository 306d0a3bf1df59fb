package dev.ringback.bench.run.contender;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/// Ringback's file of users: for each a name and the hashes of name, realm and password. RFC 7616
/// §3.4.2.
final class UserFile {
    private UserFile() {}

    /// The lines for users `u000000` and up, all with one password.
    static String text(String domain, String secret, int number) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < number; i++) {
            String name = String.format(Locale.ROOT, "u%06d", i);
            String secretText = name + ':' + domain + ':' + secret;
            text.append(name).append('@').append(domain);
            text.append(' ').append(hash("MD5", secretText));
            text.append(' ').append(hash("SHA-256", secretText)).append('\n');
        }
        return text.toString();
    }

    private static String hash(String algorithm, String text) {
        try {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
