package dev.ringback.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/// Makes the TLS engines of connections, by settings that can be exchanged at any time: handshakes
/// that begin later follow the new ones, connections that are up stay as they are. From any thread.
public final class TlsContext {
    private final AtomicReference<Made> made;

    private record Made(TlsSettings settings, SSLContext server, SSLContext client) {}

    private TlsContext(Made first) {
        this.made = new AtomicReference<>(first);
    }

    /// A context with these settings.
    ///
    /// @throws IllegalArgumentException where the JDK cannot use them; the message says why
    public static TlsContext of(TlsSettings settings) {
        return new TlsContext(make(settings));
    }

    /// Takes other settings from now on.
    ///
    /// @throws IllegalArgumentException as [#of] does; nothing changes then
    public void reload(TlsSettings settings) {
        made.set(make(settings));
    }

    /// Settings that the JDK can use, to be [taken][#take] later.
    public static final class Prepared {
        private final Made made;

        private Prepared(Made made) {
            this.made = made;
        }

        /// What was asked for.
        public TlsSettings settings() {
            return made.settings();
        }
    }

    /// Does all of a [#reload] that can go wrong.
    ///
    /// @throws IllegalArgumentException as [#of] does
    public static Prepared prepare(TlsSettings settings) {
        return new Prepared(make(settings));
    }

    /// A context that begins with what was prepared.
    public static TlsContext of(Prepared first) {
        return new TlsContext(first.made);
    }

    /// Takes what was prepared from now on.
    public void take(Prepared prepared) {
        made.set(prepared.made);
    }

    /// The present settings.
    public TlsSettings settings() {
        return made.get().settings();
    }

    /// Whether connections can be accepted.
    public boolean serves() {
        return !settings().identities().isEmpty();
    }

    /// The engine of a connection that a peer opened.
    public SSLEngine server() {
        Made now = made.get();
        SSLEngine engine = now.server().createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(now.settings().versions().toArray(String[]::new));
        parameters.setUseCipherSuitesOrder(true);
        switch (now.settings().clients()) {
            case IGNORE -> {}
            case REQUEST -> parameters.setWantClientAuth(true);
            case REQUIRE -> parameters.setNeedClientAuth(true);
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    /// The engine of a connection that we open to a server of a domain, which it is told (SNI)
    /// where it is a name.
    Client client(String domain, int port) {
        Made now = made.get();
        SSLEngine engine = now.client().createSSLEngine(domain, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(now.settings().versions().toArray(String[]::new));
        parameters.setServerNames(named(domain));
        engine.setSSLParameters(parameters);
        return new Client(engine, now.settings().verifyServers());
    }

    /// The engine of a connection that we open.
    ///
    /// @param engine the engine
    /// @param verified whether it looks at the certificate of the server
    record Client(SSLEngine engine, boolean verified) {}

    /// An address is never told, and what is a name for SIP need not be one for TLS
    /// (`a_b.example`).
    private static List<SNIServerName> named(String domain) {
        try {
            InetAddress _ = InetAddress.ofLiteral(domain);
            return List.of();
        } catch (IllegalArgumentException _) {
            // a name, then
        }
        try {
            return List.of(new SNIHostName(domain));
        } catch (IllegalArgumentException _) {
            return List.of();
        }
    }

    private static Made make(TlsSettings settings) {
        try {
            KeyManager[] keys = {new IdentityChoice(settings.identities())};
            TrustManager[] trust = authorities(settings.authorities());
            SSLContext server = SSLContext.getInstance("TLS");
            server.init(keys, trust, null);
            SSLContext client = SSLContext.getInstance("TLS");
            client.init(
                    keys,
                    settings.verifyServers() ? trust : new TrustManager[] {new Credulous()},
                    null);
            return new Made(settings, server, client);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("no TLS with these keys: " + e.getMessage(), e);
        }
    }

    /// Those who decide by the authorities whether a chain is valid. Whom it speaks for is looked
    /// at afterwards, by [SipDomains]: the JDK's own check knows the rules of HTTPS only.
    private static TrustManager[] authorities(List<X509Certificate> authorities)
            throws GeneralSecurityException, IOException {
        KeyStore store = null;
        if (!authorities.isEmpty()) {
            store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int i = 0; i < authorities.size(); i++) {
                store.setCertificateEntry(Integer.toString(i), authorities.get(i));
            }
        }
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
