package dev.ringback.webrtc;

import java.io.IOException;
import java.util.Hashtable;
import java.util.List;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsUtils;
import org.jspecify.annotations.Nullable;

/// The server of a handshake, `a=setup:passive`: RFC 5764 §4.1. For one handshake.
final class PassiveEnd extends DefaultTlsServer implements DtlsEnd {
    private final DtlsIdentity identity;
    private final List<Fingerprint> peer;
    private @Nullable SrtpKeys keys;

    /// @param peer of which the client's certificate must have one
    PassiveEnd(DtlsIdentity identity, List<Fingerprint> peer) {
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
    public TlsCredentials getCredentials() throws IOException {
        return getECDSASignerCredentials();
    }

    @Override
    protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
        return identity.signer(context);
    }

    @Override
    public CertificateRequest getCertificateRequest() {
        short[] types = {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign};
        return new CertificateRequest(
                types, TlsUtils.getDefaultSupportedSignatureAlgorithms(context), null);
    }

    @Override
    public void notifyClientCertificate(Certificate certificate) throws IOException {
        SrtpKeys.check(peer, certificate);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void processClientExtensions(Hashtable extensions) throws IOException {
        super.processClientExtensions(extensions);
        SrtpKeys.check(extensions);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Hashtable getServerExtensions() throws IOException {
        return SrtpKeys.offered(super.getServerExtensions());
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        keys = SrtpKeys.exported(context);
    }
}
