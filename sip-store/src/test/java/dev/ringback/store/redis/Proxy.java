package dev.ringback.store.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicReference;

/// Stands between a client and a Redis server, and cuts a connection at the worst moment.
final class Proxy implements AutoCloseable {
    /// When a connection is cut.
    enum Cut {
        NEVER,

        /// Before the next script reaches the server.
        BEFORE_SCRIPT,

        /// When the server has run the next script, before its answer.
        AFTER_SCRIPT
    }

    private final ServerSocket door;
    private final int server;
    private final AtomicReference<Cut> next = new AtomicReference<>(Cut.NEVER);

    Proxy(int server) throws IOException {
        this.server = server;
        this.door = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        Thread.ofVirtual().start(this::run);
    }

    String address() {
        return "127.0.0.1:" + door.getLocalPort();
    }

    void cut(Cut when) {
        next.set(when);
    }

    private void run() {
        try {
            while (true) {
                new Pair(door.accept(), new Socket(InetAddress.ofLiteral("127.0.0.1"), server))
                        .begin();
            }
        } catch (IOException _) {
            // closed
        }
    }

    private final class Pair {
        private final Socket client;
        private final Socket server;
        private volatile boolean doomed;

        Pair(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void begin() {
            Thread.ofVirtual().start(() -> pass(client, server, true));
            Thread.ofVirtual().start(() -> pass(server, client, false));
        }

        private void pass(Socket from, Socket to, boolean asks) {
            byte[] some = new byte[65_536];
            try (from;
                    to) {
                int count = from.getInputStream().read(some);
                while (count > 0 && !cuts(new String(some, 0, count, ISO_8859_1), asks)) {
                    to.getOutputStream().write(some, 0, count);
                    count = from.getInputStream().read(some);
                }
            } catch (IOException _) {
                // the other way was cut
            }
        }

        private boolean cuts(String text, boolean asks) {
            if (!asks) {
                return doomed;
            }
            boolean script = text.contains("EVALSHA");
            doomed |= script && next.compareAndSet(Cut.AFTER_SCRIPT, Cut.NEVER);
            return script && next.compareAndSet(Cut.BEFORE_SCRIPT, Cut.NEVER);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
