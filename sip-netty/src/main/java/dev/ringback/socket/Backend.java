package dev.ringback.socket;

import io.netty.channel.epoll.Epoll;

/// Which of Netty's transports carries the sockets.
public enum Backend {
    /// Linux epoll, with many datagrams per system call.
    EPOLL,
    /// The JDK's own selector, everywhere else.
    NIO;

    /// The system property that asks for [#NIO] where epoll would do.
    public static final String PROPERTY = "ringback.transport";

    /// Epoll where it is, unless `-Dringback.transport=nio` says otherwise.
    public static Backend preferred() {
        boolean asked = "nio".equalsIgnoreCase(System.getProperty(PROPERTY));
        return !asked && Epoll.isAvailable() ? EPOLL : NIO;
    }

    /// The channel types.
    public Sockets sockets() {
        return switch (this) {
            case EPOLL -> new EpollSockets();
            case NIO -> new NioSockets();
        };
    }
}
