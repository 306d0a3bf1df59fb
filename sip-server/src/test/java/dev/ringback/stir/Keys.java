package dev.ringback.stir;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Lookup;
import dev.ringback.uri.Uri;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;

/// The keys and certificates of the tests, which lie beside make.sh.
public final class Keys {
    public static final String PLACE = "https://certs.example/";

    private Keys() {}

    public static Credential credential(String name) {
        return Objects.requireNonNull(Credential.read(octets(name + ".pem")));
    }

    public static PrivateKey key(String name) {
        return key(new String(octets(name + ".key"), StandardCharsets.US_ASCII), "PRIVATE KEY");
    }

    /// A private key as its file has it.
    public static byte[] keyPem(String name) {
        return octets(name + ".key");
    }

    /// A certificate as its file has it.
    public static byte[] pem(String name) {
        return octets(name + ".pem");
    }

    static PrivateKey key(String pem, String kind) {
        try {
            return KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(body(pem, kind)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] body(String pem, String kind) {
        return Base64.getMimeDecoder()
                .decode(
                        pem.replace("-----BEGIN " + kind + "-----", "")
                                .replace("-----END " + kind + "-----", ""));
    }

    static byte[] octets(String file) {
        try (InputStream in = Keys.class.getResourceAsStream(file)) {
            return Objects.requireNonNull(in, file).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static SigningKey signing(String name, SigningKey.Style style) {
        return new SigningKey(key(name), credential(name), PLACE + name + ".pem", style);
    }

    /// A service that signs with one of the keys for everybody.
    public static AuthenticationService signer(String name, SigningKey.Style style) {
        BiPredicate<AddressOfRecord, Uri> all = (_, _) -> true;
        return new AuthenticationService(signing(name, style), NumberPlan.GLOBAL, all);
    }

    /// One that trusts the root of the tests.
    public static VerificationService verifier() {
        return new VerificationService(
                new TrustedRoots(credential("root").chain()),
                NumberPlan.GLOBAL,
                Duration.ofSeconds(60));
    }

    /// A memory of signatures that has seen none.
    public static Replays replays() {
        return new Replays(42, Duration.ofSeconds(60));
    }

    /// All certificates of the tests at their places.
    public static CertificateSource source() {
        return urls -> {
            Map<String, CertificateSource.Fetched> found = new HashMap<>();
            for (String url : urls) {
                boolean here = url.startsWith(PLACE) && !url.contains("absent");
                found.put(
                        url,
                        here
                                ? new CertificateSource.Found(
                                        credential(url.substring(PLACE.length(), url.length() - 4)))
                                : new CertificateSource.Missing("not there"));
            }
            return new Lookup.Found<>(found);
        };
    }
}
