package dev.ringback.callflow.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.callflow.sample.Messages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartLineTest {
    private static Guess guess(String text) {
        byte[] octets = Messages.octets(text);
        return StartLine.guess(octets, 0, octets.length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INVITE sip:bob@example.com SIP/2.0\r\n",
                "\r\n\r\nSIP/2.0 200 OK\r\n",
                "sip/2.0 404 ",
                "X-y.z! tel:+1 SIP/7.9\n",
                "INVITE sip:bob@example.com SIP/2.0 \r"
            })
    void startLinesAreKnownByTheirLook(String text) {
        assertThat(guess(text)).isEqualTo(Guess.SIP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n",
                "DESCRIBE rtsp://host/ RTSP/1.0\r\n",
                "SIP/2.0/UDP host",
                "SIP-2.0 x\r\n",
                "Via: SIP/2.0\r\n",
                "INVITE  SIP/2.\r\n",
                "INVITE\tsip:b SIP/2.0\r\n",
                "\u0016\u0003\u0001",
                " INVITE a SIP/2.0\r\n",
                "INVITE a\u0000 SIP/2.0\r\n"
            })
    void otherLinesAreNone(String text) {
        assertThat(guess(text)).isEqualTo(Guess.OTHER);
    }

    @Test
    void eachBeginningOfAStartLineIsOpen() {
        for (String line : new String[] {"INVITE sip:b@c SIP/2.0\r", "SIP/2.0 "}) {
            for (int length = 0; length < line.length(); length++) {
                assertThat(guess(line.substring(0, length))).isEqualTo(Guess.OPEN);
            }
            assertThat(guess(line)).isEqualTo(Guess.SIP);
        }
    }

    private static String found(String text) {
        byte[] octets = Messages.octets(text);
        int place = StartLine.find(octets, 0, octets.length);
        return place < 0 ? "" : text.substring(place);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BYE sip:b SIP/2.0\r\n",
                "PRACK sip:b SIP/2.0 \r\n",
                "SIP/2.0 200 OK\r\n",
                "sip/2.0 603 x"
            })
    void aStartLineIsFoundInTheMiddleOfOctets(String line) {
        assertThat(found(line)).isEqualTo(line);
        assertThat(found("v=0\r\nx ACK sip:b SIP/2.0y\r\n" + line)).isEqualTo(line);
        assertThat(found("a body without line end" + line)).isEqualTo(line);
        assertThat(found("x".repeat(9_000) + line)).isEqualTo(line);
        assertThat(found(line.substring(0, line.length() - 8))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Via: SIP/2.0/UDP a\r\n",
                "SIP/2.0 2x0\r\n",
                " sip:b SIP/2.0\r\n",
                "BYE SIP/2.0\r\n",
                "BYE  SIP/2.0\r\n",
                "BYE sip:b SIP/2\r\n"
            })
    void whatIsNoStartLineIsNotFound(String line) {
        assertThat(found(line)).isEmpty();
    }

    @Test
    void lettersWithoutEndAreNoMethodAndNoLine() {
        assertThat(guess("A".repeat(65))).isEqualTo(Guess.OTHER);
        assertThat(guess("A " + "b".repeat(8_190))).isEqualTo(Guess.OPEN);
        assertThat(guess("A " + "b".repeat(8_191))).isEqualTo(Guess.OTHER);
    }
}
