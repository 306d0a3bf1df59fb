package dev.ringback.app;

import dev.ringback.config.trust.StirConfig;
import dev.ringback.identity.OwnIdentities;
import dev.ringback.stir.AuthenticationService;
import dev.ringback.stir.Credential;
import dev.ringback.stir.NumberPlan;
import dev.ringback.stir.Replays;
import dev.ringback.stir.Signer;
import dev.ringback.stir.SigningKey;
import dev.ringback.stir.Stir;
import dev.ringback.stir.TrustedRoots;
import dev.ringback.stir.VerificationService;
import dev.ringback.stir.Verifier;
import dev.ringback.tls.PemFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads what [Stir] needs from its files. What was seen of signatures, and the certificates that
/// were fetched, outlive a reading. One thread at a time.
final class StirFiles {
    private final Map<Duration, Replays> replays = new HashMap<>();
    private final Map<StirConfig.Fetching, HttpCertificates> certificates = new HashMap<>();

    /// Nothing was seen yet.
    StirFiles() {}

    /// The files.
    static List<Path> files(StirConfig config) {
        List<Path> all = new ArrayList<>();
        StirConfig.Sign sign = config.sign();
        if (sign != null) {
            all.add(sign.certificate());
            all.add(sign.key());
        }
        StirConfig.Verify verify = config.verify();
        if (verify != null) {
            all.add(verify.roots());
        }
        return all;
    }

    /// What signs and verifies.
    ///
    /// @param identities whom our users may be told of by
    /// @throws IOException with one line for the operator, when a file is not what it has to be
    Stir read(StirConfig config, OwnIdentities identities) throws IOException {
        StirConfig.Sign sign = config.sign();
        StirConfig.Verify verify = config.verify();
        return new Stir(
                sign == null ? Signer.NONE : signer(sign, config.plan(), identities),
                verifier(verify, config.plan()));
    }

    private static Signer signer(StirConfig.Sign sign, NumberPlan plan, OwnIdentities identities)
            throws IOException {
        Credential credential = credential(sign.certificate());
        try {
            SigningKey key =
                    new SigningKey(
                            PemFile.key(Files.readString(sign.key())),
                            credential,
                            sign.x5u(),
                            sign.style());
            if (!key.matches()) {
                throw new IOException(
                        sign.key() + " is not the P-256 key of " + sign.certificate());
            }
            return new AuthenticationService(key, plan, identities::mayUse);
        } catch (GeneralSecurityException e) {
            throw new IOException("stir: cannot read " + sign.key() + ": " + e.getMessage(), e);
        } catch (NoSuchFileException e) {
            throw new IOException("stir: there is no file " + sign.key(), e);
        }
    }

    private @Nullable Verifier verifier(StirConfig.@Nullable Verify verify, NumberPlan plan)
            throws IOException {
        return verify == null
                ? null
                : new Verifier(
                        new VerificationService(
                                new TrustedRoots(credential(verify.roots()).chain()),
                                plan,
                                verify.freshness()),
                        certificates.computeIfAbsent(verify.fetching(), HttpCertificates::new),
                        replays.computeIfAbsent(
                                verify.freshness(),
                                fresh -> new Replays(new SecureRandom().nextLong(), fresh)),
                        verify.required(),
                        verify.rejects());
    }

    private static Credential credential(Path file) throws IOException {
        try {
            Credential credential = Credential.all(Files.readAllBytes(file));
            if (credential == null) {
                throw new IOException("stir: " + file + " holds no certificate");
            }
            return credential;
        } catch (NoSuchFileException e) {
            throw new IOException("stir: there is no file " + file, e);
        }
    }
}
