package dev.ringback.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
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
    void classesAreSkippedFourAtATimeAsOneByOne() {
        Random random = new Random(7);
        byte[] bytes = new byte[64];
        for (int i = 0; i < 50_000; i++) {
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = (byte) (random.nextInt(16) == 0 ? random.nextInt() : 'a' + at % 26);
            }
            int start = random.nextInt(48);
            int end = start + random.nextInt(60 - start);
            int mask = random.nextInt(1, 1 << 12);
            int at = start;
            while (at < end && Ascii.is(bytes[at], mask)) {
                at++;
            }
            assertThat(Ascii.skip(bytes, start, end, mask)).isEqualTo(at);
        }
    }

    @Test
    void octetsAreFoundEightAtATimeAsOneByOne() {
        Random random = new Random(5);
        byte[] bytes = new byte[64];
        for (int i = 0; i < 50_000; i++) {
            random.nextBytes(bytes);
            int start = random.nextInt(48);
            int end = start + random.nextInt(60 - start);
            String text = new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
            int found = text.indexOf(':');
            assertThat(Ascii.find(bytes, start, end, ':'))
                    .isEqualTo(found < 0 ? end : start + found);
            assertThat(Ascii.hasSpace(bytes, start, end))
                    .isEqualTo(text.chars().anyMatch(c -> c <= ' '));
        }
    }

    @Test
    void namesAreFoundInAnyCaseAndNothingElseIs() {
        for (int number = 0; number < NameTable.size(); number++) {
            String name = NameTable.name(number);
            for (String text : List.of(name, Ascii.lower(name), name.toUpperCase(Locale.ROOT))) {
                assertThat(number("x" + text + "x", 1, text.length() + 1)).isEqualTo(number);
            }
            for (int at = 0; at < name.length(); at++) {
                for (char other = 0; other < 128; other++) {
                    String text = name.substring(0, at) + other + name.substring(at + 1);
                    assertThat(number(text, 0, text.length())).as(text).isEqualTo(oneByOne(text));
                }
            }
        }
        assertThat(number("", 0, 0)).isEqualTo(NameTable.UNKNOWN);
    }

    private static int oneByOne(String text) {
        return IntStream.range(0, NameTable.size())
                .filter(number -> NameTable.name(number).equalsIgnoreCase(text))
                .findFirst()
                .orElse(NameTable.UNKNOWN);
    }

    private static int number(String text, int start, int end) {
        return NameTable.number(Ascii.bytes(text), start, end);
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
