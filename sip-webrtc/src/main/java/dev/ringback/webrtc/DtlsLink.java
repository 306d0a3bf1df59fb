package dev.ringback.webrtc;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.DatagramTransport;

/// The datagrams of DTLS on a socket that carries other things too: RFC 7983. Any thread may use
/// it.
final class DtlsLink implements DatagramTransport {
    /// What is carried without fragments by every path of IPv4 and IPv6.
    private static final int MOST_SENT = 1200;

    private static final int MOST_RECEIVED = 2048;
    private static final int MOST_WAITING = 32;

    private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Outlet outlet;
    private volatile boolean ended;

    /// Where datagrams leave.
    interface Outlet {
        /// Sends one to the peer, wherever that is now; lost where nobody knows.
        void send(byte[] datagram);
    }

    DtlsLink(Outlet outlet) {
        this.outlet = outlet;
    }

    /// Hands in what came; lost when too much waits, as on any network.
    void arrived(byte[] datagram) {
        boolean _ = waiting.offer(datagram);
    }

    /// Whether one of both sides has ended it.
    boolean ended() {
        return ended;
    }

    @Override
    public int getReceiveLimit() {
        return MOST_RECEIVED;
    }

    @Override
    public int getSendLimit() {
        return MOST_SENT;
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
        if (ended) {
            throw new IOException("ended");
        }
        try {
            byte[] next = waiting.poll(waitMillis, TimeUnit.MILLISECONDS);
            if (next == null) {
                return -1;
            }
            int size = Math.min(length, next.length);
            System.arraycopy(next, 0, buffer, offset, size);
            return size;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        outlet.send(Arrays.copyOfRange(buffer, offset, offset + length));
    }

    @Override
    public void close() {
        ended = true;
    }
}
