package dev.ringback.cli.secure;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.cli.terminal.UsageException;
import dev.ringback.smime.SmimeProtection;
import dev.ringback.smime.key.KeyFile;
import dev.ringback.smime.key.SelfSigned;
import dev.ringback.smime.key.UserKey;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Keys come from files, and certificates go into them.
class SecureOptionsTest {
    private static final SipUri ALICE = uri("sip:alice@example.com");
    private static final SipUri BOB = uri("sip:bob@example.com");
    private final UserKey ours =
            new SelfSigned(new SecureRandom(), Instant.now()).create(ALICE, Duration.ofDays(1));

    @TempDir private Path folder = Path.of("");

    @Command
    private static final class Some {
        @Mixin private SecureOptions secure = new SecureOptions();
    }

    private static SipUri uri(String text) {
        return requireNonNull((SipUri) Uri.parse(text));
    }

    private static SecureOptions options(String... arguments) {
        Some command = new Some();
        new CommandLine(command).parseArgs(arguments);
        return command.secure;
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static String pem(UserKey key) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(key.key().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    @Test
    void nothingAskedForIsNoProtection() throws UsageException {
        assertThat(options().protection(ALICE, _ -> {})).isNull();
    }

    @Test
    void withoutAKeyOneIsMade() throws UsageException {
        SecureOptions options = options("--sign");
        assertThat(options.protection(ALICE, _ -> {})).isNotNull();
        assertThat(requireNonNull(options.certificate()).belongsTo(ALICE)).isTrue();
    }

    @Test
    void aKeyIsReadFromPemAndFromPkcs12() throws Exception {
        String certificate = file("c.pem", ours.certificate().toPem());
        String key = file("k.pem", pem(ours));
        SecureOptions two = options("--sign", "--certificate", certificate, "--key", key);
        two.protection(ALICE, _ -> {});
        assertThat(two.certificate()).isEqualTo(ours.certificate());
        Path store = folder.resolve("k.p12");
        Files.write(store, KeyFile.pkcs12(ours, "secret".toCharArray()));
        SecureOptions one =
                options("--encrypt", "--key", store.toString(), "--key-password", "secret");
        one.protection(ALICE, _ -> {});
        assertThat(one.certificate()).isEqualTo(ours.certificate());
    }

    @Test
    void whatCannotWorkIsSaid() throws Exception {
        String key = file("k.pem", ours.certificate().toPem() + pem(ours));
        assertThatThrownBy(() -> options("--key", key).protection(BOB, _ -> {}))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no certificate of sip:bob@example.com");
        assertThatThrownBy(() -> options("--key", "nowhere").protection(ALICE, _ -> {}))
                .isInstanceOf(UsageException.class)
                .hasMessage("cannot read nowhere");
        assertThatThrownBy(() -> options("--tunnel").protection(ALICE, _ -> {}))
                .isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> options("--certificate", key).protection(ALICE, _ -> {}))
                .isInstanceOf(UsageException.class)
                .hasMessage("--certificate needs --key");
    }

    @Test
    void theKeyringIsReadAndKept() throws Exception {
        String ring = file("ring.pem", ours.certificate().toPem());
        SecureOptions options = options("--sign", "--keyring", ring);
        SmimeProtection protection = requireNonNull(options.protection(BOB, _ -> {}));
        assertThat(protection.keyring().certificates(ALICE)).containsExactly(ours.certificate());
        options.remember();
        assertThat(Files.readString(Path.of(ring)))
                .startsWith("sip:alice@example.com\n-----BEGIN CERTIFICATE-----");
        Path fresh = folder.resolve("fresh.pem");
        SecureOptions none = options("--sign", "--keyring", fresh.toString());
        none.protection(BOB, _ -> {});
        none.remember();
        assertThat(fresh).isEmptyFile();
    }
}
