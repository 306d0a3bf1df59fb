package dev.ringback.runtime;

import dev.ringback.tls.TlsIdentity;
import dev.ringback.tls.TlsSettings;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// The JDK's own TLS, as a peer that knows nothing of ours.
final class JdkTls {
    private JdkTls() {}

    static SSLContext context(TlsSettings settings) throws Exception {
        char[] none = {};
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, none);
        for (X509Certificate each : settings.authorities()) {
            trusted.setCertificateEntry(each.getSerialNumber().toString(), each);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, none);
        for (TlsIdentity each : settings.identities()) {
            own.setKeyEntry(
                    each.toString(),
                    each.key(),
                    none,
                    each.chain().toArray(X509Certificate[]::new));
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(own, none);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
