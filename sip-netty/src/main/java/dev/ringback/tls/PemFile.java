package dev.ringback.tls;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Certificates and private keys in PEM, RFC 7468. Anything between the blocks is skipped.
public final class PemFile {
    private static final Pattern BLOCK =
            Pattern.compile(
                    "-----BEGIN ([A-Z0-9 ]{1,40})-----\\s([^-]{0,200000})-----END \\1-----");
    private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA", "RSASSA-PSS");

    private PemFile() {}

    /// The certificates of a text, in its order.
    ///
    /// @throws GeneralSecurityException where there is none, or one that is broken; the message is
    ///     for the operator
    public static List<X509Certificate> certificates(String text) throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> certificates = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(text);
        while (blocks.find()) {
            if (blocks.group(1).endsWith("CERTIFICATE")) {
                byte[] der = octets(blocks.group(2));
                certificates.add(
                        (X509Certificate)
                                factory.generateCertificate(new ByteArrayInputStream(der)));
            }
        }
        if (certificates.isEmpty()) {
            throw new GeneralSecurityException("there is no certificate in it");
        }
        return certificates;
    }

    /// The first private key of a text: PKCS#8 (`PRIVATE KEY`), or the older forms
    /// `RSA PRIVATE KEY` and `EC PRIVATE KEY`.
    ///
    /// @throws GeneralSecurityException where there is none that can be read; the message is for
    ///     the operator
    public static PrivateKey key(String text) throws GeneralSecurityException {
        Matcher blocks = BLOCK.matcher(text);
        while (blocks.find()) {
            switch (blocks.group(1)) {
                case "PRIVATE KEY" -> {
                    return read(octets(blocks.group(2)));
                }
                case "RSA PRIVATE KEY" -> {
                    return read(OlderKeys.rsa(plain(blocks.group(2))));
                }
                case "EC PRIVATE KEY" -> {
                    return read(OlderKeys.ec(plain(blocks.group(2))));
                }
                case "ENCRYPTED PRIVATE KEY" -> throw encrypted();
                default -> {}
            }
        }
        throw new GeneralSecurityException("there is no private key in it");
    }

    /// A certificate or key as a block.
    ///
    /// @param kind what it is: `CERTIFICATE`, `PRIVATE KEY`
    public static String block(String kind, byte[] der) {
        Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        String text = lines.encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }

    private static byte[] plain(String block) throws GeneralSecurityException {
        if (block.contains(":")) {
            throw encrypted();
        }
        return octets(block);
    }

    private static GeneralSecurityException encrypted() {
        return new GeneralSecurityException(
                "its private key is encrypted; write it without a password, readable for the"
                        + " server alone: openssl pkey -in KEY -out PLAIN");
    }

    private static byte[] octets(String base64) throws GeneralSecurityException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("a block of it is no base64", e);
        }
    }

    private static PrivateKey read(byte[] pkcs8) throws GeneralSecurityException {
        GeneralSecurityException last = null;
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm)
                        .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (GeneralSecurityException e) {
                last = e;
            }
        }
        throw new GeneralSecurityException(
                "its private key is of no known kind (EC, RSA, Ed25519)", last);
    }
}
