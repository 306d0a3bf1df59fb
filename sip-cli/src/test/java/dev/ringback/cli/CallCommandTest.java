package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.ringback.audio.AudioClip;
import dev.ringback.audio.Goertzel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `call` and `answer` with each other, over sockets and with sound.
final class CallCommandTest {
    @TempDir private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void aToneIsHeardAndKeysArePressedBothWays(String transport) throws Exception {
        Path caller = folder.resolve("caller.wav");
        Path callee = folder.resolve("callee.wav");
        int port = freePort();
        CompletableFuture<Run> answer =
                answer(port, "--play", "tone:600", "--record", callee.toString(), "--dtmf", "9");

        Run call =
                call(
                        transport + ":bob@127.0.0.1:" + port,
                        "--play",
                        "tone:440",
                        "--record",
                        caller.toString(),
                        "--dtmf",
                        "12#",
                        "--duration",
                        "3s");

        Run answered = answer.get(20, TimeUnit.SECONDS);
        assertThat(call.status()).as(call + "\n" + answered).isZero();
        assertThat(call.out())
                .containsSubsequence("INVITE (SDP)", "180 Ringing", "200 OK (SDP)", "ACK")
                .containsSubsequence("BYE", "200 OK of BYE", "we hung up")
                .contains("digit 9");
        assertThat(answered.status()).isZero();
        assertThat(answered.out()).contains("digit 1", "digit 2", "digit #", "the peer hung up");
        assertThat(amplitude(caller, 600)).isCloseTo(0.3, within(0.05));
        assertThat(amplitude(callee, 440)).isCloseTo(0.3, within(0.05));
    }

    @Test
    void whatComesBeforeTheAnswerIsHeard() throws Exception {
        Path heard = folder.resolve("early.wav");
        int port = freePort();
        CompletableFuture<Run> answer =
                answer(
                        port,
                        "--early-media",
                        "--play",
                        "tone:600",
                        "--reply",
                        "183,486",
                        "--delay",
                        "3s");

        Run call = call("sip:bob@127.0.0.1:" + port, "--record", heard.toString());

        assertThat(call.status()).as(call.toString()).isEqualTo(1);
        assertThat(call.out()).contains("183 Session Progress (SDP)", "486 Busy Here");
        answer.get(20, TimeUnit.SECONDS);
        assertThat(amplitude(heard, 600)).isCloseTo(0.3, within(0.05));
    }

