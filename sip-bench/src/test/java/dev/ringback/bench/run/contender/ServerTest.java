package dev.ringback.bench.run.contender;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The start and the end of servers that are shell scripts; a socket of the test's answers for
/// them.
class ServerTest {
    @TempDir private Path folder;

    private Server start(String script, int port) throws InterruptedException {
        ProcessBuilder command = new ProcessBuilder("sh", "-c", script);
        Place place = new Place(folder, folder, port, folder);
        return Server.start(command, place, folder.resolve("log"));
    }

    @Test
    void itIsStartedWhenItAnswersAndEndsWithAllThatItStarted() throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> answering =
                    CompletableFuture.runAsync(() -> answer(socket, "SIP/2.0 200 OK\r\n\r\n"));
            String script = "sleep 77 & echo ready to go; sleep 78; :";
            Server server = start(script, socket.getLocalPort());
            answering.join();
            ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
            assertThat(server.awaitReady()).isPositive();
            assertThat(server.answered()).isPositive();
            List<ProcessHandle> children = process.descendants().toList();
            assertThat(children).isNotEmpty();
            server.close();
            process.onExit().orTimeout(20, SECONDS).join();
            children.forEach(child -> child.onExit().orTimeout(20, SECONDS).join());
            assertThat(Files.readString(folder.resolve("log"))).isEqualTo("ready to go\n");
        }
    }

    /// As of a server that is ended while it starts.
    @Test
    void whatItsFirstProcessLeftBehindEndsToo() throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> answering =
                    CompletableFuture.runAsync(() -> answer(socket, "SIP/2.0 200 OK\r\n\r\n"));
            Server server = start("sleep 79 & echo ready; exec sleep 80", socket.getLocalPort());
            answering.join();
            server.awaitReady();
            ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
            List<ProcessHandle> children = process.descendants().toList();
            assertThat(children).hasSize(1);
            process.destroyForcibly();
            process.onExit().orTimeout(20, SECONDS).join();
            server.close();
            children.forEach(child -> child.onExit().orTimeout(20, SECONDS).join());
            assertThat(Started.marked(folder)).isEmpty();
        }
    }

    @Test
    void aProvisionalAnswerIsNone() throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                SignOfLife probe = new SignOfLife(socket.getLocalPort())) {
            boolean answered = probe.answered();
            answer(socket, "SIP/2.0 100 Trying\r\n\r\n");
            assertThat(answered || probe.answered()).isFalse();
        }
    }

    @Test
    void oneThatEndsIsSaidToHaveEnded() {
        assertThatThrownBy(() -> start("echo no such file", 9))
                .isInstanceOf(BenchException.class)
                .hasMessage("the server has ended: no such file");
    }

    @Test
    void oneThatCannotBeStartedIsSaid() {
        ProcessBuilder command = new ProcessBuilder("/no/such/program");
        Place place = new Place(folder, folder, 9, folder);
        assertThatThrownBy(() -> Server.start(command, place, folder.resolve("log")))
                .isInstanceOf(BenchException.class)
                .hasMessageStartingWith("cannot start /no/such/program");
    }

    private static void answer(DatagramSocket socket, String text) {
        try {
            DatagramPacket request = new DatagramPacket(new byte[4096], 4096);
            socket.receive(request);
            String asked =
                    new String(request.getData(), 0, request.getLength(), StandardCharsets.UTF_8);
            assertThat(asked).startsWith("OPTIONS sip:bench.test SIP/2.0\r\n").endsWith("\r\n\r\n");
            byte[] answer = text.getBytes(StandardCharsets.UTF_8);
            socket.send(new DatagramPacket(answer, answer.length, request.getSocketAddress()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
