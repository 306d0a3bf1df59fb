package dev.ringback.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// SipHash-2-4-128 against the vectors of its reference implementation: the key 00 to 0f, and as
/// text the octets 00, 01, ….
class KeyHashTest {
    private final KeyHash hash = new KeyHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

    @Test
    void itIsTheHashOfTheReference() {
        assertThat(octets(0)).isEqualTo(print(0xe6a825ba047f81a3L, 0x930255c71472f66dL));
        assertThat(octets(1)).isEqualTo(print(0x44af996bd8c187daL, 0x45fc229b11597634L));
        assertThat(octets(15)).isEqualTo(print(0x11a8b03399e99354L, 0xd9c3cf970fec087eL));
    }

    @Test
    void theSecretDecides() {
        Fingerprint here = hash.begin().add("z9hG4bKa").end();
        assertThat(new KeyHash(1, 2).begin().add("z9hG4bKa").end()).isNotEqualTo(here);
        assertThat(hash.begin().add("z9hG4bKa").end()).isEqualTo(here);
    }

    @Test
    void theCaseCountsWhereItIsSaid() {
        Fingerprint lower = hash.begin().addIgnoringCase("z9hg4bk-a{").end();
        assertThat(hash.begin().addIgnoringCase("Z9hG4bK-A{").end()).isEqualTo(lower);
        assertThat(hash.begin().addIgnoringCase("Z9hG4bK-A[").end()).isNotEqualTo(lower);
        assertThat(hash.begin().add("INVITE").end()).isNotEqualTo(hash.begin().add("invite").end());
    }

    @Test
    void nothingRunsIntoItsNeighbour() {
        assertThat(hash.begin().add("ab").add("c").end())
                .isNotEqualTo(hash.begin().add("a").add("bc").end());
        assertThat(hash.begin().add("ü").end())
                .isNotEqualTo(hash.begin().add("\u00fe\u00fc").end());
        assertThat(hash.begin().add("").end()).isNotEqualTo(hash.begin().end());
    }

    private Fingerprint octets(int count) {
        hash.begin();
        for (int i = 0; i < count; i++) {
            hash.add(i);
        }
        return hash.end();
    }

    /// Both halves as the reference prints them, lowest octet first.
    private static Fingerprint print(long low, long high) {
        return new Fingerprint(high, low);
    }
}
