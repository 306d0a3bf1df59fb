package dev.ringback.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// Chooses the certificate that a peer is shown: the one that speaks for the domain that it named
/// (SNI, RFC 6066 §3), else the first one of a kind that it can read.
final class IdentityChoice extends X509ExtendedKeyManager {
    private final List<TlsIdentity> identities;

    IdentityChoice(List<TlsIdentity> identities) {
        this.identities = List.copyOf(identities);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        String named = named(engine);
        boolean known =
                named != null
                        && identities.stream().anyMatch(each -> each.domains().contains(named));
        String first = null;
        for (int i = 0; i < identities.size(); i++) {
            TlsIdentity identity = identities.get(i);
            if (fits(identity, keyType)) {
                if (named != null && identity.domains().contains(named)) {
                    return Integer.toString(i);
                }
                first = first == null ? Integer.toString(i) : first;
            }
        }
        // of another key type, the JDK asks for that next
        return known ? null : first;
    }

    private static @Nullable String named(SSLEngine engine) {
        if (engine.getHandshakeSession() instanceof ExtendedSSLSession session) {
            for (SNIServerName name : session.getRequestedServerNames()) {
                if (name instanceof SNIHostName host) {
                    return host.getAsciiName().toLowerCase(Locale.ROOT);
                }
            }
        }
        return null;
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, SSLEngine engine) {
        for (String keyType : keyTypes) {
            for (int i = 0; i < identities.size(); i++) {
                if (fits(identities.get(i), keyType)) {
                    return Integer.toString(i);
                }
            }
        }
        return null;
    }

    /// The JDK writes `EC`, `EC_EC`, `RSA`, `RSASSA-PSS`, `EdDSA`, …
    private static boolean fits(TlsIdentity identity, String keyType) {
        String algorithm = identity.key().getAlgorithm();
        return keyType.startsWith(algorithm);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return identities.get(Integer.parseInt(alias)).chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return identities.get(Integer.parseInt(alias)).key();
    }

    // -- sockets that block are not used

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyType, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(
            String keyType, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }
}
