package dev.ringback.bench.socket;

/// A TCP socket that takes connections.
final class TcpListener implements Source {
    private static final int BACKLOG = 1024;

    private final Libc libc;
    private final Poller poller;
    private final int socket;
    private final Endpoint local;

    TcpListener(Libc libc, Endpoint wanted, Poller poller) {
        this.libc = libc;
        this.poller = poller;
        this.socket = Libc.good(libc.socket(Libc.STREAM), "socket");
        libc.reuse(socket);
        Libc.good(libc.bind(socket, wanted), "bind " + wanted);
        Libc.good(libc.listen(socket, BACKLOG), "listen");
        this.local = libc.name(socket);
    }

    Endpoint local() {
        return local;
    }

    @Override
    public int descriptor() {
        return socket;
    }

    /// One connection; `epoll` tells of the next one again.
    @Override
    public void ready(int events, Receiver receiver) {
        int connection = libc.accept(socket);
        if (connection >= 0) {
            poller.connected(connection, local, receiver);
        }
    }

    @Override
    public void flush() {
        // it sends nothing
    }

    @Override
    public void close() {
        libc.close(socket);
    }
}
