package dev.ringback.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Keys as openssl writes them, in each of its forms.
class PemFileTest {
    @TempDir Path folder;

    private Path openssl(String arguments) throws Exception {
        Path file = folder.resolve("key.pem");
        Process made =
                new ProcessBuilder(
                                "sh", "-c", "openssl " + arguments + " > " + file + " 2>/dev/null")
                        .start();
        assertThat(made.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(made.exitValue()).isZero();
        return file;
    }

    @ParameterizedTest
    @CsvSource({
        "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256, BEGIN PRIVATE, EC",
        "ecparam -name prime256v1 -genkey -noout, BEGIN EC PRIVATE, EC",
        "ecparam -name secp384r1 -genkey, BEGIN EC PARAMETERS, EC",
        "genrsa -traditional 2048, BEGIN RSA PRIVATE, RSA",
        "genrsa 2048, BEGIN PRIVATE, RSA",
        "genpkey -algorithm ed25519, BEGIN PRIVATE, EdDSA"
    })
    void keysOfEachFormAreRead(String made, String form, String algorithm) throws Exception {
        String text = Files.readString(openssl(made));
        assertThat(text).contains(form);
        assertThat(PemFile.key(text).getAlgorithm()).isEqualTo(algorithm);
    }

    @Test
    void anOlderKeyIsTheSameKey() throws Exception {
        Path older = openssl("ecparam -name prime256v1 -genkey -noout");
        PrivateKey read = PemFile.key(Files.readString(older));
        Process converted =
                new ProcessBuilder("openssl", "pkcs8", "-topk8", "-nocrypt", "-in", older + "")
                        .start();
        String newer =
                new String(converted.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(((ECPrivateKey) read).getS())
                .isEqualTo(((ECPrivateKey) PemFile.key(newer)).getS());
    }

    @Test
    void whatIsWrongIsToldToTheOperator() throws Exception {
        Path encrypted = openssl("genpkey -algorithm ed25519 -aes256 -pass pass:secret");
        assertThatThrownBy(() -> PemFile.key(Files.readString(encrypted)))
                .hasMessageContaining("encrypted")
                .hasMessageContaining("openssl pkey");
        assertThatThrownBy(() -> PemFile.key("nothing"))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessage("there is no private key in it");
        assertThatThrownBy(() -> PemFile.certificates("nothing"))
                .hasMessage("there is no certificate in it");
    }

    @Test
    void keyAndCertificateMustBelongTogether() throws Exception {
        Authority authority = new Authority("root");
        TlsIdentity identity = authority.of("example.com");
        Path certificate =
                Files.writeString(
                        folder.resolve("cert.pem"),
                        PemFile.block("CERTIFICATE", identity.certificate().getEncoded()));
        Path key =
                Files.writeString(
                        folder.resolve("own.pem"),
                        PemFile.block("PRIVATE KEY", identity.key().getEncoded()));
        assertThat(TlsIdentity.read(certificate, key).domains()).containsExactly("example.com");
        Path other = openssl("genpkey -algorithm ed25519");
        assertThatThrownBy(() -> TlsIdentity.read(certificate, other))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not that of the certificate");
        assertThatThrownBy(() -> TlsIdentity.read(folder.resolve("none.pem"), key))
                .hasMessageContaining("there is no such file");
    }
}
