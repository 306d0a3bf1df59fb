package dev.ringback.webrtc;

import java.io.IOException;
import java.util.Hashtable;
import java.util.List;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsServerCertificate;
import org.jspecify.annotations.Nullable;

/// The client of a handshake, `a=setup:active`: RFC 5764 §4.1. For one handshake.
final class ActiveEnd extends DefaultTlsClient implements DtlsEnd {
    private final DtlsIdentity identity;
    private final List<Fingerprint> peer;
    private @Nullable SrtpKeys keys;

    /// @param peer of which the server's certificate must have one
    ActiveEnd(DtlsIdentity identity, List<Fingerprint> peer) {
        super(identity.crypto());
        this.identity = identity;
        this.peer = peer;
    }

    @Override
    public @Nullable SrtpKeys keys() {
        return keys;
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return TIME_LIMIT_MILLIS;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return SrtpKeys.cipherSuites();
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Hashtable getClientExtensions() throws IOException {
        return SrtpKeys.offered(super.getClientExtensions());
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void processServerExtensions(Hashtable extensions) throws IOException {
        super.processServerExtensions(extensions);
        SrtpKeys.check(extensions);
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate server) throws IOException {
                SrtpKeys.check(peer, server.getCertificate());
            }

            @Override
            public TlsCredentials getClientCredentials(CertificateRequest request)
                    throws IOException {
                return identity.signer(context);
            }
        };
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        keys = SrtpKeys.exported(context);
    }
}
