package dev.ringback.bench.socket;

/// What a [Poller] waits for.
interface Source {
    /// The file descriptor.
    int descriptor();

    /// Reads what is there.
    ///
    /// @param events of `epoll`
    void ready(int events, Receiver receiver);

    /// Hands what was sent to the kernel.
    void flush();

    /// Closes the descriptor.
    void close();
}
