package dev.ringback.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class G711Test {
    static Stream<G711> laws() {
        return Stream.of(G711.PCMU, G711.PCMA);
    }

    @Test
    void theCodesAreThoseOfTheRecommendation() {
        short[] samples = {0, Short.MAX_VALUE, Short.MIN_VALUE, 1000, -1000};

        assertThat(G711.PCMU.encode(samples)).containsExactly(0xFF, 0x80, 0x00, 0xCE, 0x4E);
        assertThat(G711.PCMA.encode(samples)).containsExactly(0xD5, 0xAA, 0x2A, 0xFA, 0x7A);
    }

    @ParameterizedTest
    @MethodSource("laws")
    void whatIsDecodedIsNearWhatWasEncoded(G711 law) {
        for (int i = Short.MIN_VALUE; i <= Short.MAX_VALUE; i++) {
            short decoded = law.decode(law.encode(new short[] {(short) i}))[0];

            assertThat(Math.abs(decoded - i))
                    .as("sample %d", i)
                    .isLessThanOrEqualTo(16 + Math.abs(i) / 25);
        }
    }

    @ParameterizedTest
    @MethodSource("laws")
    void everyCodeIsItsOwnAgain(G711 law) {
        for (int code = 0; code < 256; code++) {
            byte[] octets = {(byte) code};
            short sample = law.decode(octets)[0];
            short again = law.decode(law.encode(law.decode(octets)))[0];

            assertThat(again).as("code %d", code).isEqualTo(sample);
        }
    }
}
