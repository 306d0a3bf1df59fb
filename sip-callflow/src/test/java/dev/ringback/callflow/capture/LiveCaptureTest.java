package dev.ringback.callflow.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.callflow.intake.Skip;
import dev.ringback.callflow.sample.Found;
import dev.ringback.callflow.sample.Messages;
import dev.ringback.callflow.sample.Peer;
import dev.ringback.callflow.secrets.KeyLog;
import dev.ringback.stack.Transport;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Captures that are read while they are made.
class LiveCaptureTest {
    private final Found found = new Found();
    private final Captures captures = new Captures(KeyLog.empty(), found);

    private CompletableFuture<Void> reading(GrowingFile file) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        captures.read(file);
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                });
    }

    /// tcpdump needs the rights of root, or `cap_net_raw`.
    @Test
    void whatTcpdumpWritesIsReadAsItComes(@TempDir Path folder) throws Exception {
        try (DatagramSocket datagrams = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket socket = new Socket()) {
            int udp = datagrams.getLocalPort();
            int tcp = server.getLocalPort();
            Path file = folder.resolve("live.pcap");
            String filter = "udp port " + udp + " or tcp port " + tcp;
            String[] command = {
                "tcpdump", "-i", "lo", "-U", "-Z", "root", "-w", "live.pcap", filter
            };
            try (Peer tcpdump = Peer.start(folder, command)) {
                await().until(() -> tcpdump.said().contains("listening"));
                GrowingFile growing = new GrowingFile(file);
                CompletableFuture<Void> reading = reading(growing);
                byte[] datagram = Messages.octets(Messages.text("datagram", 10));
                InetSocketAddress there =
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), udp);
                datagrams.send(new DatagramPacket(datagram, datagram.length, there));
                await().until(() -> found.callIds().contains("datagram"));
                socket.connect(server.getLocalSocketAddress());
                byte[] stream = Messages.octets(Messages.text("TCP", "stream", 20_000));
                socket.getOutputStream().write(stream, 0, 10_000);
                socket.getOutputStream().flush();
                socket.getOutputStream().write(stream, 10_000, stream.length - 10_000);
                await().until(() -> found.callIds().contains("stream"));
                growing.close();
                reading.join();
            }
            assertThat(found.callIds()).containsExactly("datagram", "stream");
            assertThat(found.passed.get(1).transport()).isEqualTo(Transport.TCP);
            assertThat(found.passed.get(1).to().getPort()).isEqualTo(tcp);
        }
    }

    @Test
    void aPacketIsDeliveredOnceItIsWholeAndNotAfterTheNextOne() throws Exception {
        PipedInputStream in = new PipedInputStream(1 << 20);
        PipedOutputStream out = new PipedOutputStream(in);
        CompletableFuture<Void> reading =
                CompletableFuture.runAsync(
                        () -> {
                            try {
                                captures.read(in);
                            } catch (IOException e) {
                                throw new AssertionError(e);
                            }
                        });
        PcapWriter writer = new PcapWriter(out, CaptureFormat.PCAPNG);
        for (int i = 0; i < 3; i++) {
            writer.write(Messages.passed(Transport.UDP, "call-" + i, 10));
            writer.flush();
            int count = i + 1;
            await().until(() -> found.passed.size() == count);
        }
        writer.close();
        reading.join();
        assertThat(captures.summary().packets()).isEqualTo(3);
    }

    @Test
    void aGrowingFileEndsWhenItIsClosedAndAllOfItWasRead(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("growing.pcap");
        Files.createFile(file);
        GrowingFile growing = new GrowingFile(file);
        CompletableFuture<Void> reading = reading(growing);
        try (PcapWriter writer =
                new PcapWriter(
                        Files.newOutputStream(file, StandardOpenOption.APPEND),
                        CaptureFormat.PCAP)) {
            writer.write(Messages.passed(Transport.UDP, "one", 10));
            await().until(() -> found.passed.size() == 1);
            writer.write(Messages.passed(Transport.UDP, "two", 10));
        }
        growing.close();
        reading.join();
        assertThat(found.callIds()).containsExactly("one", "two");
    }

    @Test
    void aFileThatEndsWithinAPacketIsCutShort(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("short.pcap");
        try (PcapWriter writer = new PcapWriter(Files.newOutputStream(file), CaptureFormat.PCAP)) {
            writer.write(Messages.passed(Transport.UDP, "one", 10));
            writer.write(Messages.passed(Transport.UDP, "two", 10));
        }
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 1));
        captures.read(file);
        assertThat(found.callIds()).containsExactly("one");
        assertThat(captures.summary().skipped()).containsOnlyKeys(Skip.CUT_SHORT);
    }
}
