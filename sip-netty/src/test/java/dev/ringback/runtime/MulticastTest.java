package dev.ringback.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.header.route.Via;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.socket.Backend;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Notice;
import dev.ringback.stack.Transport;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// REGISTER to all SIP servers, RFC 3261 §10.2.6, with several sockets on loopback.
class MulticastTest {
    private static final InetAddress ALL_SERVERS = InetAddress.ofLiteral("224.0.1.75");

    private static InetSocketAddress group() throws Exception {
        try (DatagramSocket free = new DatagramSocket(Wire.loopback(0))) {
            return new InetSocketAddress(ALL_SERVERS, free.getLocalPort());
        }
    }

    private static TestRuntime server(Backend backend, InetSocketAddress group) throws Exception {
        return TestRuntime.start(backend, config -> config.listen(Transport.UDP, group));
    }

    private static SipRequest request(String method, String callId) {
        return Wire.request(Wire.options("UDP", callId).replace("OPTIONS", method));
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void everyServerHearsARegistrationAndAnswersToTheSender(Backend backend) throws Exception {
        InetSocketAddress group = group();
        try (TestRuntime one = server(backend, group);
                TestRuntime other = server(backend, group);
                TestRuntime phone = TestRuntime.start(backend)) {
            Hop hop = new Hop(Transport.UDP, group);
            Object outcome = phone.send(request("REGISTER", "all"), hop).get(5, TimeUnit.SECONDS);
            assertThat(((SipResponse) outcome).status()).isEqualTo(200);
            await().until(() -> one.core().requests.size() + other.core().requests.size() == 2);

            Via via = one.core().requests.getFirst().topVia();
            assertThat(via.maddr()).isEqualTo("224.0.1.75");
            assertThat(via.ttl()).isEqualTo(1);
            assertThat(one.core().flows.getFirst().remote()).isEqualTo(phone.udp());
            assertThat(one.core().flows.getFirst().local()).isEqualTo(group);
            assertThat(one.runtime.listenPoints())
                    .as("nobody is told the group")
                    .noneMatch(point -> point.bound().equals(group));
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void whatIsNoRegistrationGetsNoAnswer(Backend backend) throws Exception {
        InetSocketAddress group = group();
        try (TestRuntime server = server(backend, group);
                TestRuntime phone = TestRuntime.start(backend)) {
            var _ = phone.send(request("OPTIONS", "none"), new Hop(Transport.UDP, group));
            await().until(() -> server.notices.contains(new Notice.Dropped("multicast-method")));
            assertThat(server.core().requests).isEmpty();
        }
    }
}
