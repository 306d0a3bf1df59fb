package dev.ringback.stir;

import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXCertPathChecker;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The authorities whose certificates count: RFC 8226 §4. Immutable.
///
/// @param certificates theirs
public record TrustedRoots(List<X509Certificate> certificates) {
    private static final int DIGITAL_SIGNATURE = 0;

    /// Copies the list.
    public TrustedRoots {
        certificates = List.copyOf(certificates);
    }

    /// Why a credential does not count at a time, or null where it does: its chain leads to a root
    /// (RFC 5280 §6), each part of it is valid then, and its key is one of P-256 for signatures.
    /// Revocation is not looked at: RFC 8226 §10 has short-lived certificates instead.
    @Nullable String fault(Credential credential, Instant when) {
        X509Certificate signer = credential.signer();
        boolean[] usage = signer.getKeyUsage();
        if (!Es256.fits(credential.key()) || (usage != null && !usage[DIGITAL_SIGNATURE])) {
            return "key";
        }
        Set<TrustAnchor> anchors =
                certificates.stream()
                        .map(root -> new TrustAnchor(root, null))
                        .collect(Collectors.toSet());
        List<X509Certificate> path = new ArrayList<>(credential.chain());
        path.removeIf(certificates::contains);
        if (anchors.isEmpty()) {
            return "root";
        }
        try {
            if (path.isEmpty()) {
                signer.checkValidity(Date.from(when));
                return null;
            }
            PKIXParameters parameters = new PKIXParameters(anchors);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(when));
            parameters.addCertPathChecker(new KnowsNumbers());
            CertPath chain = CertificateFactory.getInstance("X.509").generateCertPath(path);
            CertPathValidator.getInstance("PKIX").validate(chain, parameters);
            return null;
        } catch (GeneralSecurityException _) {
            return "chain";
        }
    }

    /// Lets a critical TN Authorization List pass, which is read elsewhere.
    private static final class KnowsNumbers extends PKIXCertPathChecker {
        @Override
        public void init(boolean forward) {
            // There is no state.
        }

        @Override
        public boolean isForwardCheckingSupported() {
            return true;
        }

        @Override
        public Set<String> getSupportedExtensions() {
            return Set.of(TelephoneAuthority.OID);
        }

        @Override
        public void check(Certificate certificate, Collection<String> unresolved) {
            unresolved.remove(TelephoneAuthority.OID);
        }
    }
}
