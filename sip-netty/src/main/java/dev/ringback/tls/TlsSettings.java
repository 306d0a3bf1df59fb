package dev.ringback.tls;

import java.security.cert.X509Certificate;
import java.util.List;

/// How we speak TLS.
///
/// @param identities what we can show peers; the first one where a peer names no domain, or one
///     that none of them speaks for. Without any we are only a client
/// @param authorities whose signature makes a certificate valid; empty for those that the JDK knows
/// @param clients what we ask of who connects to us
/// @param verifyServers whether the servers that we connect to have to prove their domain; without
///     it anybody can be anybody
/// @param versions what is spoken, in the names of the JDK
public record TlsSettings(
        List<TlsIdentity> identities,
        List<X509Certificate> authorities,
        Clients clients,
        boolean verifyServers,
        List<String> versions) {
    /// TLS 1.3 and 1.2.
    public static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2");

    /// What is asked of who connects.
    public enum Clients {
        /// No certificate is asked for.
        IGNORE,
        /// Who shows a certificate has to show a valid one; who shows none is served, too.
        REQUEST,
        /// Nobody is served without a valid certificate.
        REQUIRE
    }

    /// Copies the lists.
    public TlsSettings {
        identities = List.copyOf(identities);
        authorities = List.copyOf(authorities);
        versions = List.copyOf(versions);
    }

    /// Those of a client that knows the JDK's authorities.
    public static TlsSettings client() {
        return new TlsSettings(List.of(), List.of(), Clients.IGNORE, true, VERSIONS);
    }

    /// These with other identities.
    public TlsSettings withIdentities(List<TlsIdentity> others) {
        return new TlsSettings(others, authorities, clients, verifyServers, versions);
    }

    /// These with other authorities.
    public TlsSettings withAuthorities(List<X509Certificate> others) {
        return new TlsSettings(identities, others, clients, verifyServers, versions);
    }

    /// These with another demand on clients.
    public TlsSettings withClients(Clients other) {
        return new TlsSettings(identities, authorities, other, verifyServers, versions);
    }

    /// These, believing any server.
    public TlsSettings withoutVerification() {
        return new TlsSettings(identities, authorities, clients, false, versions);
    }
}
