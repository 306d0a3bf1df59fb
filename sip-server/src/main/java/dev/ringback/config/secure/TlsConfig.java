package dev.ringback.config.secure;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// TLS as it is configured.
///
/// @param certificates what the server proves its domains with; the first one where a client names
///     no domain, or an unknown one
/// @param authorities the certificates of those who vouch for others, in PEM; null for those that
///     the JDK knows
/// @param clients what is asked of who connects
/// @param verifyServers whether the servers that requests go to have to prove their domain
public record TlsConfig(
        List<CertificateFiles> certificates,
        @Nullable Path authorities,
        Clients clients,
        boolean verifyServers) {
    /// No certificate, and the authorities of the JDK.
    public static final TlsConfig NONE = new TlsConfig(List.of(), null, Clients.IGNORE, true);

    /// What is asked of who connects.
    public enum Clients {
        /// No certificate.
        IGNORE,
        /// A valid certificate, or none.
        REQUEST,
        /// A valid certificate.
        REQUIRE
    }

    /// Copies the list.
    public TlsConfig {
        certificates = List.copyOf(certificates);
    }

    /// The same with its files in the folder of the configuration where they are written without
    /// one.
    ///
    /// @param file the configuration
    public TlsConfig from(Path file) {
        Path parent = file.getParent();
        Path folder = parent == null ? Path.of("") : parent;
        return new TlsConfig(
                certificates.stream().map(files -> files.in(folder)).toList(),
                authorities == null ? null : folder.resolve(authorities),
                clients,
                verifyServers);
    }
}
