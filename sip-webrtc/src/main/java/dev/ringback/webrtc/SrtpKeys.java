package dev.ringback.webrtc;

import dev.ringback.srtp.MasterKey;
import dev.ringback.srtp.SrtpReceiver;
import dev.ringback.srtp.SrtpSender;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.SRTPProtectionProfile;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;

/// What a handshake agreed on for SRTP: RFC 5764 §4.
///
/// @param sender protects what we send
/// @param receiver opens what the peer sends
record SrtpKeys(SrtpSender sender, SrtpReceiver receiver) {
    private static final String LABEL = "EXTRACTOR-dtls_srtp";
    private static final int[] PROFILES = {SRTPProtectionProfile.SRTP_AES128_CM_HMAC_SHA1_80};
    private static final int[] CIPHER_SUITES = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
    };

    /// The keys of a handshake that is complete: RFC 5764 §4.2.
    static SrtpKeys exported(TlsContext context) {
        int length = 2 * (MasterKey.KEY_LENGTH + MasterKey.SALT_LENGTH);
        ByteBuffer material = ByteBuffer.wrap(context.exportKeyingMaterial(LABEL, null, length));
        byte[] clientKey = take(material, MasterKey.KEY_LENGTH);
        byte[] serverKey = take(material, MasterKey.KEY_LENGTH);
        MasterKey client = new MasterKey(clientKey, take(material, MasterKey.SALT_LENGTH));
        MasterKey server = new MasterKey(serverKey, take(material, MasterKey.SALT_LENGTH));
        return context.isServer()
                ? new SrtpKeys(new SrtpSender(server), new SrtpReceiver(client))
                : new SrtpKeys(new SrtpSender(client), new SrtpReceiver(server));
    }

    private static byte[] take(ByteBuffer material, int length) {
        byte[] part = new byte[length];
        material.get(part);
        return part;
    }

    /// The extensions of either end, with that of a client that offers our profile, or of a server
    /// that agrees.
    @SuppressWarnings({"rawtypes", "JdkObsolete"})
    static Hashtable offered(@Nullable Hashtable extensions) throws IOException {
        Hashtable all = extensions == null ? new Hashtable() : extensions;
        UseSRTPData profile = new UseSRTPData(PROFILES.clone(), TlsUtils.EMPTY_BYTES);
        TlsSRTPUtils.addUseSRTPExtension(all, profile);
        return all;
    }

    /// The cipher suites of RFC 8827 §6.5, and two that are as good.
    static int[] cipherSuites() {
        return CIPHER_SUITES.clone();
    }

    /// Refuses a handshake without our profile.
    @SuppressWarnings("rawtypes")
    static void check(@Nullable Hashtable extensions) throws IOException {
        UseSRTPData extension =
                extensions == null ? null : TlsSRTPUtils.getUseSRTPExtension(extensions);
        boolean agreed =
                extension != null
                        && Arrays.stream(extension.getProtectionProfiles())
                                .anyMatch(profile -> profile == PROFILES[0]);
        if (!agreed) {
            throw new TlsFatalAlert(AlertDescription.handshake_failure);
        }
    }

    /// Refuses a certificate that the peer's description does not name: RFC 5763 §5.
    static void check(List<Fingerprint> named, @Nullable Certificate certificate)
            throws IOException {
        boolean right =
                certificate != null
                        && !certificate.isEmpty()
                        && Fingerprint.any(named, certificate.getCertificateAt(0).getEncoded());
        if (!right) {
            throw new TlsFatalAlert(AlertDescription.bad_certificate);
        }
    }
}
