package dev.ringback.cli.cert;

import dev.ringback.cli.terminal.UsageException;
import dev.ringback.tls.PemFile;
import dev.ringback.tls.TlsIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The files of `ringback cert`: `ca.pem`, `ca-key.pem`, `cert.pem`, `key.pem`. Keys are readable
/// for their owner alone. A file is written beside its place and moved there, so that a server that
/// watches it never sees half of it.
final class CertificateFolder {
    private final Path folder;

    CertificateFolder(Path folder) {
        this.folder = folder;
    }

    Path authority() {
        return folder.resolve("ca.pem");
    }

    Path authorityKey() {
        return folder.resolve("ca-key.pem");
    }

    Path certificate() {
        return folder.resolve("cert.pem");
    }

    Path key() {
        return folder.resolve("key.pem");
    }

    /// The authority that is there, or null where there is none.
    ///
    /// @throws UsageException where it is there but cannot be used
    Certificates.@Nullable Certified storedAuthority() throws UsageException {
        if (!Files.exists(authority()) && !Files.exists(authorityKey())) {
            return null;
        }
        try {
            TlsIdentity stored = TlsIdentity.read(authority(), authorityKey());
            return new Certificates.Certified(stored.key(), stored.certificate());
        } catch (IOException e) {
            throw new UsageException(
                    e.getMessage() + ": mend or remove ca.pem and ca-key.pem in " + folder);
        }
    }

    void storeAuthority(Certificates.Certified made) throws IOException {
        write(authorityKey(), block(made.key()), true);
        write(authority(), block(made.certificate()), false);
    }

    /// Stores a certificate with its issuer's behind it.
    void store(Certificates.Certified made, X509Certificate issuer) throws IOException {
        write(key(), block(made.key()), true);
        write(certificate(), block(made.certificate()) + block(issuer), false);
    }

    private static String block(PrivateKey key) {
        return PemFile.block("PRIVATE KEY", key.getEncoded());
    }

    private static String block(X509Certificate certificate) {
        try {
            return PemFile.block("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(Path file, String text, boolean secret) throws IOException {
        Files.createDirectories(folder);
        String rights = secret ? "rw-------" : "rw-r--r--";
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        Path temporary = Files.createTempFile(folder, "." + file.getFileName(), ".new");
        try {
            if (posix) {
                Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString(rights));
            }
            Files.writeString(temporary, text);
            Files.move(
                    temporary,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /// What of these files exists already.
    static List<Path> existing(List<Path> files) {
        return files.stream().filter(Files::exists).toList();
    }
}
