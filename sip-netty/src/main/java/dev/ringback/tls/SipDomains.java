package dev.ringback.tls;

import dev.ringback.stack.Hop;
import dev.ringback.uri.SipUri;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The domains that a certificate speaks for, RFC 5922 §7.
public final class SipDomains {
    private static final int DNS_NAME = 2;
    private static final int URI_NAME = 6;
    private static final int IP_ADDRESS = 7;
    private static final int MOST = 100;
    private static final String ANY_USE = "2.5.29.37.0";
    private static final String SIP_DOMAIN = "1.3.6.1.5.5.7.3.20";
    private static final Set<String> TLS_USES = Set.of("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");

    private SipDomains() {}

    /// The SIP domain identities of a certificate, in lower case: the hosts of the `sip` URIs in
    /// its subjectAltName, and only where there is no such URI its DNS names and addresses (§7.1).
    /// The common name of the subject counts for nothing.
    ///
    /// Deviation: an address in the subjectAltName counts, for peers that are configured by their
    /// address (ADR 0037).
    ///
    /// @return none where the certificate must not be used for SIP: its extended key usage names
    ///     neither TLS nor SIP domains (RFC 5924 §4)
    public static Set<String> of(X509Certificate certificate) {
        Set<String> uris = new LinkedHashSet<>();
        Set<String> names = new LinkedHashSet<>();
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives == null || !usable(certificate.getExtendedKeyUsage())) {
                return Set.of();
            }
            alternatives.stream().limit(MOST).forEach(each -> add(each, uris, names));
        } catch (CertificateParsingException _) {
            return Set.of();
        }
        return uris.isEmpty() ? names : uris;
    }

    /// Whether a certificate speaks for a domain: one of its identities is that domain, letter by
    /// letter in any case. A `*` stands for nothing (§7.2).
    public static boolean speaksFor(X509Certificate certificate, String domain) {
        return of(certificate).contains(domain.toLowerCase(Locale.ROOT));
    }

    private static boolean usable(@Nullable List<String> uses) {
        return uses == null
                || uses.contains(ANY_USE)
                || uses.contains(SIP_DOMAIN)
                || uses.stream().anyMatch(TLS_USES::contains);
    }

    /// @param alternative the kind of a name, and the name
    private static void add(List<?> alternative, Set<String> uris, Set<String> names) {
        if (alternative.get(1) instanceof String value) {
            switch ((Integer) alternative.get(0)) {
                case DNS_NAME -> names.add(value.toLowerCase(Locale.ROOT));
                case IP_ADDRESS -> names.add(Hop.sameDomain(value));
                case URI_NAME -> addDomain(value, uris);
                default -> {}
            }
        }
    }

    /// A URI with a user names that user and no domain.
    private static void addDomain(String uri, Set<String> domains) {
        if (dev.ringback.uri.Uri.parse(uri) instanceof SipUri sip
                && !sip.secure()
                && sip.user() == null) {
            domains.add(sip.host().toLowerCase(Locale.ROOT));
        }
    }
}
