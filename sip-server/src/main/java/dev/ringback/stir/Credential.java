package dev.ringback.stir;

import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A certificate that signs PASSporTs, and those that vouch for it: RFC 8226. Immutable.
///
/// @param chain the signer's own first, each vouched for by the next; not empty
public record Credential(List<X509Certificate> chain) {
    private static final int MOST = 8;
    private static final int DNS = 2;
    private static final int URI = 6;

    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if it is empty
    public Credential {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("no certificate");
        }
    }

    /// Reads certificates in PEM, or one in DER; null where there is none, or more than 8.
    public static @Nullable Credential read(byte[] octets) {
        Credential credential = all(octets);
        return credential == null || credential.chain.size() > MOST ? null : credential;
    }

    /// Reads any number of certificates, as [#read] does; null where there is none.
    public static @Nullable Credential all(byte[] octets) {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (var certificate : factory.generateCertificates(new ByteArrayInputStream(octets))) {
                chain.add((X509Certificate) certificate);
            }
        } catch (CertificateException _) {
            return null;
        }
        return chain.isEmpty() ? null : new Credential(chain);
    }

    /// The signer's own certificate.
    X509Certificate signer() {
        return chain.getFirst();
    }

    /// The key that verifies what was signed.
    PublicKey key() {
        return signer().getPublicKey();
    }

    /// Whether each of its certificates is valid at a time.
    boolean validAt(Instant when) {
        try {
            for (X509Certificate each : chain) {
                each.checkValidity(Date.from(when));
            }
            return true;
        } catch (CertificateException _) {
            return false;
        }
    }

    /// Whether the signer may speak for a party: RFC 8226 §9 for numbers, RFC 5922 §7.2 for
    /// domains. A certificate that vouches and has a list of numbers itself limits what it vouches
    /// for.
    ///
    /// @param providers whether the code of a service provider is enough: for what a provider
    ///   attests, whose numbers no certificate lists
    boolean covers(Party party, boolean providers) {
        return switch (party) {
            case Party.Telephone(String number) -> coversNumber(number, providers);
            case Party.Name name -> domains().contains(name.host());
        };
    }

    private boolean coversNumber(String number, boolean providers) {
        TelephoneAuthority own = TelephoneAuthority.of(signer());
        boolean listed = own.holds(number);
        if (!listed && (!providers || own.providers().isEmpty())) {
            return false;
        }
        for (X509Certificate issuer : chain.subList(1, chain.size())) {
            TelephoneAuthority limit = TelephoneAuthority.of(issuer);
            boolean within =
                    listed ? limit.holds(number) : limit.providers().containsAll(own.providers());
            if (TelephoneAuthority.isIn(issuer) && !within) {
                return false;
            }
        }
        return true;
    }

    /// The domains that it is for: its SIP URIs without user and, where it has none, its DNS
    /// names. No wildcards, and never the subject's name.
    private List<String> domains() {
        List<String> uris = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (List<?> name : alternatives()) {
            String value = String.valueOf(name.get(1)).toLowerCase(Locale.ROOT);
            if (name.get(0).equals(URI) && value.startsWith("sip:") && value.indexOf('@') < 0) {
                uris.add(value.substring("sip:".length()));
            } else if (name.get(0).equals(DNS) && !value.startsWith("*")) {
                names.add(value);
            }
        }
        return uris.isEmpty() ? names : uris;
    }

    private Collection<List<?>> alternatives() {
        try {
            Collection<List<?>> names = signer().getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateParsingException _) {
            return List.of();
        }
    }
}
