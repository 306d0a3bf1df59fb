package dev.ringback.runtime;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// A port whose queue of connections is full: the kernel drops what comes, until somebody takes the
/// two that wait.
final class FullPort implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 1, Wire.loopback(0).getAddress());
    private final Socket one = new Socket(listener.getInetAddress(), listener.getLocalPort());
    private final Socket two = new Socket(listener.getInetAddress(), listener.getLocalPort());

    FullPort() throws IOException {}

    InetSocketAddress address() {
        return Wire.loopback(listener.getLocalPort());
    }

    /// Takes one of those that wait.
    Socket accept() throws IOException {
        return listener.accept();
    }

    @Override
    public void close() throws IOException {
        one.close();
        two.close();
        listener.close();
    }
}
