package dev.ringback.cli.rehearse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// A place where nobody speaks TLS: it closes each connection at once, or takes none.
public final class DeadEnd implements AutoCloseable {
    private static final int QUEUE = 128;

    private final ServerSocket listener;

    private DeadEnd(ServerSocket listener) {
        this.listener = listener;
    }

    /// One that takes no connection.
    public static DeadEnd refusing() throws IOException {
        DeadEnd end = new DeadEnd(new ServerSocket(0, QUEUE, InetAddress.ofLiteral("127.0.0.1")));
        end.listener.close();
        return end;
    }

    /// One that closes each connection at once.
    public static DeadEnd closing() throws IOException {
        DeadEnd end = new DeadEnd(new ServerSocket(0, QUEUE, InetAddress.ofLiteral("127.0.0.1")));
        Thread thread = new Thread(end::closeEach, "rehearsal-dead-end");
        thread.setDaemon(true);
        thread.start();
        return end;
    }

    /// The URI that leads there.
    public String contact() {
        return "sip:127.0.0.1:" + listener.getLocalPort() + ";transport=tls";
    }

    private void closeEach() {
        try {
            while (true) {
                Socket taken = listener.accept();
                taken.close();
            }
        } catch (IOException _) {
            // it is closed itself
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