    @Test
    void theQueueIsShownAndThenAnswered() throws Exception {
        int port = freePort();
        CompletableFuture<Run> answer = answer(port, "--queue", "2", "--delay", "200ms");

        Run call = call("sip:bob@127.0.0.1:" + port, "--duration", "200ms");

        assertThat(call.status()).as(call.toString()).isZero();
        assertThat(call.out()).contains("182 2 calls queued", "182 1 call queued");
        assertThat(answer.get(20, TimeUnit.SECONDS).status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void transferConnectsTheOthers(boolean attended) throws Exception {
        int bob = freePort();
        int carol = freePort();
        CompletableFuture<Run> sentOn = answer(bob, "--accept-transfer");
        CompletableFuture<Run> taken = answer(carol, "--duration", "2s");

        List<String> line = new ArrayList<>(List.of("transfer", "bob@127.0.0.1:" + bob));
        line.add("carol@127.0.0.1:" + carol);
        line.addAll(attended ? List.of("--attended") : List.of());
        Run transfer = Run.of(line.toArray(String[]::new));

        assertThat(transfer.status()).as(transfer.toString()).isZero();
        assertThat(transfer.out()).containsSubsequence("REFER", "202 ", "BYE", "talks to");
        Run sent = sentOn.get(20, TimeUnit.SECONDS);
        assertThat(sent.status()).as(sent.toString()).isZero();
        assertThat(sent.out())
                .contains(attended ? "?Replaces=" : "the peer sends us to sip:carol@");
        Run took = taken.get(20, TimeUnit.SECONDS);
        assertThat(took.status()).as(took.toString()).isZero();
        assertThat(took.out()).endsWith("we hung up" + System.lineSeparator());
    }

    @Test
    void whoIsCalledThroughAProxyIsNotLookedUp() throws Exception {
        int port = freePort();
        CompletableFuture<Run> answer = answer(port);

        Run call =
                call(
                        "sip:bob@nowhere.invalid",
                        "--proxy",
                        "sip:127.0.0.1:" + port,
                        "--duration",
                        "200ms");

        assertThat(call.status()).as(call.toString()).isZero();
        assertThat(answer.get(20, TimeUnit.SECONDS).status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {480, 486, 600, 603})
    void aRefusalIsSaidAndFails(int status) throws Exception {
        int port = freePort();
        CompletableFuture<Run> answer = answer(port, "--reply", "180," + status);

        Run call = call("sip:bob@127.0.0.1:" + port);

        assertThat(call.status()).as(call.toString()).isEqualTo(1);
        assertThat(call.err()).contains("" + status).doesNotContain("bug");
        Run answered = answer.get(20, TimeUnit.SECONDS);
        assertThat(answered.status()).isZero();
        assertThat(answered.out()).containsSubsequence("180 Ringing", " " + status + " ", "ACK");
    }

    @Test
    void nobodyAnswersInTime() throws Exception {
        int port = freePort();
        CompletableFuture<Run> answer = answer(port, "--reply", "180");

        Run call = call("sip:bob@127.0.0.1:" + port, "--timeout", "1s");

        assertThat(call.status()).as(call.toString()).isEqualTo(1);
        assertThat(call.out()).contains("CANCEL", "487");
        assertThat(answer.get(20, TimeUnit.SECONDS).out()).contains("the caller gave up");
    }

    @Test
    void jsonHasOneObjectForEachThing() throws Exception {
        int port = freePort();
        CompletableFuture<Run> answer = answer(port);

        Run call = call("sip:bob@127.0.0.1:" + port, "--duration", "300ms", "--json");

        assertThat(call.status()).as(call.toString()).isZero();
        assertThat(call.out().lines()).allMatch(line -> line.startsWith("{\"event\":\""));
        assertThat(call.out())
                .contains("\"event\":\"sent\"", "\"method\":\"INVITE\"", "\"event\":\"up\"")
                .contains("\"event\":\"media\"", "\"event\":\"ended\"");
        assertThat(answer.get(20, TimeUnit.SECONDS).status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "call sip:a@127.0.0.1 --dtmf x",
                "call sip:a@127.0.0.1 --play tone:0",
                "call sip:a@127.0.0.1 --play nothing.wav",
                "call sip:a@127.0.0.1 --codec opus",
                "call sip:a@127.0.0.1 --transport sctp",
                "call sip:a@127.0.0.1 --header nonsense",
                "call sip:a@127.0.0.1 --password x",
                "answer --reply 302",
                "answer --reply 99",
                "answer --count -1",
                "transfer sip:a@127.0.0.1",
                "call"
            })
    void wrongUsageIsSaidBeforeAnythingIsSent(String line) {
        Run run = Run.of(line.split(" ", -1));

        assertThat(run.status()).as(run.toString()).isEqualTo(2);
        assertThat(run.err()).startsWith("ringback: ").doesNotContain("bug");
        assertThat(run.out()).isEmpty();
    }

    private static CompletableFuture<Run> answer(int port, String... more) {
        List<String> arguments = new ArrayList<>(List.of("answer", "--once", "-l"));
        arguments.add("udp:127.0.0.1:" + port);
        arguments.addAll(List.of("-l", "tcp:127.0.0.1:" + port));
        arguments.addAll(List.of(more));
        CompletableFuture<Run> run =
                CompletableFuture.supplyAsync(() -> Run.of(arguments.toArray(String[]::new)));
        await().atMost(Duration.ofSeconds(20)).until(() -> run.isDone() || listens(port));
        assertThat(run).as("nobody listens on %d: %s", port, run).isNotDone();
        return run;
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException _) {
            return false;
        }
    }

    private static Run call(String target, String... more) {
        List<String> arguments = new ArrayList<>(List.of("call", target));
        arguments.addAll(List.of(more));
        return Run.of(arguments.toArray(String[]::new));
    }

    private static double amplitude(Path file, double hertz) throws IOException {
        AudioClip clip = AudioClip.read(file);
        return Goertzel.amplitude(clip.samples(clip.length() - 9600, clip.length() - 1600), hertz);
    }

    /// A port that is free for UDP and for TCP.
    private static int freePort() {
        while (true) {
            try (DatagramSocket udp = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                    var tcp = new ServerSocket(udp.getLocalPort(), 1, udp.getLocalAddress())) {
                return tcp.getLocalPort();
            } catch (BindException _) {
                // taken by another connection: the next one
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
