package dev.ringback.silence;

import dev.ringback.stack.Hop;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// Opens a connection to a peer for nothing but to see whether it lets us wait: it has to take or
/// to refuse it, and to react to the first octets of a handshake. Keeps its thread waiting.
public final class PeerTrial implements SilentPeers.Trial {
    /// Each holds a socket.
    private static final int MOST_AT_ONCE = 64;

    /// Whoever gets no place for so long is left to the next request.
    private static final int PATIENCE_SECONDS = 30;

    private final Semaphore places = new Semaphore(MOST_AT_ONCE, true);
    private final Duration connect;
    private final Duration handshake;
    private final Function<Hop, byte[]> greeting;

    /// @param connect how long a connection may take
    /// @param handshake how long the answer to the greeting may take
    /// @param greeting what to say first, so that the peer has to answer; nothing where it suffices
    ///     that it takes the connection
    public PeerTrial(Duration connect, Duration handshake, Function<Hop, byte[]> greeting) {
        this.connect = connect;
        this.handshake = handshake;
        this.greeting = greeting;
    }

    @Override
    public boolean answers(Hop peer) throws InterruptedException {
        if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            return true;
        }
        long begun = System.nanoTime();
        try (Socket socket = new Socket()) {
            socket.connect(peer.remote(), millis(connect));
            byte[] first = greeting.apply(peer);
            if (first.length > 0) {
                socket.setSoTimeout(millis(handshake));
                socket.getOutputStream().write(first);
                int _ = socket.getInputStream().read();
            }
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        } catch (IOException _) {
            // it refuses or closes, or somebody on the way says at last that it is not there
            return System.nanoTime() - begun < SilentPeers.SHORTEST_WAIT.toNanos();
        } finally {
            places.release();
        }
    }

    private static int millis(Duration duration) {
        return (int) duration.toMillis();
    }
}
