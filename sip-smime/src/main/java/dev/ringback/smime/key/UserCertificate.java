package dev.ringback.smime.key;

import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A certificate of a user, or of who vouches for one: RFC 3261 §23.1. It says by its
/// `subjectAltName` whom it belongs to: `sip:bob@biloxi.com`, or `bob@biloxi.com` as a mail
/// address. Immutable.
public final class UserCertificate {
    /// A certificate longer than this is not read; one has two thousand octets at the most.
    static final int MOST_OCTETS = 16_384;

    private static final int MAIL_ADDRESS = 1;
    private static final int URI = 6;
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;
    private static final int KEY_ENCIPHERMENT = 2;
    private static final int MOST_ADDRESSES = 64;

    private final X509Certificate certificate;
    private final byte[] octets;
    private final List<String> addresses;

    private UserCertificate(X509Certificate certificate, byte[] octets, List<String> addresses) {
        this.certificate = certificate;
        this.octets = octets;
        this.addresses = List.copyOf(addresses);
    }

    /// Reads a certificate (DER), or null when the octets are none. Never throws.
    public static @Nullable UserCertificate parse(byte[] der) {
        if (der.length > MOST_OCTETS) {
            return null;
        }
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            ByteArrayInputStream in = new ByteArrayInputStream(der);
            return factory.generateCertificate(in) instanceof X509Certificate certificate
                    ? of(certificate)
                    : null;
        } catch (CertificateException | IllegalArgumentException e) {
            return null;
        }
    }

    /// Takes a certificate of the JDK.
    ///
    /// @throws IllegalArgumentException if it cannot be encoded, as none that was read from octets
    public static UserCertificate of(X509Certificate certificate) {
        try {
            return new UserCertificate(
                    certificate, certificate.getEncoded(), addresses(certificate));
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /// The addresses-of-record in the subjectAltName; what is no such address is left out.
    private static List<String> addresses(X509Certificate certificate) {
        List<String> addresses = new ArrayList<>();
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            for (List<?> name : names == null ? List.<List<?>>of() : names) {
                boolean text = name.size() > 1 && name.get(1) instanceof String;
                String address = text ? address(name.get(0), (String) name.get(1)) : null;
                if (address != null && addresses.size() < MOST_ADDRESSES) {
                    addresses.add(address);
                }
            }
        } catch (CertificateParsingException e) {
            return List.of();
        }
        return addresses;
    }

    private static @Nullable String address(Object kind, String text) {
        if (kind.equals(URI)) {
            return Uri.parse(text) instanceof SipUri uri ? uri.addressOfRecord() : null;
        }
        boolean mail = kind.equals(MAIL_ADDRESS) && text.indexOf('@') > 0;
        return mail && Uri.parse("sip:" + text) instanceof SipUri uri
                ? uri.addressOfRecord()
                : null;
    }

    /// Whom it belongs to: addresses-of-record as [SipUri#addressOfRecord] writes them. Empty when
    /// it does not say so.
    public List<String> addresses() {
        return addresses;
    }

    /// Whether it belongs to the user of this URI. `sip` and `sips` are the same user.
    public boolean belongsTo(SipUri user) {
        return addresses.contains(user.addressOfRecord());
    }

    /// The distinguished name of the subject.
    public String subject() {
        return certificate.getSubjectX500Principal().getName();
    }

    /// The distinguished name of who signed it.
    public String issuer() {
        return certificate.getIssuerX500Principal().getName();
    }

    /// Whether its own key signed it.
    public boolean selfSigned() {
        if (!certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        try {
            certificate.verify(certificate.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /// Whether it may vouch for other certificates (basicConstraints).
    public boolean authority() {
        return certificate.getBasicConstraints() >= 0;
    }

    /// From when on it is valid.
    public Instant notBefore() {
        return certificate.getNotBefore().toInstant();
    }

    /// Until when it is valid.
    public Instant notAfter() {
        return certificate.getNotAfter().toInstant();
    }

    /// Whether it is valid at this time.
    public boolean validAt(Instant time) {
        return !time.isBefore(notBefore()) && !time.isAfter(notAfter());
    }

    /// Whether its key may sign messages (keyUsage; anything when it does not say).
    public boolean signs() {
        boolean[] usage = certificate.getKeyUsage();
        return usage == null || usage[DIGITAL_SIGNATURE] || usage[NON_REPUDIATION];
    }

    /// Whether messages can be encrypted for it: an RSA key (RFC 3853 §3) that may be used so.
    public boolean encrypts() {
        boolean[] usage = certificate.getKeyUsage();
        return publicKey() instanceof RSAPublicKey && (usage == null || usage[KEY_ENCIPHERMENT]);
    }

    /// The length of its key in bits; 0 for a kind of key that is not known here.
    public int keyBits() {
        return switch (publicKey()) {
            case RSAPublicKey rsa -> rsa.getModulus().bitLength();
            case ECPublicKey curve -> curve.getParams().getOrder().bitLength();
            default -> 0;
        };
    }

    /// SHA-256 of its octets in hexadecimal digits, two and two with colons: what people compare.
    public String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(octets);
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// A copy of its octets (DER).
    public byte[] toBytes() {
        return octets.clone();
    }

    /// It as PEM (RFC 7468), with a line end at its end.
    public String toPem() {
        byte[] end = {'\n'};
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, end).encodeToString(octets)
                + "\n-----END CERTIFICATE-----\n";
    }

    /// Its key.
    public PublicKey publicKey() {
        return certificate.getPublicKey();
    }

    /// It as the JDK has it.
    public X509Certificate x509() {
        return certificate;
    }

    /// Whether both have the same octets.
    @Override
    public boolean equals(Object other) {
        return other instanceof UserCertificate same && Arrays.equals(same.octets, octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /// For people: subject, issuer and fingerprint, as §23.2 wants users told.
    @Override
    public String toString() {
        return subject() + ", issued by " + issuer() + ", SHA-256 " + fingerprint();
    }
}
