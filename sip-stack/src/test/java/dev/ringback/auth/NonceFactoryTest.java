package dev.ringback.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.auth.Nonce.Validity;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NonceFactoryTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final SourceNetwork HERE = source("192.0.2.1");
    private final NonceFactory factory = factory(1);

    @Test
    void aFreshNonceIsValidUntilItsLastMillisecond() {
        String nonce = factory.create("localhost", HERE, NOON);
        assertThat(validity(nonce, NOON)).isEqualTo(Validity.VALID);
        assertThat(validity(nonce, NOON.plusMillis(299_999))).isEqualTo(Validity.VALID);
        assertThat(validity(nonce, NOON.plusMillis(300_000))).isEqualTo(Validity.STALE);
    }

    @Test
    void noncesAreNumberedAndDifferEvenInTheSameMillisecond() {
        String first = factory.create("localhost", HERE, NOON);
        String second = factory.create("localhost", HERE, NOON);
        assertThat(first).isNotEqualTo(second);
        assertThat(factory.verify(first, "localhost", HERE, NOON).sequence()).isZero();
        assertThat(factory.verify(second, "localhost", HERE, NOON).sequence()).isEqualTo(1);
    }

    @Test
    void aNonceIsGoodForItsRealmAndKeyOnly() {
        String nonce = factory.create("localhost", HERE, NOON);
        assertThat(factory.verify(nonce, "example.com", HERE, NOON)).isEqualTo(Nonce.FORGED);
        assertThat(factory(2).verify(nonce, "localhost", HERE, NOON)).isEqualTo(Nonce.FORGED);
    }

    @Test
    void aNonceTellsWhetherItComesBackFromWhereItWent() {
        String nonce = factory.create("localhost", HERE, NOON);
        assertThat(factory.verify(nonce, "localhost", HERE, NOON).here()).isTrue();
        Nonce elsewhere = factory.verify(nonce, "localhost", source("192.0.2.2"), NOON);
        assertThat(elsewhere.validity()).isEqualTo(Validity.VALID);
        assertThat(elsewhere.here()).isFalse();
        String sixth = factory.create("localhost", source("2001:db8::1"), NOON);
        assertThat(factory.verify(sixth, "localhost", source("2001:db8::2"), NOON).here()).isTrue();
        assertThat(factory.verify(sixth, "localhost", source("2001:db8:1::1"), NOON).here())
                .isFalse();
    }

    @Test
    void everyChangedCharacterMakesItAForgery() {
        String nonce = factory.create("localhost", HERE, NOON);
        for (int i = 0; i < nonce.length(); i++) {
            char other = nonce.charAt(i) == 'A' ? 'B' : 'A';
            String changed = nonce.substring(0, i) + other + nonce.substring(i + 1);
            assertThat(validity(changed, NOON)).as("changed at %d", i).isEqualTo(Validity.FORGED);
        }
    }

    @Test
    void anyTextIsJudgedWithoutAnError() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            char[] text = new char[random.nextInt(3) == 0 ? random.nextInt(60) : 36];
            for (int j = 0; j < text.length; j++) {
                text[j] = (char) (random.nextInt(300) + 1);
            }
            assertThat(validity(new String(text), NOON)).isEqualTo(Validity.FORGED);
        }
    }

    @Test
    void aShortKeyIsRefused() {
        assertThatThrownBy(() -> new NonceFactory(new byte[8], Duration.ofMinutes(5)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static SourceNetwork source(String address) {
        return SourceNetwork.of(InetAddress.ofLiteral(address));
    }

    private Validity validity(String nonce, Instant now) {
        return factory.verify(nonce, "localhost", HERE, now).validity();
    }

    private static NonceFactory factory(int seed) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) seed);
        return new NonceFactory(key, Duration.ofMinutes(5));
    }
}
