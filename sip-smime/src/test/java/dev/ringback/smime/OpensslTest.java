package dev.ringback.smime;

import static dev.ringback.smime.People.ALICE;
import static dev.ringback.smime.People.ALICES;
import static dev.ringback.smime.People.BOBS;
import static dev.ringback.smime.People.reader;
import static dev.ringback.smime.People.sdp;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.body.BodyPart;
import dev.ringback.body.MultipartResult;
import dev.ringback.header.HeaderName;
import dev.ringback.header.content.ContentType;
import dev.ringback.smime.key.Doubt;
import dev.ringback.smime.key.KeyFile;
import dev.ringback.smime.key.Keyring;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `openssl cms` makes is opened here, and what is made here `openssl cms` opens.
class OpensslTest {
    @TempDir private Path folder = Path.of("");

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("alice.pem"), ALICES.certificate().toPem());
        Files.writeString(folder.resolve("bob.pem"), BOBS.certificate().toPem());
        Files.write(folder.resolve("alice.p12"), KeyFile.pkcs12(ALICES, "x".toCharArray()));
        Files.write(folder.resolve("bob.p12"), KeyFile.pkcs12(BOBS, "x".toCharArray()));
        for (String name : List.of("alice", "bob")) {
            openssl(
                    "pkcs12 -in "
                            + name
                            + ".p12 -nocerts -noenc -passin pass:x -out "
                            + name
                            + ".key");
        }
        Files.write(folder.resolve("sdp"), sdp().toBytes());
    }

    private String openssl(String arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments.split(" ")));
        Path log = folder.resolve("log");
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        String said = Files.readString(log);
        assertThat(process.exitValue()).as(arguments + "\n" + said).isZero();
        return said;
    }

    private byte[] file(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    private void write(String name, byte[] octets) throws IOException {
        Files.write(folder.resolve(name), octets);
    }

    /// The certificates of the tests are of another year.
    private static String at() {
        return " -attime " + People.NOW.getEpochSecond();
    }

    @Test
    void opensslVerifiesOurSignature() throws IOException {
        BodyPart signed = Signing.sign(sdp(), ALICES, People.NOW);
        List<BodyPart> parts =
                ((MultipartResult.Parsed) signed.multipart(People.LIMITS.parts()))
                        .multipart()
                        .parts();
        write("content", parts.getFirst().toBytes());
        write("signature", parts.getLast().content());
        openssl(
                "cms -verify -binary -inform DER -in signature -content content -CAfile alice.pem"
                        + " -purpose any -out verified -signer signer.pem"
                        + at());
        assertThat(file("verified")).isEqualTo(sdp().toBytes());
        assertThat(Files.readString(folder.resolve("signer.pem")).lines().toList())
                .containsAll(ALICES.certificate().toPem().lines().toList());
    }

    @Test
    void opensslReadsOurMultipartInBase64() throws IOException {
        BodyPart signed = Signing.sign(sdp(), ALICES, People.NOW);
        String text = Base64Form.of(signed);
        Files.writeString(folder.resolve("signed"), text);
        openssl("cms -verify -in signed -CAfile alice.pem -purpose any -out verified" + at());
        assertThat(People.text(file("verified"))).isEqualTo(People.text(sdp().toBytes()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AES_128_CBC", "AES_192_CBC", "AES_256_CBC"})
    void opensslDecryptsWhatWeEncrypt(String cipher) throws IOException {
        BodyPart encrypted =
                People.aes(ContentCipher.valueOf(cipher))
                        .encrypt(sdp(), List.of(BOBS.certificate()));
        write("encrypted", encrypted.content());
        openssl(
                "cms -decrypt -binary -inform DER -in encrypted -recip bob.pem -inkey bob.key"
                        + " -out decrypted");
        assertThat(file("decrypted")).isEqualTo(sdp().toBytes());
        String printed = openssl("cms -cmsout -print -noout -inform DER -in encrypted");
        assertThat(printed).contains(cipher.toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    @Test
    void weVerifyWhatOpensslSigns() throws IOException {
        openssl(
                "cms -sign -binary -crlfeol -in sdp -signer alice.pem -inkey alice.key"
                        + " -out signed");
        SmimeResult opened = opened(file("signed"), reader());
        assertThat(opened).isInstanceOf(SmimeResult.Signed.class);
        SmimeResult.Signed signed = (SmimeResult.Signed) opened;
        assertThat(signed.signature().certificate()).isEqualTo(ALICES.certificate());
        assertThat(People.text(signed.content().content())).isEqualTo(People.SDP);
        String changed = People.text(file("signed")).replace("audio 3456", "audio 3458");
        assertThat(opened(changed.getBytes(StandardCharsets.ISO_8859_1), reader()))
                .isInstanceOf(SmimeResult.Tampered.class);
    }

    @Test
    void weVerifyASignatureWithTheContentInIt() throws IOException {
        openssl(
                "cms -sign -binary -nodetach -outform DER -in sdp -signer alice.pem"
                        + " -inkey alice.key -out signed");
        BodyPart part = BodyPart.of(ContentType.of("application", "pkcs7-mime"), file("signed"));
        SmimeResult opened = reader().open(part, ALICE, People.NOW);
        assertThat(opened).isInstanceOf(SmimeResult.Signed.class);
        assertThat(((SmimeResult.Signed) opened).content()).isEqualTo(sdp());
    }

    @Test
    void aSignatureWithSha1IsWeak() throws IOException {
        openssl(
                "cms -sign -binary -md sha1 -nodetach -outform DER -in sdp -signer alice.pem"
                        + " -inkey alice.key -out signed");
        BodyPart part = BodyPart.of(ContentType.of("application", "pkcs7-mime"), file("signed"));
        SmimeResult opened = reader().open(part, ALICE, People.NOW);
        assertThat(((SmimeResult.Signed) opened).standing().doubts()).contains(Doubt.WEAK);
    }

    @Test
    void aSignatureWithoutItsCertificateIsNotVerified() throws IOException {
        openssl(
                "cms -sign -binary -nocerts -nodetach -outform DER -in sdp -signer alice.pem"
                        + " -inkey alice.key -out signed");
        BodyPart part = BodyPart.of(ContentType.of("application", "pkcs7-mime"), file("signed"));
        assertThat(reader().open(part, ALICE, People.NOW))
                .isInstanceOf(SmimeResult.Unverifiable.class);
        Keyring knows = Keyring.EMPTY.remembering(ALICE, ALICES.certificate());
        assertThat(new SmimeReader(knows, People.LIMITS).open(part, ALICE, People.NOW))
                .isInstanceOf(SmimeResult.Signed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-aes128", "-aes-192-cbc", "-aes256", "-des3"})
    void weDecryptWhatOpensslEncrypts(String cipher) throws IOException {
        openssl("cms -encrypt -binary -crlfeol " + cipher + " -in sdp -out encrypted bob.pem");
        SmimeResult opened = opened(file("encrypted"), reader(BOBS));
        assertThat(opened).isInstanceOf(SmimeResult.Encrypted.class);
        assertThat(((SmimeResult.Encrypted) opened).content()).isEqualTo(sdp());
        assertThat(opened(file("encrypted"), reader(ALICES)))
                .isInstanceOf(SmimeResult.Undecipherable.class);
    }

    @Test
    void weDecryptOaep() throws IOException {
        openssl(
                "cms -encrypt -binary -outform DER -aes128 -in sdp -out encrypted -recip bob.pem"
                        + " -keyopt rsa_padding_mode:oaep");
        BodyPart part = BodyPart.of(ContentType.of("application", "pkcs7-mime"), file("encrypted"));
        assertThat(reader(BOBS).open(part, ALICE, People.NOW))
                .isInstanceOf(SmimeResult.Encrypted.class);
    }

    @Test
    void whatIsCompressedIsNotSupported() throws IOException {
        openssl("cms -data_create -outform DER -in sdp -out data");
        BodyPart part = BodyPart.of(ContentType.of("application", "pkcs7-mime"), file("data"));
        assertThat(reader().open(part, ALICE, People.NOW))
                .isInstanceOf(SmimeResult.Unsupported.class);
    }

    @Test
    void weReadTheKeysThatOpensslWrites() throws IOException {
        openssl("rsa -in alice.key -traditional -out old.key");
        openssl("pkcs8 -topk8 -in alice.key -v2 aes-128-cbc -passout pass:geheim -out locked.key");
        openssl("pkcs12 -export -in alice.pem -inkey alice.key -passout pass:geheim -out new.p12");
        for (String key : List.of("alice.key", "old.key", "locked.key")) {
            String text = ALICES.certificate().toPem() + Files.readString(folder.resolve(key));
            KeyFile read = KeyFile.pem(text, "geheim".toCharArray());
            assertThat(read).as(key).isInstanceOf(KeyFile.Read.class);
            assertThat(((KeyFile.Read) read).keyring().key(ALICE)).as(key).isNotNull();
        }
        KeyFile read = KeyFile.pkcs12(file("new.p12"), "geheim".toCharArray());
        assertThat(requireNonNull(((KeyFile.Read) read).keyring().key(ALICE)).certificate())
                .isEqualTo(ALICES.certificate());
    }

    @Test
    void opensslFindsTheAddressInOurCertificate() throws IOException {
        String text = openssl("x509 -in alice.pem -noout -text");
        assertThat(text).contains("URI:sip:alice@atlanta.com", "sha256WithRSAEncryption");
    }

    /// A mail as openssl writes it, without the lines that only mails have.
    private static SmimeResult opened(byte[] mail, SmimeReader reader) {
        BodyPart part = requireNonNull(BodyPart.parse(mail, People.LIMITS.parts()));
        assertThat(part.headers().has(HeaderName.MIME_VERSION)).isTrue();
        return reader.open(part, ALICE, People.NOW);
    }
}
