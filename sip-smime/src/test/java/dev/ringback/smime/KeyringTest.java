package dev.ringback.smime;

import static dev.ringback.smime.People.ALICE;
import static dev.ringback.smime.People.ALICES;
import static dev.ringback.smime.People.AUTHORITY;
import static dev.ringback.smime.People.BOB;
import static dev.ringback.smime.People.BOBS;
import static dev.ringback.smime.People.NOW;
import static dev.ringback.smime.People.VOUCHED;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.smime.key.Doubt;
import dev.ringback.smime.key.KeyFile;
import dev.ringback.smime.key.Keyring;
import dev.ringback.smime.key.SelfSigned;
import dev.ringback.smime.key.Standing;
import dev.ringback.smime.key.UserCertificate;
import dev.ringback.smime.key.UserKey;
import dev.ringback.uri.SipUri;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The keyring says whom to believe.
class KeyringTest {
    private static Standing standing(Keyring keyring, UserKey key, SipUri holder, Instant when) {
        return keyring.standing(key.certificate(), List.of(), holder, when);
    }

    @Test
    void aSelfSignedCertificateNamesItsUser() {
        UserCertificate certificate = ALICES.certificate();
        assertThat(certificate.addresses()).containsExactly("alice@atlanta.com");
        assertThat(certificate.belongsTo(People.uri("sips:alice@ATLANTA.com"))).isTrue();
        assertThat(certificate.belongsTo(BOB)).isFalse();
        assertThat(certificate.selfSigned()).isTrue();
        assertThat(certificate.encrypts()).isTrue();
        assertThat(certificate.signs()).isTrue();
        assertThat(certificate.authority()).isFalse();
        assertThat(certificate.keyBits()).isEqualTo(2048);
    }

    @Test
    void whatAnAuthorityVouchesForIsTrusted() {
        Keyring keyring = Keyring.EMPTY.relyingOn(AUTHORITY.certificate());
        assertThat(standing(keyring, VOUCHED, ALICE, NOW).trusted()).isTrue();
        assertThat(standing(keyring, ALICES, ALICE, NOW).doubts())
                .containsExactly(Doubt.SELF_SIGNED);
        assertThat(standing(Keyring.EMPTY, VOUCHED, ALICE, NOW).doubts())
                .containsExactly(Doubt.UNKNOWN_ISSUER);
        assertThat(standing(keyring, VOUCHED, BOB, NOW).doubts())
                .containsExactly(Doubt.OTHER_SUBJECT);
    }

    @Test
    void anAuthorityWithTheSameNameIsNotTheSame() {
        UserKey other =
                new SelfSigned(new SecureRandom(), NOW)
                        .authority("Biloxi Authority", Duration.ofDays(9));
        Keyring keyring = Keyring.EMPTY.relyingOn(other.certificate());
        assertThat(standing(keyring, VOUCHED, ALICE, NOW).doubts())
                .containsExactly(Doubt.UNKNOWN_ISSUER);
    }

    @Test
    void whatTheUserPermittedIsTrusted() {
        Keyring keyring = Keyring.EMPTY.remembering(ALICE, ALICES.certificate());
        assertThat(standing(keyring, ALICES, ALICE, NOW).trusted()).isTrue();
        Keyring odd = Keyring.EMPTY.remembering(BOB, ALICES.certificate());
        assertThat(standing(odd, ALICES, BOB, NOW).trusted()).isTrue();
        assertThat(standing(odd, ALICES, ALICE, NOW).doubts()).containsExactly(Doubt.SELF_SIGNED);
    }

    @Test
    void aChangeIsToldEvenWhenAnAuthorityVouches() {
        Keyring keyring =
                Keyring.EMPTY
                        .remembering(ALICE, ALICES.certificate())
                        .relyingOn(AUTHORITY.certificate());
        Standing standing = standing(keyring, VOUCHED, ALICE, NOW);
        assertThat(standing.doubts()).containsExactly(Doubt.CHANGED);
        assertThat(standing.toString()).contains("may be an attack");
        Keyring more = keyring.remembering(ALICE, VOUCHED.certificate());
        assertThat(standing(more, VOUCHED, ALICE, NOW).trusted()).isTrue();
        assertThat(standing(more, ALICES, ALICE, NOW).trusted()).isTrue();
        assertThat(more.certificates(ALICE))
                .containsExactly(VOUCHED.certificate(), ALICES.certificate());
    }

