package dev.ringback.callflow.hep;

import dev.ringback.stack.Transport;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/// The way to a collector.
sealed interface HepLink extends Closeable {
    /// Milliseconds.
    int PATIENCE = 5_000;

    /// Opens one; looks the name up.
    static HepLink open(HepTarget target) throws IOException {
        HostLookup host = new HostLookup(target.host(), InetAddress::getByName, System::nanoTime);
        return target.transport() == Transport.UDP
                ? new Datagrams(host, target.port())
                : new Stream(new InetSocketAddress(host.address(), target.port()));
    }

    /// Sends a packet.
    void send(byte[] packet) throws IOException;

    /// Over UDP. That nobody listens is no reason to send no more.
    final class Datagrams implements HepLink {
        private final DatagramSocket socket = new DatagramSocket();
        private final HostLookup host;
        private final int port;

        Datagrams(HostLookup host, int port) throws IOException {
            this.host = host;
            this.port = port;
        }

        @Override
        public void send(byte[] packet) throws IOException {
            socket.send(new DatagramPacket(packet, packet.length, host.address(), port));
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    /// Over TCP.
    final class Stream implements HepLink {
        private final Socket socket = new Socket();
        private final OutputStream out;

        Stream(InetSocketAddress target) throws IOException {
            try {
                socket.connect(target, PATIENCE);
                socket.setTcpNoDelay(true);
                this.out = socket.getOutputStream();
            } catch (IOException e) {
                socket.close();
                throw e;
            }
        }

        @Override
        public void send(byte[] packet) throws IOException {
            out.write(packet);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
