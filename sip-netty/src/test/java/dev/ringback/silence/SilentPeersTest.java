package dev.ringback.silence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.stack.Hop;
import dev.ringback.stack.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Times here begin near the overflow of [System#nanoTime]. Pauses last until the test says so.
class SilentPeersTest {
    private static final long BEGIN = Long.MAX_VALUE - 2_000_000_000L;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final Hop PEER = peer(1, 5061);

    private final LinkedBlockingQueue<Long> pauses = new LinkedBlockingQueue<>();
    private final SynchronousQueue<Boolean> goOn = new SynchronousQueue<>();
    private final LinkedBlockingQueue<Boolean> answers = new LinkedBlockingQueue<>();
    private final SilentPeers silent = peers(Duration.ofMinutes(1));

    private SilentPeers peers(Duration longest) {
        return new SilentPeers(
                longest,
                _ -> answers.take(),
                nanos -> {
                    pauses.add(nanos);
                    goOn.take();
                });
    }

    private static Hop peer(int number, int port) {
        String address = "10.%d.%d.%d".formatted(number >> 16, number >> 8 & 0xff, number & 0xff);
        return new Hop(Transport.TLS, new InetSocketAddress(InetAddress.ofLiteral(address), port));
    }

    private boolean leftAlone(Hop peer) {
        return silent.silence(peer.remote(), BEGIN) != null;
    }

    private long pause() throws InterruptedException {
        return Objects.requireNonNull(pauses.poll(5, TimeUnit.SECONDS)) / SECOND;
    }

    private void pauseEnds() throws InterruptedException {
        assertThat(goOn.offer(true, 5, TimeUnit.SECONDS)).isTrue();
    }

    @AfterEach
    void close() {
        silent.close();
    }

    @Test
    void oneIsLeftAloneUntilItAnswers() throws Exception {
        silent.failed(PEER, 5 * SECOND, "connect timed out", BEGIN);
        assertThat(silent.silence(PEER.remote(), BEGIN + 7 * SECOND))
                .isEqualTo("left alone, silent for 12 s: connect timed out");
        assertThat(pause()).isEqualTo(5);
        pauseEnds();
        answers.add(true);
        await().until(() -> !leftAlone(PEER));
        assertThat(silent.size()).isZero();
    }

    @Test
    void thePauseDoublesWithEachTrialUpToAMinute() throws Exception {
        silent.failed(PEER, 10 * SECOND, "handshake timed out", BEGIN);
        for (long seconds : new long[] {10, 20, 40, 60, 60}) {
            assertThat(pause()).isEqualTo(seconds);
            assertThat(leftAlone(PEER)).isTrue();
            pauseEnds();
            answers.add(false);
        }
        assertThat(pause()).isEqualTo(60);
        assertThat(leftAlone(PEER)).isTrue();
    }

    @Test
    void whoIsNotAskedForIsForgottenWithoutATrial() throws Exception {
        silent.failed(PEER, 5 * SECOND, "connect timed out", BEGIN);
        assertThat(leftAlone(PEER)).isTrue();
        assertThat(pause()).isEqualTo(5);
        pauseEnds();
        answers.add(false);
        assertThat(pause()).isEqualTo(10);
        pauseEnds();
        await().until(() -> silent.size() == 0);
        assertThat(answers).isEmpty();
    }

    @Test
    void aTrialThatFailsByItselfLeavesNobodyAloneForEver() throws Exception {
        Thread.UncaughtExceptionHandler usual = Thread.getDefaultUncaughtExceptionHandler();
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread.setDefaultUncaughtExceptionHandler((_, error) -> thrown.complete(error));
        try (SilentPeers faulty =
                new SilentPeers(
                        Duration.ofMinutes(1),
                        _ -> {
                            throw new IllegalStateException("on purpose");
                        },
                        _ -> goOn.take())) {
            faulty.failed(PEER, 5 * SECOND, "connect timed out", BEGIN);
            assertThat(faulty.silence(PEER.remote(), BEGIN)).isNotNull();
            assertThat(goOn.offer(true, 5, TimeUnit.SECONDS)).isTrue();
            assertThat(thrown.get(5, TimeUnit.SECONDS)).hasMessage("on purpose");
            assertThat(faulty.size()).isZero(); // it is forgotten before
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(usual);
        }
    }

    @Test
    void whoRefusesQuicklyIsTriedAgain() {
        silent.failed(PEER, SECOND - 1, "connection refused", BEGIN);
        assertThat(leftAlone(PEER)).isFalse();
        assertThat(silent.size()).isZero();
    }

    @Test
    void anotherPortOfTheSameAddressIsNotLeftAlone() {
        silent.failed(PEER, 5 * SECOND, "connect timed out", BEGIN);
        assertThat(leftAlone(peer(1, 5060))).isFalse();
        silent.opened(peer(1, 5060).remote());
        assertThat(leftAlone(PEER)).isTrue();
    }

    @Test
    void anOpenConnectionEndsIt() throws Exception {
        silent.failed(PEER, 5 * SECOND, "connect timed out", BEGIN);
        silent.opened(PEER.remote());
        assertThat(leftAlone(PEER)).isFalse();
        assertThat(silent.size()).isZero();
        assertThat(pause()).isEqualTo(5);
        silent.failed(PEER, 5 * SECOND, "connect timed out", BEGIN);
        assertThat(pause()).isEqualTo(5);
    }

    @Test
    void whoOpensAConnectionToUsIsTriedAgain() {
        silent.failed(PEER, 5 * SECOND, "connect timed out", BEGIN);
        silent.heard(peer(2, 40_000).remote().getAddress());
        assertThat(leftAlone(PEER)).isTrue();
        silent.heard(PEER.remote().getAddress());
        assertThat(leftAlone(PEER)).isFalse();
    }

    @Test
    void nobodyIsLeftAloneWhereThatIsOff() {
        try (SilentPeers off = peers(Duration.ZERO)) {
            off.failed(PEER, 5 * SECOND, "connect timed out", BEGIN);
            assertThat(off.silence(PEER.remote(), BEGIN)).isNull();
        }
    }

    @Test
    void onlySoManyAreLeftAlone() {
        for (int port = 1; port <= 2 * SilentPeers.MOST_PORTS; port++) {
            silent.failed(peer(7, port), 5 * SECOND, "connect timed out", BEGIN);
        }
        int ports = 0;
        for (int port = 1; port <= 2 * SilentPeers.MOST_PORTS; port++) {
            ports += leftAlone(peer(7, port)) ? 1 : 0;
        }
        assertThat(ports).isEqualTo(SilentPeers.MOST_PORTS);
        for (int i = 0; i < 2 * SilentPeers.MOST_ADDRESSES; i++) {
            silent.failed(peer(i, 5061), 5 * SECOND, "connect timed out", BEGIN);
        }
        assertThat(silent.size()).isEqualTo(SilentPeers.MOST_ADDRESSES);
    }
}
