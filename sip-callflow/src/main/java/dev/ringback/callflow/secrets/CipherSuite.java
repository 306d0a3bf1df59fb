package dev.ringback.callflow.secrets;

import org.jspecify.annotations.Nullable;

/// How records are protected: RFC 5288, RFC 5289, RFC 7905, RFC 5246 §A.5, RFC 8446 §B.4.
///
/// @param bulk the cipher
/// @param keyLength octets of its key
/// @param hash the hash of the key schedule, as the JDK writes it: `SHA256`
/// @param mac the hash of CBC's MAC, or `null`
record CipherSuite(Bulk bulk, int keyLength, String hash, @Nullable String mac) {
    /// The ciphers.
    enum Bulk {
        /// AES in Galois/Counter Mode.
        GCM,
        /// ChaCha20-Poly1305.
        CHACHA,
        /// AES in Cipher Block Chaining.
        CBC
    }

    /// The suite of this number, or null where it is not read.
    static @Nullable CipherSuite of(int number) {
        return switch (number) {
            case 0x1301, 0x009c, 0x009e, 0xc02b, 0xc02d, 0xc02f, 0xc031 -> gcm(16, "SHA256");
            case 0x1302, 0x009d, 0x009f, 0xc02c, 0xc02e, 0xc030, 0xc032 -> gcm(32, "SHA384");
            case 0x1303, 0xcca8, 0xcca9, 0xccaa -> new CipherSuite(Bulk.CHACHA, 32, "SHA256", null);
            case 0x002f, 0x0033, 0xc004, 0xc009, 0xc00e, 0xc013 -> cbc(16, "SHA256", "SHA1");
            case 0x0035, 0x0039, 0xc005, 0xc00a, 0xc00f, 0xc014 -> cbc(32, "SHA256", "SHA1");
            case 0x003c, 0x0067, 0xc023, 0xc025, 0xc027, 0xc029 -> cbc(16, "SHA256", "SHA256");
            case 0x003d, 0x006b -> cbc(32, "SHA256", "SHA256");
            case 0xc024, 0xc026, 0xc028, 0xc02a -> cbc(32, "SHA384", "SHA384");
            default -> null;
        };
    }

    private static CipherSuite gcm(int keyLength, String hash) {
        return new CipherSuite(Bulk.GCM, keyLength, hash, null);
    }

    private static CipherSuite cbc(int keyLength, String hash, String mac) {
        return new CipherSuite(Bulk.CBC, keyLength, hash, mac);
    }

    /// The octets of a MAC and of its key, 0 without one.
    int macLength() {
        return mac == null ? 0 : length(mac);
    }

    /// The octets of the key schedule's hash.
    int hashLength() {
        return length(hash);
    }

    /// The octets of the part of the nonce that comes from the key schedule of TLS 1.2.
    int fixedIvLength() {
        return switch (bulk) {
            case GCM -> 4;
            case CHACHA -> 12;
            case CBC -> 0;
        };
    }

    private static int length(String hash) {
        return switch (hash) {
            case "SHA1" -> 20;
            case "SHA256" -> 32;
            default -> 48;
        };
    }
}
