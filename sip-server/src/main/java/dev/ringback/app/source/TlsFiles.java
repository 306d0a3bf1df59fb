package dev.ringback.app.source;

import dev.ringback.config.secure.CertificateFiles;
import dev.ringback.config.secure.TlsConfig;
import dev.ringback.tls.TlsContext;
import dev.ringback.tls.TlsIdentity;
import dev.ringback.tls.TlsSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the files of certificates and keys.
public final class TlsFiles {
    private TlsFiles() {}

    /// TLS as the files have it.
    ///
    /// @param own what the server shows instead of what the files hold; null for those
    /// @throws IOException where they cannot be used, as while only one of two was exchanged; the
    ///     message is for the operator
    public static TlsContext.Prepared read(TlsConfig config, @Nullable TlsIdentity own)
            throws IOException {
        List<TlsIdentity> identities = new ArrayList<>();
        for (CertificateFiles files : config.certificates()) {
            identities.add(TlsIdentity.read(files.certificate(), files.key()));
        }
        Path file = config.authorities();
        List<X509Certificate> authorities =
                file == null ? List.of() : TlsIdentity.certificates(file);
        TlsSettings settings =
                new TlsSettings(
                        own == null ? identities : List.of(own),
                        authorities,
                        TlsSettings.Clients.valueOf(config.clients().name()),
                        config.verifyServers(),
                        TlsSettings.VERSIONS);
        try {
            return TlsContext.prepare(settings);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /// The files.
    public static List<Path> files(TlsConfig config) {
        List<Path> all = new ArrayList<>();
        for (CertificateFiles files : config.certificates()) {
            all.add(files.certificate());
            all.add(files.key());
        }
        if (config.authorities() != null) {
            all.add(config.authorities());
        }
        return all;
    }
}
