package dev.ringback.it.why;

import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.Loopback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;

/// Next hops to which no message gets, or from which no answer comes: RFC 3261 §18.4.
final class SocketCauses extends Causes {
    private final Here here = open(Here.open(""));

    SocketCauses() {
        int closed = new FreePorts().next();
        cause(
                "a closed UDP port",
                500,
                "econnrefused",
                () -> here.reach("<sip:x@127.0.0.1:" + closed + ">"),
                "to=udp:127.0.0.1:" + closed,
                "errno=ECONNREFUSED",
                "*[1] econnrefused");
        cause(
                "a closed TCP port",
                500,
                "econnrefused",
                () -> here.reach("<sip:x@127.0.0.1:" + closed + ";transport=tcp>"),
                "to=tcp:127.0.0.1:" + closed,
                "errno=ECONNREFUSED");
        cause("a reset", 500, "econnreset", () -> tcp(Callee::reset), "errno=ECONNRESET");
        cause("an orderly close", 500, "closed-by-peer", () -> tcp(Callee::close));
        cause(
                "packets that vanish while connecting",
                500,
                "connect-timed-out",
                () -> here.reach("<sip:x@127.0.0.1:" + full() + ";transport=tcp>"));
        cause(
                "a broadcast address",
                500,
                "eacces",
                () -> here.reach("<sip:x@127.255.255.255:5060>"),
                "errno=EACCES");
        cause(
                "an address that loopback does not reach",
                500,
                "einval",
                () -> here.reach("<sip:x@198.51.100.1:5060>"),
                "errno=EINVAL");
        cause(
                "IPv6 without a socket for it",
                500,
                "not-located-no-family",
                () -> here.reach("<sip:x@[::1]:" + closed + ">"),
                "host=::1");
        cause(
                "TLS without any of our own",
                500,
                "not-located-no-transport",
                () -> here.reach("<sip:x@127.0.0.1:" + closed + ";transport=tls>"),
                "host=127.0.0.1");
    }

    private Story tcp(Callee.Manner manner) {
        Callee callee = open(new Callee(manner));
        return here.reach("<sip:x@" + callee.at() + ";transport=tcp>");
    }

    /// A port that listens and whose queue is full: the kernel drops what asks for a connection.
    private int full() {
        try {
            ServerSocket deaf = open(new ServerSocket());
            deaf.bind(Loopback.at(0), 1);
            for (int i = 0; i < 2; i++) {
                Socket waiting = open(new Socket());
                waiting.connect(deaf.getLocalSocketAddress(), 5_000);
            }
            return deaf.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
