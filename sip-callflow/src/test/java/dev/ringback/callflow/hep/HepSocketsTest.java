package dev.ringback.callflow.hep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ringback.callflow.Passed;
import dev.ringback.callflow.intake.Skip;
import dev.ringback.callflow.sample.Found;
import dev.ringback.callflow.sample.Messages;
import dev.ringback.stack.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// [HepSender] and [HepReceiver], each the other's peer.
class HepSocketsTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final Found found = new Found();

    private HepReceiver receiver(int port, String key) throws IOException {
        return new HepReceiver(
                new InetSocketAddress(LOOPBACK, port), key, Clock.systemUTC(), found);
    }

    private static int port(HepReceiver receiver) {
        return ((InetSocketAddress) receiver.address()).getPort();
    }

    private static HepTarget target(Transport transport, int port, String key) {
        return new HepTarget(transport, "localhost", port, HepOrigin.sip().with(key));
    }

    @ParameterizedTest
    @EnumSource(names = {"UDP", "TCP"})
    void whatIsSentIsReceived(Transport transport) throws IOException {
        List<Passed> all = new ArrayList<>();
        for (Transport each : Transport.values()) {
            all.add(Messages.passed(each, "one-" + each, 10));
            all.add(Messages.passed(each, "big-" + each, 30_000));
        }
        try (HepReceiver receiver = receiver(0, "secret");
                HepSender sender = new HepSender(target(transport, port(receiver), "secret"))) {
            all.forEach(sender::send);
            await().until(() -> found.passed.size() == all.size());
            assertThat(found.passed.stream().map(HepSocketsTest::line).toList())
                    .isEqualTo(all.stream().map(HepSocketsTest::line).toList());
            assertThat(sender.sent()).isEqualTo(all.size());
            assertThat(sender.dropped()).isZero();
            assertThat(receiver.summary().skipped()).isEmpty();
        }
    }

    private static String line(Passed passed) {
        return passed.at()
                + " "
                + passed.transport()
                + passed.from()
                + passed.to()
                + passed.message();
    }

    @Test
    void aPacketWithoutTheKeyIsNotTaken() throws IOException {
        try (HepReceiver receiver = receiver(0, "secret");
                HepSender sender = new HepSender(target(Transport.TCP, port(receiver), "other"))) {
            sender.send(Messages.passed(Transport.UDP, "one", 10));
            await().until(() -> receiver.summary().skipped(Skip.UNAUTHORIZED) == 1);
            assertThat(found.lines).isEmpty();
        }
    }

    @Test
    void whoHandsOverDoesNotWaitForACollectorThatDoesNotRead() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 1, LOOPBACK);
                HepSender sender = new HepSender(target(Transport.TCP, deaf.getLocalPort(), ""))) {
            Passed big = Messages.passed(Transport.TCP, "big", 60_000);
            long handed = 0;
            while (sender.dropped() == 0) {
                sender.send(big);
                handed++;
            }
            assertThat(handed).isLessThan(10_000);
        }
    }

    @Test
    void aCollectorThatComesBackGetsWhatIsSentThen() throws IOException {
        HepReceiver first = receiver(0, "");
        int port = port(first);
        try (HepSender sender = new HepSender(target(Transport.TCP, port, ""))) {
            sender.send(Messages.passed(Transport.UDP, "before", 10));
            await().until(() -> found.callIds().contains("before"));
            first.close();
            await().until(
                            () -> {
                                sender.send(Messages.passed(Transport.UDP, "between", 10));
                                return sender.dropped() > 0;
                            });
            HepReceiver second = receiver(port, "");
            sender.send(Messages.passed(Transport.UDP, "after", 10));
            await().until(() -> found.callIds().contains("after"));
            second.close();
        }
    }

    @Test
    void whatCannotBeSentIsDroppedAtTheEnd() {
        HepSender sender = new HepSender(target(Transport.TCP, 1, ""));
        sender.send(Messages.passed(Transport.UDP, "one", 10));
        sender.close();
        await().until(() -> sender.dropped() == 1);
        sender.send(Messages.passed(Transport.UDP, "two", 10));
        assertThat(sender.dropped()).isEqualTo(2);
        assertThat(sender.sent()).isZero();
    }

    @Test
    void noHepEndsAConnection() throws IOException {
        try (HepReceiver receiver = receiver(0, "");
                Socket socket = new Socket(LOOPBACK, port(receiver))) {
            socket.getOutputStream().write(Messages.octets("GET / HTTP/1.1\r\n\r\n"));
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            assertThat(receiver.summary().skipped(Skip.CUT_SHORT)).isEqualTo(1);
        } catch (java.net.SocketException e) {
            assertThat(e).hasMessageContaining("reset");
        }
    }

    @Test
    void theConnectionThatBroughtNothingForLongestMakesRoom() throws IOException {
        List<Socket> sockets = new ArrayList<>();
        try (HepReceiver receiver = receiver(0, "")) {
            for (int i = 0; i < 64; i++) {
                sockets.add(new Socket(LOOPBACK, port(receiver)));
            }
            sockets.getFirst().getOutputStream().write(packet("first"));
            await().until(() -> found.callIds().contains("first"));
            sockets.add(new Socket(LOOPBACK, port(receiver)));
            sockets.getLast().getOutputStream().write(packet("last"));
            await().until(() -> found.callIds().contains("last"));
            assertThat(sockets.get(1).getInputStream().read()).isEqualTo(-1);
            sockets.getFirst().getOutputStream().write(packet("again"));
            await().until(() -> found.callIds().contains("again"));
            assertThat(receiver.summary().skipped()).isEqualTo(Map.of(Skip.OVERFLOW, 1L));
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static byte[] packet(String callId) {
        return HepCodec.encode(
                new HepPacket(
                        Messages.NOON,
                        HepPacket.UDP,
                        Messages.address("192.0.2.1", 5060),
                        Messages.address("192.0.2.2", 5060),
                        HepOrigin.sip().of(callId),
                        Messages.octets(Messages.text(callId, 10))));
    }

    @Test
    void otherKindsOfPayloadAreNoSip() throws IOException {
        HepOrigin report = new HepOrigin(5, 1, "", "");
        try (HepReceiver receiver = receiver(0, "");
                HepSender sender =
                        new HepSender(
                                new HepTarget(
                                        Transport.UDP, "127.0.0.1", port(receiver), report))) {
            sender.send(Messages.passed(Transport.UDP, "one", 10));
            await().until(() -> receiver.summary().skipped(Skip.NOT_SIP) == 1);
        }
    }

    @Test
    void onlyUdpAndTcpCarryHep() {
        assertThatThrownBy(() -> target(Transport.TLS, 1, ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> target(Transport.UDP, 0, ""))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
