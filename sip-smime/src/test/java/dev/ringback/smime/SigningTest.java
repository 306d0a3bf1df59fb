package dev.ringback.smime;

import static dev.ringback.smime.People.ALICE;
import static dev.ringback.smime.People.ALICES;
import static dev.ringback.smime.People.BOB;
import static dev.ringback.smime.People.BOBS;
import static dev.ringback.smime.People.NOW;
import static dev.ringback.smime.People.reader;
import static dev.ringback.smime.People.sdp;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.body.BodyPart;
import dev.ringback.body.Multipart;
import dev.ringback.body.MultipartResult;
import dev.ringback.header.HeaderName;
import dev.ringback.header.content.ContentType;
import dev.ringback.message.SipRequest;
import dev.ringback.smime.key.Doubt;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What is signed can be proved, and what was changed cannot.
class SigningTest {
    private static BodyPart changed(BodyPart part, int at) {
        byte[] octets = part.content();
        octets[at] ^= 1;
        return BodyPart.of(requireNonNull(part.contentType()), octets);
    }

    private static SmimeResult open(BodyPart part) {
        return reader().open(part, ALICE, NOW);
    }

    @Test
    void aSignedBodyOpensAsItWasSigned() {
        SmimeResult opened = open(Signing.sign(sdp(), ALICES, NOW));
        assertThat(opened).isInstanceOf(SmimeResult.Signed.class);
        SmimeResult.Signed signed = (SmimeResult.Signed) opened;
        assertThat(signed.content()).isEqualTo(sdp());
        assertThat(signed.signature().certificate()).isEqualTo(ALICES.certificate());
        assertThat(signed.signature().signedAt()).isEqualTo(NOW);
        assertThat(signed.signature().weak()).isFalse();
        assertThat(signed.standing().doubts()).containsExactly(Doubt.SELF_SIGNED);
    }

    @Test
    void itIsAMultipartWithADetachedBinarySignature() {
        BodyPart signed = Signing.sign(sdp(), ALICES, NOW);
        ContentType type = requireNonNull(signed.contentType());
        assertThat(type.is("multipart", "signed")).isTrue();
        assertThat(type.toString())
                .contains("protocol=\"application/pkcs7-signature\"")
                .contains("micalg=sha-256");
        List<BodyPart> parts =
                ((MultipartResult.Parsed) signed.multipart(People.LIMITS.parts()))
                        .multipart()
                        .parts();
        assertThat(parts).hasSize(2);
        assertThat(parts.getLast().value(Entities.TRANSFER_ENCODING)).isEqualTo("binary");
        assertThat(parts.getLast().value(HeaderName.CONTENT_DISPOSITION))
                .isEqualTo("attachment;filename=smime.p7s;handling=required");
    }

    @Test
    void theSignerSaysWhatItCanDecrypt() {
        SmimeResult.Signed signed = (SmimeResult.Signed) open(Signing.sign(sdp(), ALICES, NOW));
        assertThat(signed.signature().ciphers())
                .containsExactly(
                        ContentCipher.AES_256_CBC,
                        ContentCipher.AES_192_CBC,
                        ContentCipher.AES_128_CBC);
    }

    @Test
    void noOctetOfTheContentCanBeChanged() {
        BodyPart signed = Signing.sign(sdp(), ALICES, NOW);
        byte[] content = sdp().toBytes();
        int start = People.text(signed.content()).indexOf("Content-Type: application/sdp");
        for (int i = 0; i < content.length; i++) {
            SmimeResult opened = open(changed(signed, start + i));
            assertThat(opened)
                    .as("octet %d", i)
                    .isInstanceOfAny(SmimeResult.Tampered.class, SmimeResult.Malformed.class);
        }
    }

    @Test
    void oneChangedOctetOfTheBodyIsTampering() {
        BodyPart signed = Signing.sign(sdp(), ALICES, NOW);
        int at = People.text(signed.content()).indexOf("m=audio 3456") + 8;
        SmimeResult opened = open(changed(signed, at));
        assertThat(opened).isInstanceOf(SmimeResult.Tampered.class);
        assertThat(((SmimeResult.Tampered) opened).certificate()).isEqualTo(ALICES.certificate());
        assertThat(((SmimeResult.Tampered) opened).reason()).contains("changed after");
    }

    @Test
    void noChangeOfTheSignatureIsAnExceptionOrAnotherSigner() {
        BodyPart signed = Signing.sign(sdp(), ALICES, NOW);
        int start = People.text(signed.content()).indexOf("smime.p7s;handling");
        for (int i = start; i < signed.contentLength(); i += 3) {
            SmimeResult opened = open(changed(signed, i));
            if (opened instanceof SmimeResult.Signed other) {
                assertThat(other.content()).as("octet %d", i).isEqualTo(sdp());
            }
        }
    }

