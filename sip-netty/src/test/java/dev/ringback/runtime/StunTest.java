package dev.ringback.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.socket.Backend;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Transport;
import dev.ringback.stun.StunMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// STUN on the port of SIP, RFC 5626 §8, on real sockets.
class StunTest {
    private static String latin(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    private static StunMessage parse(String text) {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        return Objects.requireNonNull(StunMessage.parse(octets, 0, octets.length));
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void aPhoneLearnsByWhichAddressItIsSeen(Backend backend) throws Exception {
        try (TestRuntime server = TestRuntime.start(backend);
                UdpPeer phone = new UdpPeer(Wire.loopback(0))) {
            StunMessage request = StunMessage.bindingRequest(new byte[StunMessage.ID_LENGTH]);
            phone.send(latin(request.encode()), server.udp());
            StunMessage answer = parse(phone.receive());
            assertThat(answer.sameTransaction(request)).isTrue();
            assertThat(answer.mappedAddress()).isEqualTo(phone.address());
            phone.send(Wire.options("UDP", "after"), server.udp());
            assertThat(phone.receive()).startsWith("SIP/2.0 200 OK\r\n");
            assertThat(server.core().requests).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void weAskAgainUntilThePeerAnswers(Backend backend) throws Exception {
        try (TestRuntime client = TestRuntime.start(backend);
                UdpPeer server = new UdpPeer(Wire.loopback(0))) {
            Flow flow = new Flow(Transport.UDP, client.udp(), server.address(), 0);
            client.runtime.execute(0, stack -> stack.keepAlive(flow));
            StunMessage first = parse(server.receive());
            StunMessage second = parse(server.receive());
            assertThat(second.sameTransaction(first)).isTrue();
            StunMessage answer = StunMessage.bindingResponse(second, client.udp());
            server.send(latin(answer.encode()), client.udp());
            long before = client.runtime.traffic().datagramsOut();
            await().during(Duration.ofMillis(1_500))
                    .until(() -> client.runtime.traffic().datagramsOut() == before);
        }
    }
}
