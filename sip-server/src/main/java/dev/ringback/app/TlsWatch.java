package dev.ringback.app;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps TLS at what the files of certificates and keys say. Files that do not fit together leave
/// the last good ones in force, as they do while only one of two was exchanged. One thread.
final class TlsWatch {
    private static final Logger LOG = LoggerFactory.getLogger(TlsWatch.class);

    private final TlsConfig config;
    private final TlsContext context;
    private String seen;

    /// Reads the files for the first time.
    ///
    /// @throws IOException where they cannot be used; the message is for the operator
    TlsWatch(TlsConfig config) throws IOException {
        this.config = config;
        this.seen = marks();
        this.context = TlsContext.of(read());
    }

    /// What makes the engines of connections.
    TlsContext context() {
        return context;
    }

    /// Looks whether a file has changed and takes all of them over if so.
    void poll() {
        try {
            String now = marks();
            if (!now.equals(seen)) {
                seen = now;
                context.reload(read());
                LOG.info("read the certificates anew: {}", context.settings().identities());
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("the certificates stay as they were: {}", e.getMessage());
        }
    }

    private TlsSettings read() throws IOException {
        List<TlsIdentity> identities = new ArrayList<>();
        for (CertificateFiles files : config.certificates()) {
            identities.add(TlsIdentity.read(files.certificate(), files.key()));
        }
        Path file = config.authorities();
        List<X509Certificate> authorities =
                file == null ? List.of() : TlsIdentity.certificates(file);
        return new TlsSettings(
                identities,
                authorities,
                TlsSettings.Clients.valueOf(config.clients().name()),
                config.verifyServers(),
                TlsSettings.VERSIONS);
    }

    private String marks() throws IOException {
        StringBuilder marks = new StringBuilder();
        for (CertificateFiles files : config.certificates()) {
            marks.append(FileMark.of(files.certificate())).append('\n');
            marks.append(FileMark.of(files.key())).append('\n');
        }
        if (config.authorities() != null) {
            marks.append(FileMark.of(config.authorities()));
        }
        return marks.toString();
    }
}
