package dev.ringback.socket;

import io.netty.handler.ssl.NotSslRecordException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Turns what went wrong with TLS into short words: an alert of the peer by its name in RFC 8446
/// §6.2, and what we found wrong with its certificate.
final class TlsError {
    private static final Pattern ALERT =
            Pattern.compile("(?i)(?:received (?:fatal )?alert: *|^\\()([a-z_]{4,40})");

    private static final int MOST_CAUSES = 10;

    private TlsError() {}

    /// The reason, or null where the exception is not about TLS.
    static @Nullable String reason(Throwable thrown) {
        SSLException failed = null;
        Throwable cause = thrown;
        for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
            String certificate = certificate(cause);
            if (certificate != null) {
                return certificate;
            }
            if (failed == null && cause instanceof SSLException tls) {
                failed = tls;
            }
            cause = cause.getCause();
        }
        return failed == null ? null : words(failed);
    }

    private static @Nullable String certificate(Throwable cause) {
        return switch (cause) {
            case CertificateExpiredException _ -> "tls: certificate expired";
            case CertificateNotYetValidException _ -> "tls: certificate not yet valid";
            case CertPathValidatorException path when path.getReason() == BasicReason.EXPIRED ->
                    "tls: certificate expired";
            case CertPathValidatorException path when path.getReason() == BasicReason.REVOKED ->
                    "tls: certificate revoked";
            case CertPathBuilderException _ -> "tls: certificate of unknown authority";
            default -> null;
        };
    }

    private static String words(SSLException failed) {
        if (failed instanceof NotSslRecordException) {
            return "tls: the peer does not speak TLS";
        }
        String message = String.valueOf(failed.getMessage());
        Matcher alert = ALERT.matcher(message);
        boolean received = message.toLowerCase(Locale.ROOT).contains("received");
        if (received && alert.find()) {
            return "tls: alert " + alert.group(1).toLowerCase(Locale.ROOT).replace('_', ' ');
        }
        return message.contains("handshake timed out")
                ? "tls: handshake timed out"
                : "tls: " + PeerText.escape(message);
    }
}