    @Test
    void anExpiredCertificateIsDoubtedAndNotEncryptedFor() {
        Instant late = NOW.plus(Duration.ofDays(400));
        Keyring keyring =
                Keyring.EMPTY
                        .remembering(BOB, BOBS.certificate())
                        .relyingOn(AUTHORITY.certificate());
        assertThat(standing(keyring, BOBS, BOB, late).doubts()).containsExactly(Doubt.EXPIRED);
        assertThat(standing(keyring, VOUCHED, ALICE, late).doubts()).containsExactly(Doubt.EXPIRED);
        assertThat(keyring.recipient(BOB, late)).isNull();
        assertThat(keyring.recipient(BOB, NOW)).isEqualTo(BOBS.certificate());
        Instant early = NOW.minus(Duration.ofDays(1));
        assertThat(standing(keyring, BOBS, BOB, early).doubts())
                .containsExactly(Doubt.NOT_YET_VALID);
        assertThat(keyring.recipient(ALICE, NOW)).isNull();
    }

    @Test
    void anExpiredSignerIsToldWithTheMessage() {
        Instant late = NOW.plus(Duration.ofDays(400));
        Keyring keyring = Keyring.EMPTY.remembering(ALICE, ALICES.certificate());
        SmimeReader reader = new SmimeReader(keyring, People.LIMITS);
        SmimeResult opened = reader.open(Signing.sign(People.sdp(), ALICES, late), ALICE, late);
        assertThat(((SmimeResult.Signed) opened).standing().doubts())
                .containsExactly(Doubt.EXPIRED);
    }

    @Test
    void keysAreFoundByAddress() {
        Keyring keyring = Keyring.EMPTY.with(ALICES).with(BOBS);
        assertThat(keyring.key(BOB)).isEqualTo(BOBS);
        assertThat(keyring.key(People.CAROL)).isNull();
        assertThat(keyring.toString()).doesNotContain("Private");
        assertThat(ALICES.toString()).doesNotContain("Private").contains("alice@atlanta.com");
    }

    @Test
    void keyringsAreJoined() {
        Keyring one = Keyring.EMPTY.with(ALICES).remembering(BOB, BOBS.certificate());
        Keyring other =
                Keyring.EMPTY
                        .remembering(ALICE, ALICES.certificate())
                        .relyingOn(AUTHORITY.certificate());
        Keyring all = one.with(other);
        assertThat(all.holders()).containsExactly("alice@atlanta.com", "bob@biloxi.com");
        assertThat(all.keys()).containsExactly(ALICES);
        assertThat(all.authorities()).containsExactly(AUTHORITY.certificate());
    }

    @Test
    void filesKeepKeysAndWhoseCertificatesAre() {
        char[] password = "secret".toCharArray();
        byte[] file = KeyFile.pkcs12(ALICES, password);
        Keyring own = read(KeyFile.pkcs12(file, password));
        assertThat(requireNonNull(own.key(ALICE)).certificate()).isEqualTo(ALICES.certificate());
        assertThat(KeyFile.pkcs12(file, "other".toCharArray()))
                .isInstanceOf(KeyFile.Unreadable.class);
        Keyring keyring =
                Keyring.EMPTY
                        .remembering(BOB, BOBS.certificate())
                        .remembering(People.CAROL, BOBS.certificate())
                        .relyingOn(AUTHORITY.certificate());
        Keyring again = read(KeyFile.pem(KeyFile.pem(keyring), new char[0]));
        assertThat(again.certificates(BOB)).containsExactly(BOBS.certificate());
        assertThat(again.certificates(People.CAROL)).containsExactly(BOBS.certificate());
        assertThat(again.authorities()).containsExactly(AUTHORITY.certificate());
        assertThat(KeyFile.pem("-----BEGIN CERTIFICATE-----\nAAAA\n", new char[0]))
                .isInstanceOf(KeyFile.Unreadable.class);
    }

    private static Keyring read(KeyFile file) {
        assertThat(file).isInstanceOf(KeyFile.Read.class);
        return ((KeyFile.Read) file).keyring();
    }

    @Test
    void certificatesAreReadFromOctetsOnly() {
        byte[] octets = ALICES.certificate().toBytes();
        assertThat(UserCertificate.parse(octets)).isEqualTo(ALICES.certificate());
        assertThat(UserCertificate.parse(new byte[0])).isNull();
        assertThat(UserCertificate.parse(new byte[20_000])).isNull();
        octets[40] ^= 0x55;
        UserCertificate other = UserCertificate.parse(octets);
        assertThat(other == null || !other.equals(ALICES.certificate())).isTrue();
    }
}
