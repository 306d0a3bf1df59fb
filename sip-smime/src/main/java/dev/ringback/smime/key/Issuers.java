package dev.ringback.smime.key;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Whether an authority vouches for a certificate: RFC 5280 §6, without revocation.
final class Issuers {
    private static final int LONGEST = 4;

    private Issuers() {}

    /// Whether a chain leads from an authority to the certificate. That the certificate itself has
    /// expired is another doubt: then the chain is looked at as of its last moment.
    static boolean vouch(
            UserCertificate certificate,
            List<UserCertificate> others,
            List<UserCertificate> authorities,
            Instant now) {
        if (authorities.isEmpty()) {
            return false;
        }
        Instant when = now.isAfter(certificate.notAfter()) ? certificate.notAfter() : now;
        Set<TrustAnchor> anchors = new HashSet<>();
        authorities.forEach(authority -> anchors.add(new TrustAnchor(authority.x509(), null)));
        List<X509Certificate> between = new ArrayList<>(List.of(certificate.x509()));
        others.forEach(other -> between.add(other.x509()));
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(certificate.x509());
        try {
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
            parameters.setRevocationEnabled(false);
            parameters.setMaxPathLength(LONGEST);
            parameters.setDate(Date.from(when));
            parameters.addCertStore(
                    CertStore.getInstance(
                            "Collection", new CollectionCertStoreParameters(between)));
            CertPathBuilder.getInstance("PKIX").build(parameters);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
