package dev.ringback.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StunMessageTest {
    private static final String ID = "b7e7a701bc34d686fa87dfae";

    /// The sample responses of RFC 5769 §2.2 and §2.3.
    private static final String IPV4 =
            "0101003c2112a442"
                    + ID
                    + "8022000b7465737420766563746f7220"
                    + "002000080001a147e112a643"
                    + "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d7"
                    + "80280004c07d4c96";

    private static final String IPV6 =
            "010100482112a442"
                    + ID
                    + "8022000b7465737420766563746f7220"
                    + "002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9"
                    + "00080014a382954e4be67bf11784c97c8292c275bfe3ed41"
                    + "80280004c8fb0b4c";

    private static final InetSocketAddress CLIENT =
            new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 32_853);

    @Test
    void theSampleResponsesOfTheRfcAreRead() {
        StunMessage four = read(IPV4);
        assertThat(four.isSuccess()).isTrue();
        assertThat(four.mappedAddress()).isEqualTo(CLIENT);
        assertThat(HexFormat.of().formatHex(four.id())).isEqualTo(ID);
        assertThat(read(IPV6).mappedAddress())
                .isEqualTo(
                        new InetSocketAddress(
                                InetAddress.ofLiteral("2001:db8:1234:5678:11:2233:4455:6677"),
                                32_853));
    }

    @Test
    void aMessageWithAWrongFingerprintIsNone() {
        assertThat(parse(IPV4.replace("c07d4c96", "c07d4c97"))).isNull();
        assertThat(parse(IPV4.replace("74657374", "74657375"))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "2001:db8::7"})
    void aRequestIsAnsweredWithTheAddressThatItCameFrom(String address) {
        InetSocketAddress from = new InetSocketAddress(InetAddress.ofLiteral(address), 40_001);
        StunMessage request = StunMessage.bindingRequest(HexFormat.of().parseHex(ID));
        assertThat(HexFormat.of().formatHex(request.encode())).isEqualTo("000100002112a442" + ID);

        StunMessage arrived = read(HexFormat.of().formatHex(request.encode()));
        StunMessage answer = Objects.requireNonNull(arrived.answer(from));
        StunMessage back = read(HexFormat.of().formatHex(answer.encode()));
        assertThat(back.isSuccess()).isTrue();
        assertThat(back.sameTransaction(request)).isTrue();
        assertThat(back.mappedAddress()).isEqualTo(from);
    }

    @Test
    void anUnknownAttributeThatMustBeUnderstoodGets420() {
        String body = "0003000400000000" + "7fff0001aa000000" + "0003000400000000";
        StunMessage request = read("000100182112a442" + ID + body);
        StunMessage answer = Objects.requireNonNull(request.answer(CLIENT));
        assertThat(answer.errorCode()).isEqualTo(420);
        assertThat(answer.isSuccess()).isFalse();
        assertThat(HexFormat.of().formatHex(answer.encode()))
                .isEqualTo("011100102112a442" + ID + "0009000400000414" + "000a000400037fff");
    }

    @Test
    void aRefusalIsAtMostOneAndAHalfTimesAsLong() {
        StunMessage request = read("000100042112a442" + ID + "7fff0000");
        assertThat(Objects.requireNonNull(request.answer(CLIENT)).encode()).hasSize(36);
    }

    @Test
    void optionalAttributesAndThoseOfAuthenticationDoNotHinder() {
        String body = "80ff00040000000000060003616263ff";
        assertThat(answer("000100102112a442" + ID + body).isSuccess()).isTrue();
    }

    @Test
    void nothingAnswersWhatIsNoRequest() {
        assertThat(read(IPV4).answer(CLIENT)).isNull();
        assertThat(read("001100002112a442" + ID).answer(CLIENT)).isNull();
    }

    @Test
    void aSuccessResponseThatIsNotUnderstoodIsNone() {
        assertThat(read("010100042112a442" + ID + "00030000").isSuccess()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00010000",
                "000100002112a443b7e7a701bc34d686fa87dfae",
                "000100012112a442b7e7a701bc34d686fa87dfae00",
                "000100042112a442b7e7a701bc34d686fa87dfae",
                "000100002112a442b7e7a701bc34d686fa87dfae00000000",
                "000100042112a442b7e7a701bc34d686fa87dfae80220001",
                "000300002112a442b7e7a701bc34d686fa87dfae",
                "400100002112a442b7e7a701bc34d686fa87dfae"
            })
    void whatIsNoBindingMessageIsNone(String octets) {
        assertThat(parse(octets)).isNull();
    }

    @Test
    void anAddressOfAnotherFormIsNone() {
        assertThat(read("010100082112a442" + ID + "002000040001a147").mappedAddress()).isNull();
        assertThat(read("0101000c2112a442" + ID + "002000080002a147e112a643").mappedAddress())
                .isNull();
        assertThat(read("010100002112a442" + ID).mappedAddress()).isNull();
    }

    @Test
    void anOlderServersPlainAddressIsRead() {
        assertThat(read("0101000c2112a442" + ID + "0001000800018055c0000201").mappedAddress())
                .isEqualTo(CLIENT);
    }

    @Test
    void noOctetsThrow() {
        byte[] sample = HexFormat.of().parseHex(IPV6);
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            byte[] octets = Arrays.copyOf(sample, random.nextInt(sample.length + 1));
            if (octets.length > 3) {
                octets[2] = (byte) ((octets.length - 20) >> 8);
                octets[3] = (byte) (octets.length - 20);
            }
            for (int i = 20; i < octets.length; i++) {
                octets[i] = random.nextInt(4) == 0 ? (byte) random.nextInt(64) : octets[i];
            }
            StunMessage message = StunMessage.parse(octets, 0, octets.length);
            if (message != null) {
                InetSocketAddress mapped = message.mappedAddress();
                assertThat(mapped == null || mapped.getPort() >= 0).as("seed %d", seed).isTrue();
                assertThat(message.errorCode()).as("seed %d", seed).isBetween(-1, 699);
                byte[] again = message.encode();
                assertThat(StunMessage.parse(again, 0, again.length)).isNotNull();
            }
        }
    }

    @Test
    void aMessageIsReadWhereItStandsInABuffer() {
        byte[] octets = HexFormat.of().parseHex("ffffff" + IPV4 + "ffff");
        StunMessage message = StunMessage.parse(octets, 3, octets.length - 5);
        assertThat(Objects.requireNonNull(message).mappedAddress()).isEqualTo(CLIENT);
        assertThat(StunMessage.parse(octets, 3, octets.length)).isNull();
    }

    private static StunMessage answer(String request) {
        return Objects.requireNonNull(read(request).answer(CLIENT));
    }

    private static StunMessage read(String hex) {
        return Objects.requireNonNull(parse(hex));
    }

    private static @Nullable StunMessage parse(String hex) {
        byte[] octets = HexFormat.of().parseHex(hex);
        return StunMessage.parse(octets, 0, octets.length);
    }
}
