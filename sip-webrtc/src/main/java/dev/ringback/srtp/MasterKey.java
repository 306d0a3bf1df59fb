package dev.ringback.srtp;

import java.util.Arrays;

/// A master key and its salt, from which the keys of a session are derived: RFC 3711 §4.3.
/// Immutable.
public final class MasterKey {
    /// The octets of the key.
    public static final int KEY_LENGTH = 16;

    /// The octets of the salt.
    public static final int SALT_LENGTH = 14;

    private final byte[] key;
    private final byte[] salt;

    /// @param key 16 octets
    /// @param salt 14 octets
    public MasterKey(byte[] key, byte[] salt) {
        if (key.length != KEY_LENGTH || salt.length != SALT_LENGTH) {
            throw new IllegalArgumentException("a key of 16 and a salt of 14 octets");
        }
        this.key = key.clone();
        this.salt = salt.clone();
    }

    /// A key of the session with a derivation rate of 0, so that it holds for the whole session.
    ///
    /// @param label what it is for: the numbers of [Label]
    byte[] derive(Label label) {
        byte[] counter = Arrays.copyOf(salt, Keystream.BLOCK);
        counter[Label.AT] ^= (byte) label.number;
        return new Keystream(key).octets(counter, label.length);
    }

    /// What a key of the session is for, §4.3.1 and §4.3.2.
    enum Label {
        RTP_ENCRYPTION(0, KEY_LENGTH),
        RTP_AUTHENTICATION(1, Authenticator.KEY_LENGTH),
        RTP_SALT(2, SALT_LENGTH),
        RTCP_ENCRYPTION(3, KEY_LENGTH),
        RTCP_AUTHENTICATION(4, Authenticator.KEY_LENGTH),
        RTCP_SALT(5, SALT_LENGTH);

        /// Where the label is added to the salt: 7 octets from its end.
        private static final int AT = 7;

        private final int number;
        private final int length;

        Label(int number, int length) {
            this.number = number;
            this.length = length;
        }
    }
}
