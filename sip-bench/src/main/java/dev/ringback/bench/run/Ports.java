package dev.ringback.bench.run;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// The ports that a run wants for itself.
final class Ports {
    private static final int WANTED = 3;

    private Ports() {}

    /// Makes sure that three ports in a row are free, for UDP and TCP, on the loopback.
    ///
    /// @throws WrongUse when one is taken
    static void check(int first) throws WrongUse {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        for (int port = first; port < first + WANTED; port++) {
            InetSocketAddress address = new InetSocketAddress(loopback, port);
            try (DatagramSocket udp = new DatagramSocket(null);
                    ServerSocket tcp = new ServerSocket()) {
                udp.bind(address);
                tcp.bind(address);
            } catch (IOException _) {
                throw new WrongUse("port " + port + " is taken: give others with --port PORT");
            }
        }
    }
}
