package dev.ringback.ice;

import java.util.random.RandomGenerator;

/// The name and the password of one side, RFC 8445 §5.3.
///
/// @param fragment `ice-ufrag`
/// @param password `ice-pwd`
public record IceCredentials(String fragment, String password) {
    private static final String CHARACTERS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int FRAGMENT = 8;
    private static final int PASSWORD = 24;

    /// New ones: 48 random bits of name, 144 of password; the RFC wants 24 and 128.
    ///
    /// @param random that nobody can guess
    public static IceCredentials random(RandomGenerator random) {
        return new IceCredentials(text(random, FRAGMENT), text(random, PASSWORD));
    }

    private static String text(RandomGenerator random, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return text.toString();
    }
}
