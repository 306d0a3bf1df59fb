package dev.ringback.config.secure;

import java.nio.file.Path;

/// A certificate and its key, in PEM.
///
/// @param certificate the certificate, followed by those of its issuers
/// @param key the private key; may be the same file
public record CertificateFiles(Path certificate, Path key) {
    CertificateFiles in(Path folder) {
        return new CertificateFiles(folder.resolve(certificate), folder.resolve(key));
    }
}
