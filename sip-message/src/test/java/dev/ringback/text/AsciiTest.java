package dev.ringback.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AsciiTest {
    @Test
    void textIsSkippedEightAtATimeAsOneByOne() {
        for (int length = 0; length < 40; length++) {
            for (int octet = 0; octet < 256; octet++) {
                byte[] bytes = new byte[length + 1];
                Arrays.fill(bytes, (byte) 'x');
                bytes[length] = (byte) octet;
                assertThat(Ascii.skipText(bytes, 0, bytes.length))
                        .isEqualTo(Ascii.skip(bytes, 0, bytes.length, Ascii.TEXT));
            }
        }
        Random random = new Random(3);
        byte[] bytes = new byte[64];
        for (int i = 0; i < 20_000; i++) {
            random.nextBytes(bytes);
            int start = random.nextInt(32);
            assertThat(Ascii.skipText(bytes, start, 60))
                    .isEqualTo(Ascii.skip(bytes, start, 60, Ascii.TEXT));
        }
    }

    @Test
    void numbersStayInTheirRange() {
        assertThat(Ascii.decimal("0", 9)).isZero();
        assertThat(Ascii.decimal("0009", 9)).isEqualTo(9);
        assertThat(Ascii.decimal("10", 9)).isEqualTo(-1);
        assertThat(Ascii.decimal("", 9)).isEqualTo(-1);
        assertThat(Ascii.decimal("1x", 99)).isEqualTo(-1);
        assertThat(Ascii.decimal("9".repeat(100), Integer.MAX_VALUE)).isEqualTo(-1);
    }

    @Test
    void commasInQuotesAndBracketsDoNotSeparate() {
        byte[] bytes = Ascii.bytes("\"a,\\\",\" <b,c>,d");
        assertThat(Quoted.comma(bytes, 0, bytes.length)).isEqualTo(bytes.length - 2);
        byte[] open = Ascii.bytes("a\",b");
        assertThat(Quoted.comma(open, 0, open.length)).isEqualTo(open.length);
        assertThat(Quoted.unquote(Quoted.quote("a\"\\\u0001b"))).isEqualTo("a\"\\\u0001b");
    }
}
