package dev.ringback.cli.secure;

import dev.ringback.body.BodyPart;
import dev.ringback.cli.terminal.UsageException;
import dev.ringback.sip.Body;
import dev.ringback.smime.SecurityNotice;
import dev.ringback.smime.Signing;
import dev.ringback.smime.SmimeProtection;
import dev.ringback.smime.SmimeSettings;
import dev.ringback.smime.SmimeSettings.Wish;
import dev.ringback.smime.key.Consent;
import dev.ringback.smime.key.KeyFile;
import dev.ringback.smime.key.Keyring;
import dev.ringback.smime.key.SelfSigned;
import dev.ringback.smime.key.UserCertificate;
import dev.ringback.smime.key.UserKey;
import dev.ringback.uri.SipUri;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// S/MIME for a command, as picocli's mixin: `--sign`, `--encrypt`, and where keys are.
///
/// Without a key of its own, the command makes one with a certificate that vouches for itself. The
/// first certificate of somebody is believed, with a word on standard error, and remembered where
/// there is a keyring; another one later is not.
public final class SecureOptions {
    private static final Duration VALID = Duration.ofDays(365);

    @Option(names = "--sign", description = "signs bodies (S/MIME)")
    private boolean sign;

    @Option(names = "--encrypt", description = "encrypts bodies for whom To names (S/MIME)")
    private boolean encrypt;

    @Option(names = "--tunnel", description = "signs or encrypts header fields as well")
    private boolean tunnel;

    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            description = "the own certificate, PEM; a new one by default")
    private @Nullable Path certificate;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "its key, PEM; or both, PKCS#12 or PEM")
    private @Nullable Path key;

    @Option(
            names = "--key-password",
            paramLabel = "PASSWORD",
            defaultValue = "",
            description = "opens the key's file")
    private String keyPassword = "";

    @Option(
            names = "--keyring",
            paramLabel = "FILE",
            description = "PEM: the certificates of others and of authorities; keeps new ones")
    private @Nullable Path keyring;

    private @Nullable SmimeProtection protection;

    /// The protection that the options ask for; null where they ask for none.
    ///
    /// @param user who the command is
    /// @param warn takes what the user has to be told, a line each, on any thread
    /// @throws UsageException if a file cannot be read, or has no key of this user
    public @Nullable SmimeProtection protection(SipUri user, Consumer<String> warn)
            throws UsageException {
        boolean asked = sign || encrypt || tunnel || key != null || keyring != null;
        if (!asked && certificate == null) {
            return null;
        }
        if (tunnel && !sign && !encrypt) {
            throw new UsageException("--tunnel needs --sign or --encrypt");
        }
        Keyring others = keyring == null || !Files.exists(keyring) ? Keyring.EMPTY : read(keyring);
        SmimeSettings settings =
                new SmimeSettings(
                        own(user, others), others, wishes(), Consent.firstUse(), told(warn));
        SmimeProtection made = SmimeProtection.of(settings);
        protection = made;
        return made;
    }

    private static Consumer<SecurityNotice> told(Consumer<String> warn) {
        return notice -> warn.accept(notice.text());
    }

    private Set<Wish> wishes() {
        Set<Wish> wishes = EnumSet.noneOf(Wish.class);
        if (sign) {
            wishes.add(Wish.SIGN);
        }
        if (encrypt) {
            wishes.add(Wish.ENCRYPT);
        }
        if (tunnel) {
            wishes.add(Wish.TUNNEL);
        }
        return wishes;
    }

    private UserKey own(SipUri user, Keyring others) throws UsageException {
        if (key == null && certificate == null) {
            UserKey kept = others.key(user);
            return kept == null
                    ? new SelfSigned(new SecureRandom(), Instant.now()).create(user, VALID)
                    : kept;
        }
        if (key == null) {
            throw new UsageException("--certificate needs --key");
        }
        List<UserKey> keys = (certificate == null ? read(key) : both(certificate, key)).keys();
        if (keys.isEmpty()) {
            throw new UsageException(key + ": no key with its certificate");
        }
        for (UserKey one : keys) {
            if (one.certificate().belongsTo(user)) {
                return one;
            }
        }
        throw new UsageException(key + ": no certificate of " + user);
    }

    private Keyring both(Path one, Path other) throws UsageException {
        return read(text(one) + '\n' + text(other), other);
    }

    private Keyring read(Path file) throws UsageException {
        byte[] octets = octets(file);
        if (octets.length > 0 && octets[0] == 0x30) {
            return content(KeyFile.pkcs12(octets, keyPassword.toCharArray()), file);
        }
        return read(new String(octets, StandardCharsets.UTF_8), file);
    }

    private Keyring read(String pem, Path file) throws UsageException {
        return content(KeyFile.pem(pem, keyPassword.toCharArray()), file);
    }

    private static Keyring content(KeyFile file, Path path) throws UsageException {
        return switch (file) {
            case KeyFile.Read read -> read.keyring();
            case KeyFile.Unreadable unreadable ->
                    throw new UsageException(path + ": " + unreadable.reason());
        };
    }

    private static String text(Path file) throws UsageException {
        return new String(octets(file), StandardCharsets.UTF_8);
    }

    private static byte[] octets(Path file) throws UsageException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UsageException("cannot read " + file);
        }
    }

    /// Writes the certificates that were learned into the keyring's file, where there is one. To be
    /// called when the command is over.
    ///
    /// @throws UncheckedIOException if it cannot be written
    public void remember() {
        try {
            write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write() throws IOException {
        SmimeProtection made = protection;
        Path file = keyring;
        if (made == null || file == null) {
            return;
        }
        Keyring now = made.keyring();
        StringBuilder text = new StringBuilder(KeyFile.pem(now));
        if (Files.exists(file)) {
            String before = Files.readString(file);
            if (before.contains("PRIVATE KEY")) {
                text = new StringBuilder(before).append(text);
            }
        }
        Path beside = Path.of(file + ".new");
        Files.writeString(beside, text);
        Files.move(
                beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /// The own certificate as the body of a 493; null before [#protection].
    public @Nullable Body ownBody() {
        UserCertificate own = certificate();
        if (own == null) {
            return null;
        }
        BodyPart part = Signing.certificates(List.of(own));
        return Body.of(String.valueOf(part.contentType()), part.content());
    }

    /// The certificate that others see; null before [#protection].
    public @Nullable UserCertificate certificate() {
        SmimeProtection made = protection;
        return made == null ? null : made.keyring().keys().getFirst().certificate();
    }
}
