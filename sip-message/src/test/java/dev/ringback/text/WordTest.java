package dev.ringback.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WordTest {
    private final Word version = Word.of("SIP/2.0");

    @Test
    void everyOctetOfARangeIsCompared() {
        byte[] bytes = Ascii.bytes("xSIP/2.0 and more");
        assertThat(version.is(bytes, 1, 8)).isTrue();
        assertThat(version.isInAnyCase(bytes, 1, 8)).isTrue();
        for (int at = 1; at < 8; at++) {
            for (int octet = 0; octet < 256; octet++) {
                byte[] changed = bytes.clone();
                changed[at] = (byte) octet;
                String text = "octet " + octet + " at " + at;
                boolean letter = Character.isLetter(bytes[at]);
                boolean other = letter && octet == (bytes[at] | 0x20);
                assertThat(version.is(changed, 1, 8)).as(text).isEqualTo(changed[at] == bytes[at]);
                assertThat(version.isInAnyCase(changed, 1, 8))
                        .as(text)
                        .isEqualTo(changed[at] == bytes[at] || other);
            }
        }
    }

    @Test
    void theLengthCounts() {
        byte[] bytes = Ascii.bytes("sip/2.0\0 and more");
        assertThat(version.isInAnyCase(bytes, 0, 7)).isTrue();
        assertThat(version.isInAnyCase(bytes, 0, 8)).isFalse();
        assertThat(version.isInAnyCase(bytes, 0, 6)).isFalse();
        assertThat(version.is(bytes, 0, 0)).isFalse();
        assertThat(Word.of("SIP/2.0x").is(Ascii.bytes("SIP/2.0xy"), 0, 9)).isFalse();
    }

    @Test
    void aWordAtTheEndOfTheOctetsIsFound() {
        assertThat(Word.of("udp").isInAnyCase(Ascii.bytes("/UDP"), 1, 4)).isTrue();
        assertThat(Word.of("udp").is(Ascii.bytes("/UDP"), 1, 4)).isFalse();
    }

    @Test
    void aLongerTextIsNoWord() {
        assertThatThrownBy(() -> Word.of("REGISTERS")).isInstanceOf(IllegalArgumentException.class);
    }
}
