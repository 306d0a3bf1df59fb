package dev.ringback.cause;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The alerts by which a peer ends TLS, RFC 8446 §6 and, for those that only TLS 1.2 has, RFC 5246
/// §7.2.
public enum TlsAlert {
    /// It has nothing more to say.
    CLOSE_NOTIFY(0),
    /// A message came at the wrong time.
    UNEXPECTED_MESSAGE(10),
    /// A record could not be deprotected.
    BAD_RECORD_MAC(20),
    /// A record was too long.
    RECORD_OVERFLOW(22),
    /// No common version, cipher or group.
    HANDSHAKE_FAILURE(40),
    /// Our certificate is damaged.
    BAD_CERTIFICATE(42),
    /// Our certificate is of a kind that it does not take.
    UNSUPPORTED_CERTIFICATE(43),
    /// Our certificate was revoked.
    CERTIFICATE_REVOKED(44),
    /// Our certificate has expired, or is not yet valid.
    CERTIFICATE_EXPIRED(45),
    /// Our certificate has another fault.
    CERTIFICATE_UNKNOWN(46),
    /// A field of the handshake is wrong.
    ILLEGAL_PARAMETER(47),
    /// It does not know who signed our certificate.
    UNKNOWN_CA(48),
    /// Our certificate is good, but not welcome.
    ACCESS_DENIED(49),
    /// A message could not be decoded.
    DECODE_ERROR(50),
    /// A signature or a finished message was wrong.
    DECRYPT_ERROR(51),
    /// It takes no such version.
    PROTOCOL_VERSION(70),
    /// It demands stronger ciphers.
    INSUFFICIENT_SECURITY(71),
    /// A fault of its own.
    INTERNAL_ERROR(80),
    /// It takes no fallback.
    INAPPROPRIATE_FALLBACK(86),
    /// Its user gave up.
    USER_CANCELED(90),
    /// An extension is missing.
    MISSING_EXTENSION(109),
    /// An extension is wrong here.
    UNSUPPORTED_EXTENSION(110),
    /// It is not who we asked for by name.
    UNRECOGNIZED_NAME(112),
    /// Our OCSP response is wrong.
    BAD_CERTIFICATE_STATUS_RESPONSE(113),
    /// It does not know our key.
    UNKNOWN_PSK_IDENTITY(115),
    /// It demands a certificate of us.
    CERTIFICATE_REQUIRED(116),
    /// It speaks none of our application protocols.
    NO_APPLICATION_PROTOCOL(120);

    private static final String PREFIX = "tls: alert ";

    private final int code;

    TlsAlert(int code) {
        this.code = code;
    }

    /// Its number on the wire.
    public int code() {
        return code;
    }

    /// The alert that the words `tls: alert certificate expired` tell of; null where they tell of
    /// none.
    static @Nullable TlsAlert in(String words) {
        if (!words.startsWith(PREFIX)) {
            return null;
        }
        String name = words.substring(PREFIX.length()).replace(' ', '_').toUpperCase(Locale.ROOT);
        for (TlsAlert alert : values()) {
            if (alert.name().equals(name)) {
                return alert;
            }
        }
        return null;
    }
}
