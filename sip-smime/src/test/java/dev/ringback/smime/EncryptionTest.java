package dev.ringback.smime;

import static dev.ringback.smime.People.ALICE;
import static dev.ringback.smime.People.ALICES;
import static dev.ringback.smime.People.BOB;
import static dev.ringback.smime.People.BOBS;
import static dev.ringback.smime.People.CAROLS;
import static dev.ringback.smime.People.NOW;
import static dev.ringback.smime.People.aes;
import static dev.ringback.smime.People.reader;
import static dev.ringback.smime.People.sdp;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ringback.body.BodyLimits;
import dev.ringback.body.BodyPart;
import dev.ringback.header.HeaderName;
import dev.ringback.header.content.ContentType;
import dev.ringback.smime.key.Doubt;
import dev.ringback.smime.key.Keyring;
import dev.ringback.smime.key.UserKey;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is encrypted is read by whom it is for, and by nobody else.
class EncryptionTest {
    private static BodyPart forBob() {
        return aes(ContentCipher.AES_128_CBC).encrypt(sdp(), List.of(BOBS.certificate()));
    }

    @ParameterizedTest
    @EnumSource(ContentCipher.class)
    void theRecipientReadsIt(ContentCipher cipher) {
        BodyPart encrypted = aes(cipher).encrypt(sdp(), List.of(BOBS.certificate()));
        assertThat(People.text(encrypted.content())).doesNotContain("audio");
        SmimeResult opened = reader(BOBS).open(encrypted, ALICE, NOW);
        assertThat(opened).isInstanceOf(SmimeResult.Encrypted.class);
        assertThat(((SmimeResult.Encrypted) opened).content()).isEqualTo(sdp());
        assertThat(((SmimeResult.Encrypted) opened).signature()).isNull();
    }

    @Test
    void itIsEnvelopedDataInBinary() {
        BodyPart encrypted = forBob();
        assertThat(requireNonNull(encrypted.contentType()))
                .hasToString("application/pkcs7-mime;smime-type=enveloped-data;name=smime.p7m");
        assertThat(encrypted.value(HeaderName.CONTENT_DISPOSITION))
                .isEqualTo("attachment;filename=smime.p7m;handling=required");
        assertThat(encrypted.value(Entities.TRANSFER_ENCODING)).isEqualTo("binary");
    }

    @Test
    void nobodyElseReadsIt() {
        SmimeResult opened = reader(CAROLS).open(forBob(), ALICE, NOW);
        assertThat(opened).isInstanceOf(SmimeResult.Undecipherable.class);
        assertThat(reader().open(forBob(), ALICE, NOW))
                .isInstanceOf(SmimeResult.Undecipherable.class);
    }

    @Test
    void severalRecipientsReadIt() {
        BodyPart encrypted =
                aes(ContentCipher.AES_128_CBC)
                        .encrypt(sdp(), List.of(BOBS.certificate(), CAROLS.certificate()));
        assertThat(reader(BOBS).open(encrypted, ALICE, NOW))
                .isInstanceOf(SmimeResult.Encrypted.class);
        assertThat(reader(CAROLS).open(encrypted, ALICE, NOW))
                .isInstanceOf(SmimeResult.Encrypted.class);
    }

    @Test
    void aWrongKeyAndABrokenContentLookTheSame() {
        UserKey wrong = new UserKey(CAROLS.key(), BOBS.certificate(), List.of());
        SmimeResult key = reader(wrong).open(forBob(), ALICE, NOW);
        byte[] octets = forBob().content();
        // this turns over a bit of the last octet of the plain text, which is padding of 1 to 16
        octets[octets.length - 17] ^= 0x40;
        BodyPart broken = BodyPart.of(ContentType.of("application", "pkcs7-mime"), octets);
        SmimeResult content = reader(BOBS).open(broken, ALICE, NOW);
        assertThat(key).isInstanceOf(SmimeResult.Undecipherable.class).isEqualTo(content);
    }

    @Test
    void signedThenEncryptedTellsWhoSigned() {
        BodyPart signed = Signing.sign(sdp(), ALICES, NOW);
        BodyPart both = aes(ContentCipher.AES_128_CBC).encrypt(signed, List.of(BOBS.certificate()));
        assertBoth(both);
    }

    @Test
    void encryptedThenSignedTellsWhoSigned() {
        assertBoth(Signing.sign(forBob(), ALICES, NOW));
    }

    private static void assertBoth(BodyPart both) {
        SmimeResult opened = reader(BOBS).open(both, ALICE, NOW);
        assertThat(opened).isInstanceOf(SmimeResult.Encrypted.class);
        SmimeResult.Encrypted encrypted = (SmimeResult.Encrypted) opened;
        assertThat(encrypted.content()).isEqualTo(sdp());
        assertThat(requireNonNull(encrypted.signature()).certificate())
                .isEqualTo(ALICES.certificate());
        assertThat(requireNonNull(encrypted.standing()).doubts())
                .containsExactly(Doubt.SELF_SIGNED);
    }

    @Test
    void oneChangedOctetOfWhatIsSignedAndEncryptedIsTampering() {
        BodyPart both = Signing.sign(forBob(), ALICES, NOW);
        byte[] octets = both.content();
        int at = People.text(octets).indexOf("\r\n\r\n") + 600;
        octets[at] ^= 1;
        BodyPart changed = BodyPart.of(requireNonNull(both.contentType()), octets);
        assertThat(reader(BOBS).open(changed, ALICE, NOW)).isInstanceOf(SmimeResult.Tampered.class);
    }

    @Test
    void thereHasToBeARecipientWithAKeyThatFits() {
        Encryption encryption = aes(ContentCipher.AES_128_CBC);
        assertThatIllegalArgumentException().isThrownBy(() -> encryption.encrypt(sdp(), List.of()));
        assertThat(People.AUTHORITY.certificate().encrypts()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> encryption.encrypt(sdp(), List.of(People.AUTHORITY.certificate())));
    }

    @Test
    void whatIsTooLargeIsNotOpened() {
        SmimeLimits small = new SmimeLimits(500, 3, 8, 32, BodyLimits.defaults());
        Keyring bob = Keyring.EMPTY.with(BOBS);
        assertThat(new SmimeReader(bob, small).open(forBob(), ALICE, NOW))
                .isInstanceOf(SmimeResult.TooLarge.class);
        BodyPart certificates = Signing.certificates(List.of(BOBS.certificate()));
        assertThat(new SmimeReader(bob, small).open(certificates, BOB, NOW))
                .isInstanceOf(SmimeResult.TooLarge.class);
    }

    @Test
    void layersCertificatesAndRecipientsAreCounted() {
        BodyPart deep = sdp();
        for (int i = 0; i < 4; i++) {
            deep = Signing.sign(deep, ALICES, NOW);
        }
        assertThat(reader().open(deep, ALICE, NOW)).isInstanceOf(SmimeResult.TooLarge.class);
        SmimeLimits few = new SmimeLimits(65_535, 3, 1, 1, BodyLimits.defaults());
        SmimeReader strict = new SmimeReader(Keyring.EMPTY.with(BOBS), few);
        BodyPart two =
                aes(ContentCipher.AES_128_CBC)
                        .encrypt(sdp(), List.of(BOBS.certificate(), CAROLS.certificate()));
        assertThat(strict.open(two, ALICE, NOW)).isInstanceOf(SmimeResult.TooLarge.class);
        BodyPart certificates =
                Signing.certificates(List.of(BOBS.certificate(), CAROLS.certificate()));
        assertThat(strict.open(certificates, ALICE, NOW)).isInstanceOf(SmimeResult.TooLarge.class);
    }
}
