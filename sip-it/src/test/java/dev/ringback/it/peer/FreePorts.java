package dev.ringback.it.peer;

import java.util.concurrent.ThreadLocalRandom;

/// Ports of 127.0.0.1 that nobody holds over UDP and TCP, each given out once. They have four
/// digits: sipsak cuts off the rest. The odd port after each stays unused, because baresip takes it
/// for TLS.
public final class FreePorts {
    private static final int LOWEST = 7000;
    private static final int HIGHEST = 9800;

    private int next = LOWEST + 2 * ThreadLocalRandom.current().nextInt((HIGHEST - LOWEST) / 2);

    /// Answers a port that was free a moment ago.
    public synchronized int next() {
        for (int attempt = LOWEST; attempt < HIGHEST; attempt += 2) {
            int port = next;
            next = port + 2 < HIGHEST ? port + 2 : LOWEST;
            if (Loopback.free(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port from " + LOWEST + " to " + HIGHEST);
    }
}
