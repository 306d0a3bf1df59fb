package dev.ringback.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Policy;
import dev.ringback.socket.Backend;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Notice;
import dev.ringback.stack.SourceGate;
import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a gate keeps out, over both kinds of sockets.
class GateTest {
    @ParameterizedTest
    @EnumSource(Backend.class)
    void datagramsOfWhatIsBannedAreNeverReadNorAnswered(Backend backend) throws Exception {
        Gate gate = new Gate();
        try (TestRuntime server = start(backend, gate);
                UdpPeer peer = new UdpPeer(Wire.loopback(0))) {
            gate.passage = SourceGate.Passage.BANNED;
            peer.send("no message at all", server.udp());
            peer.send(Wire.options("UDP", "one"), server.udp());
            await().until(() -> server.notices.size() == 2);
            assertThat(server.notices).containsOnly(new Notice.Dropped("source-banned"));
            gate.passage = SourceGate.Passage.FREE;
            peer.send(Wire.options("UDP", "two"), server.udp());
            assertThat(peer.receive()).contains("Call-ID: two");
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void connectionsOfWhatIsBannedAreClosedAndNewOnesNotTaken(Backend backend) throws Exception {
        Gate gate = new Gate();
        try (TestRuntime server = start(backend, gate);
                TcpPeer peer = TcpPeer.connect(server.tcp())) {
            peer.send(Wire.options("TCP", "one"));
            assertThat(peer.receive()).startsWith("SIP/2.0 200 OK\r\n");
            gate.passage = SourceGate.Passage.BANNED;
            peer.send(Wire.options("TCP", "two"));
            assertThat(peer.ended()).isTrue();
            try (TcpPeer again = TcpPeer.connect(server.tcp())) {
                assertThat(endedOrReset(again)).isTrue();
            }
            assertThat(server.notices).contains(new Notice.Dropped("source-banned"));
            assertThat(server.core().requests).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void whoSendsTooMuchGetsOnIfItConcernsADialog(Backend backend) throws Exception {
        Gate gate = new Gate();
        try (TestRuntime server = start(backend, gate);
                UdpPeer peer = new UdpPeer(Wire.loopback(0));
                TcpPeer stream = TcpPeer.connect(server.tcp())) {
            gate.passage = SourceGate.Passage.ONGOING;
            peer.send(Wire.options("UDP", "new"), server.udp());
            String inDialog = Wire.options("UDP", "old").replace("Max-", "X: 1\r\nMax-");
            peer.send(inDialog.replaceFirst("(?m)^(To: .*)$", "$1;tag=1"), server.udp());
            assertThat(peer.receive()).contains("Call-ID: old");
            assertThat(server.notices).containsExactly(new Notice.Dropped("source-rate"));
            stream.send(Wire.options("TCP", "new"));
            assertThat(stream.receive()).startsWith("SIP/2.0 503 ");
            assertThat(server.answered).contains(new Cause.Denied(Policy.SOURCE_RATE));
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void theGateHearsWhatIsARequestAndWhatIsNoMessage(Backend backend) throws Exception {
        Gate gate = new Gate();
        try (TestRuntime server = start(backend, gate);
                UdpPeer peer = new UdpPeer(Wire.loopback(0))) {
            peer.send("SIP/2.0 nonsense\r\n\r\n", server.udp());
            await().until(() -> gate.malformed.get() == 1);
            peer.send(Wire.options("UDP", "one"), server.udp());
            peer.receive();
            assertThat(gate.responses).hasValue(1);
            assertThat(gate.requests).hasValue(1);
        }
    }

    private static TestRuntime start(Backend backend, SourceGate gate) throws IOException {
        return TestRuntime.start(backend, config -> config.gate(gate));
    }

    private static boolean endedOrReset(TcpPeer peer) {
        try {
            return peer.ended();
        } catch (IOException _) {
            return true;
        }
    }

    /// Says what it is told to say.
    private static final class Gate implements SourceGate {
        volatile Passage passage = Passage.FREE;
        final AtomicInteger requests = new AtomicInteger();
        final AtomicInteger responses = new AtomicInteger();
        final AtomicInteger malformed = new AtomicInteger();

        @Override
        public boolean banned(InetAddress source) {
            return passage == Passage.BANNED;
        }

        @Override
        public Passage arrived(Flow flow, boolean request) {
            (request ? requests : responses).incrementAndGet();
            return passage;
        }

        @Override
        public void malformed(Flow flow) {
            malformed.incrementAndGet();
        }
    }
}