    @Test
    void aSignatureOfAnotherContentIsTampering() {
        BodyPart one = Signing.sign(sdp(), ALICES, NOW);
        BodyPart other = Signing.sign(People.part("text/plain", "other"), ALICES, NOW);
        List<BodyPart> ones = parts(one);
        List<BodyPart> others = parts(other);
        Multipart multipart = Multipart.of(List.of(others.getFirst(), ones.getLast()));
        ContentType type = requireNonNull(one.contentType());
        BodyPart made =
                BodyPart.of(
                        new ContentType(
                                type.type(),
                                type.subtype(),
                                type.parameters().with("boundary", multipart.boundary())),
                        multipart.toBytes());
        assertThat(open(made)).isInstanceOf(SmimeResult.Tampered.class);
    }

    private static List<BodyPart> parts(BodyPart signed) {
        return ((MultipartResult.Parsed) signed.multipart(People.LIMITS.parts()))
                .multipart()
                .parts();
    }

    @Test
    void linesOfTextsEndInOneWay() {
        BodyPart text = People.part("text/plain", "one\ntwo\r\nthree\n");
        SmimeResult.Signed signed = (SmimeResult.Signed) open(Signing.sign(text, ALICES, NOW));
        assertThat(People.text(signed.content().content())).isEqualTo("one\r\ntwo\r\nthree\r\n");
    }

    @Test
    void aMessageIsSignedAndOpened() {
        SipRequest invite = People.invite();
        SipRequest signed = Tunnel.around(invite, Signing.sign(Entities.of(invite), ALICES, NOW));
        SmimeResult opened = reader().open(signed, NOW);
        assertThat(opened).isInstanceOf(SmimeResult.Signed.class);
        assertThat(((SmimeResult.Signed) opened).standing().holder())
                .isEqualTo("alice@atlanta.com");
        assertThat(((SmimeResult.Signed) opened).content().content()).isEqualTo(invite.body());
        assertThat(reader().open(invite, NOW)).isInstanceOf(SmimeResult.Plain.class);
    }

    @Test
    void whoSignsForAnotherIsDoubted() {
        SipRequest invite = People.invite();
        SipRequest signed = Tunnel.around(invite, Signing.sign(Entities.of(invite), BOBS, NOW));
        SmimeResult.Signed opened = (SmimeResult.Signed) reader().open(signed, NOW);
        assertThat(opened.standing().doubts())
                .containsExactly(Doubt.SELF_SIGNED, Doubt.OTHER_SUBJECT);
        assertThat(opened.standing().toString())
                .contains("alice@atlanta.com", "bob@biloxi.com", "SHA-256", "another address");
    }

    @Test
    void signaturesOfOtherKindsAreLeftAlone() {
        BodyPart pgp =
                People.part(
                        "multipart/signed;boundary=b;protocol=\"application/pgp-signature\"",
                        "--b\r\n\r\nx\r\n--b--\r\n");
        assertThat(open(pgp)).isInstanceOf(SmimeResult.Plain.class);
    }

    @Test
    void certificatesAloneComeOut() {
        BodyPart part =
                Signing.certificates(List.of(BOBS.certificate(), People.AUTHORITY.certificate()));
        assertThat(requireNonNull(part.contentType()).parameters().value("smime-type"))
                .isEqualTo("certs-only");
        SmimeResult opened = reader().open(part, BOB, NOW);
        assertThat(opened).isInstanceOf(SmimeResult.Certificates.class);
        assertThat(((SmimeResult.Certificates) opened).certificates())
                .containsExactlyInAnyOrder(BOBS.certificate(), People.AUTHORITY.certificate());
    }

    @Test
    void octetsThatAreNoSignatureAreAnswered() {
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] octets = new byte[random.nextInt(200)];
            random.nextBytes(octets);
            BodyPart part = BodyPart.of(ContentType.of("application", "pkcs7-mime"), octets);
            assertThat(open(part)).as("try %d", i).isInstanceOf(SmimeResult.Malformed.class);
        }
    }

    @Test
    void everyBeginningOfASignedBodyIsAnswered() {
        BodyPart signed = Signing.sign(sdp(), ALICES, NOW);
        byte[] octets = signed.content();
        for (int length = 0; length < octets.length - 10; length += 7) {
            BodyPart cut =
                    BodyPart.of(
                            requireNonNull(signed.contentType()), Arrays.copyOf(octets, length));
            assertThat(open(cut)).as("%d octets", length).isInstanceOf(SmimeResult.Malformed.class);
        }
    }
}
