package dev.ringback.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Set;

/// What we prove who we are with: a private key and its certificate.
///
/// @param key the private key
/// @param chain its certificate, then that of who issued it, and so on; the root may be missing
public record TlsIdentity(PrivateKey key, List<X509Certificate> chain) {
    /// Copies the list and checks that there is a certificate.
    public TlsIdentity {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("no certificate");
        }
    }

    /// Reads PEM files.
    ///
    /// @param certificate the certificate, followed by those of its issuers
    /// @param key the private key; may be the same file
    /// @throws IOException where a file cannot be read or is none of that kind, or where the two do
    ///     not belong together; the message names the file and is for the operator
    public static TlsIdentity read(Path certificate, Path key) throws IOException {
        List<X509Certificate> chain = certificates(certificate);
        try {
            PrivateKey secret = PemFile.key(text(key));
            if (!belong(secret, chain.getFirst().getPublicKey())) {
                throw new IOException(
                        "the key in " + key + " is not that of the certificate in " + certificate);
            }
            return new TlsIdentity(secret, chain);
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot use " + key + ": " + e.getMessage(), e);
        }
    }

    /// Reads the certificates of a PEM file.
    ///
    /// @throws IOException as [#read] does
    public static List<X509Certificate> certificates(Path file) throws IOException {
        try {
            return PemFile.certificates(text(file));
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot use " + file + ": " + e.getMessage(), e);
        }
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new IOException("cannot read " + file + ": there is no such file", e);
        }
    }

    /// The certificate that peers are shown.
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /// The domains that it speaks for.
    public Set<String> domains() {
        return SipDomains.of(certificate());
    }

    /// Whether a key and a certificate's can be two halves: where it shows without a signature.
    private static boolean belong(PrivateKey key, PublicKey other) {
        return switch (key) {
            case RSAPrivateKey rsa ->
                    other instanceof RSAPublicKey its && rsa.getModulus().equals(its.getModulus());
            case ECPrivateKey ec ->
                    other instanceof ECPublicKey its
                            && ec.getParams().getCurve().equals(its.getParams().getCurve());
            default -> key.getAlgorithm().equals(other.getAlgorithm());
        };
    }

    /// Without the key.
    @Override
    public String toString() {
        return "TlsIdentity[" + certificate().getSubjectX500Principal() + "]";
    }
}
