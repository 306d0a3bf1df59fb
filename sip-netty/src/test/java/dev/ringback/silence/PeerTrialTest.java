package dev.ringback.silence;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.stack.Hop;
import dev.ringback.stack.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PeerTrialTest {
    private static final byte[] GREETING = "hello".getBytes(US_ASCII);
    private static final Duration BRIEF = Duration.ofMillis(300);

    private static ServerSocket listener(int backlog) throws IOException {
        return new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
    }

    private static Hop hop(ServerSocket server) {
        return new Hop(
                Transport.TLS,
                new InetSocketAddress(server.getInetAddress(), server.getLocalPort()));
    }

    private static boolean answers(ServerSocket server, byte[] greeting) throws Exception {
        return new PeerTrial(BRIEF, BRIEF, _ -> greeting).answers(hop(server));
    }

    @Test
    void whoSaysSomethingAnswers() throws Exception {
        try (ServerSocket server = listener(5)) {
            CompletableFuture<String> said = new CompletableFuture<>();
            Thread.ofVirtual()
                    .start(
                            () -> {
                                try (Socket taken = server.accept()) {
                                    said.complete(
                                            new String(
                                                    taken.getInputStream()
                                                            .readNBytes(GREETING.length),
                                                    US_ASCII));
                                    taken.getOutputStream().write('!');
                                    taken.getInputStream().read();
                                } catch (IOException e) {
                                    said.completeExceptionally(e);
                                }
                            });
            assertThat(answers(server, GREETING)).isTrue();
            assertThat(said.get(5, TimeUnit.SECONDS)).isEqualTo("hello");
        }
    }

    @Test
    void whoRefusesAnswers() throws Exception {
        ServerSocket server = listener(5);
        server.close();
        assertThat(answers(server, GREETING)).isTrue();
    }

    @Test
    void whoSaysNothingIsSilentWhereAnAnswerIsDue() throws Exception {
        try (ServerSocket server = listener(5)) {
            assertThat(answers(server, GREETING)).isFalse();
            assertThat(answers(server, new byte[0])).isTrue();
        }
    }

    @Test
    void whoTakesNoConnectionIsSilent() throws Exception {
        try (ServerSocket full = listener(1);
                Socket one = new Socket(full.getInetAddress(), full.getLocalPort());
                Socket two = new Socket(full.getInetAddress(), full.getLocalPort())) {
            assertThat(one.isConnected() && two.isConnected()).isTrue();
            assertThat(answers(full, new byte[0])).isFalse();
        }
    }
}
