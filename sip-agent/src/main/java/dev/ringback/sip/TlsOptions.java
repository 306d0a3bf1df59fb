package dev.ringback.sip;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How a client speaks TLS, RFC 5922. All files are PEM.
///
/// @param authorities the certificates of those who vouch for servers; null for those that the JDK
///     knows
/// @param certificate the own certificate, followed by those of its issuers, for servers that ask
///     for one and for listening on `tls:`; null for none
/// @param key its private key; null where it is in the same file
/// @param verify whether servers have to prove their domain; without it anybody can be anybody
public record TlsOptions(
        @Nullable Path authorities,
        @Nullable Path certificate,
        @Nullable Path key,
        boolean verify) {
    /// Believes those that the JDK knows, and shows nothing.
    public static TlsOptions defaults() {
        return new TlsOptions(null, null, null, true);
    }

    /// These, believing the authorities in a file.
    public TlsOptions trusting(Path file) {
        return new TlsOptions(file, certificate, key, verify);
    }

    /// These, showing a certificate.
    public TlsOptions showing(Path shown, Path itsKey) {
        return new TlsOptions(authorities, shown, itsKey, verify);
    }

    /// These, believing every server: for laboratories.
    public TlsOptions withoutVerification() {
        return new TlsOptions(authorities, certificate, key, false);
    }
}
