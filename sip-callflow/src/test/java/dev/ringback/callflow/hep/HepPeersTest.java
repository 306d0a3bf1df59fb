package dev.ringback.callflow.hep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.callflow.Passed;
import dev.ringback.callflow.capture.CaptureFormat;
import dev.ringback.callflow.capture.Captures;
import dev.ringback.callflow.capture.PcapWriter;
import dev.ringback.callflow.sample.Found;
import dev.ringback.callflow.sample.Messages;
import dev.ringback.callflow.sample.Peer;
import dev.ringback.callflow.secrets.KeyLog;
import dev.ringback.stack.Transport;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// sngrep reads our HEP, and we read the HEP of sngrep and of Kamailio.
class HepPeersTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, LOOPBACK)) {
            return socket.getLocalPort();
        }
    }

    private static HepReceiver receiver(Found found) throws IOException {
        return new HepReceiver(new InetSocketAddress(LOOPBACK, 0), "", Clock.systemUTC(), found);
    }

    private static int port(HepReceiver receiver) {
        return ((InetSocketAddress) receiver.address()).getPort();
    }

    private static List<Passed> messages() {
        return List.of(
                Messages.passed(Transport.UDP, "datagram", 10),
                Messages.passed(Transport.TCP, "stream", 5_000),
                Messages.passed(Transport.WSS, "socket", 100));
    }

    @Test
    void sngrepTakesWhatWeSend(@TempDir Path folder) throws Exception {
        int port = freePort();
        String[] command =
                ("sngrep -F -N -q -L udp:127.0.0.1:" + port + " -O heard.pcap").split(" ");
        try (Peer sngrep = Peer.start(folder, command)) {
            Found found = new Found();
            HepTarget target =
                    new HepTarget(Transport.UDP, "127.0.0.1", port, HepOrigin.sip().from(2_001));
            try (HepSender sender = new HepSender(target)) {
                await().until(() -> listens(port));
                messages().forEach(sender::send);
                await().until(() -> sender.sent() == 3);
                await().until(
                                () -> {
                                    Path file = folder.resolve("heard.pcap");
                                    return Files.exists(file) && Files.size(file) > 5_800;
                                });
                assertThat(sender.dropped()).isZero();
            }
            sngrep.interrupt();
            new Captures(KeyLog.empty(), found).read(folder.resolve("heard.pcap"));
            assertThat(found.callIds()).containsExactly("datagram", "stream", "socket");
            Passed first = found.passed.getFirst();
            assertThat(first.from()).isEqualTo(Messages.address("192.0.2.1", 5080));
            assertThat(first.to()).isEqualTo(Messages.address("192.0.2.2", 5060));
            assertThat(first.at()).isEqualTo(Messages.NOON);
            assertThat(first.message()).hasToString(messages().getFirst().message().toString());
        }
    }

    /// Whether somebody holds the UDP port.
    private static boolean listens(int port) {
        try (DatagramSocket socket = new DatagramSocket(port, LOOPBACK)) {
            return !socket.isBound();
        } catch (IOException _) {
            return true;
        }
    }

    @Test
    void weTakeWhatSngrepSends(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("some.pcap");
        try (PcapWriter writer = new PcapWriter(Files.newOutputStream(file), CaptureFormat.PCAP)) {
            for (Passed passed : messages().subList(0, 2)) {
                writer.write(passed);
            }
        }
        Found found = new Found();
        try (HepReceiver receiver = receiver(found)) {
            String target = "udp:127.0.0.1:" + port(receiver);
            String[] command = ("sngrep -F -N -q -I some.pcap -H " + target).split(" ");
            try (Peer sngrep = Peer.start(folder, command)) {
                sngrep.output();
                await().until(() -> found.lines.size() == 2);
            }
            assertThat(found.callIds()).containsExactly("datagram", "stream");
            Passed first = found.passed.getFirst();
            assertThat(first.from()).isEqualTo(Messages.address("192.0.2.1", 5080));
            assertThat(first.at()).isEqualTo(Messages.NOON);
            assertThat(found.passed.get(1).transport()).isEqualTo(Transport.TCP);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void weTakeWhatKamailioSends(int version, @TempDir Path folder) throws Exception {
        Found found = new Found();
        int sip = freePort();
        try (HepReceiver receiver = receiver(found);
                DatagramSocket phone = new DatagramSocket(0, LOOPBACK)) {
            Files.writeString(
                    folder.resolve("kamailio.cfg"),
                    """
                    log_stderror=yes
                    listen=udp:127.0.0.1:%d
                    children=1
                    disable_tcp=yes
                    loadmodule "sl.so"
                    loadmodule "pv.so"
                    loadmodule "siptrace.so"
                    modparam("siptrace", "trace_on", 1)
                    modparam("siptrace", "trace_to_database", 0)
                    modparam("siptrace", "duplicate_uri", "sip:127.0.0.1:%d")
                    modparam("siptrace", "hep_mode_on", 1)
                    modparam("siptrace", "hep_version", %d)
                    modparam("siptrace", "hep_capture_id", 42)
                    request_route {
                        sip_trace();
                        sl_send_reply("202", "Taken");
                    }
                    """
                            .formatted(sip, port(receiver), version));
            String[] command = {
                "kamailio",
                "-f",
                folder.resolve("kamailio.cfg").toString(),
                "-DD",
                "-E",
                "-m",
                "16",
                "-Y",
                folder.toString(),
                "-P",
                folder.resolve("pid").toString()
            };
            try (Peer kamailio = Peer.start(folder, command)) {
                byte[] request = Messages.octets(Messages.text("traced", 30));
                InetSocketAddress server = new InetSocketAddress(LOOPBACK, sip);
                await().until(() -> listens(sip) || kamailio.said().contains("ERROR"));
                phone.send(new DatagramPacket(request, request.length, server));
                await().untilAsserted(
                                () -> assertThat(found.lines).as(kamailio.said()).isNotEmpty());
            }
            InetSocketAddress here = new InetSocketAddress(LOOPBACK, phone.getLocalPort());
            assertThat(found.callIds()).containsExactly("traced");
            Passed first = found.passed.getFirst();
            assertThat(first.from()).isEqualTo(here);
            assertThat(first.to()).isEqualTo(new InetSocketAddress(LOOPBACK, sip));
            assertThat(first.transport()).isEqualTo(Transport.UDP);
            assertThat(first.at()).isBetween(Messages.NOON, Clock.systemUTC().instant());
        }
    }
}
