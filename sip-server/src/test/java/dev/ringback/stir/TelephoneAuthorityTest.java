package dev.ringback.stir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.stir.TelephoneAuthority.Range;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The TN Authorization List: RFC 8226 §9.
class TelephoneAuthorityTest {
    private static TelephoneAuthority of(String name) {
        return TelephoneAuthority.of(Keys.credential(name).signer());
    }

    @Test
    void aListHasBlocksNumbersAndProviders() {
        assertThat(of("numbers"))
                .isEqualTo(
                        new TelephoneAuthority(
                                List.of(),
                                List.of(
                                        new Range("12025550100", BigInteger.valueOf(100)),
                                        new Range("12155551212", BigInteger.ONE),
                                        new Range("13105550100", BigInteger.ONE))));
        assertThat(of("provider")).isEqualTo(new TelephoneAuthority(List.of("709J"), List.of()));
        assertThat(of("domain")).isEqualTo(new TelephoneAuthority(List.of(), List.of()));
    }

    @Test
    void aBlockEndsWhereItsCountSays() {
        TelephoneAuthority numbers = of("numbers");
        assertThat(numbers.holds("12025550100")).isTrue();
        assertThat(numbers.holds("12025550199")).isTrue();
        assertThat(numbers.holds("12025550200")).isFalse();
        assertThat(numbers.holds("12025550099")).isFalse();
        assertThat(numbers.holds("2025550150")).isFalse();
        assertThat(numbers.holds("012025550150")).isFalse();
        assertThat(numbers.holds("1202555015*")).isFalse();
        assertThat(numbers.holds("12155551212")).isTrue();
        assertThat(numbers.holds("12155551213")).isFalse();
    }

    @Test
    void brokenDerIsNoElement() {
        byte[][] broken = {
            {0x30}, {0x30, 5, 1}, {0x30, (byte) 0x80}, {0x30, (byte) 0x84, 1, 1, 1, 1}, {0x30, -1}
        };
        for (byte[] octets : broken) {
            assertThat(new Der(octets).next()).isEqualTo(-2);
            assertThat(new Der(octets).only(Der.SEQUENCE)).isNull();
        }
        assertThat(new Der(new byte[0]).next()).isEqualTo(-1);
        assertThat(new Der(new byte[] {0x30, 0, 0x30, 0}).only(Der.SEQUENCE)).isNull();
    }
}
