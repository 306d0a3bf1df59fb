package dev.ringback.bench.run.abuse;

import dev.ringback.bench.run.contender.BenchException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/// Next hops that never answer: half of them take a TCP connection and say nothing on it, the other
/// half do not even take one, since their queue of connections is full and the kernel drops what
/// comes.
final class SilentHops implements AutoCloseable {
    /// The kernel keeps one connection more than it is told.
    private static final int FULL = 3;

    private static final int QUEUE = 4_096;

    private final List<ServerSocket> sockets = new ArrayList<>();
    private final List<SocketChannel> fillers = new ArrayList<>();

    /// Opens them, each with an address of its own on the loopback.
    ///
    /// @param port the port of all
    /// @throws BenchException when one cannot be opened
    SilentHops(int number, int port) {
        try {
            for (int i = 0; i < number; i++) {
                boolean takes = i % 2 == 0;
                InetSocketAddress address =
                        new InetSocketAddress(
                                InetAddress.getByName(HopelessCalls.Callees.host(i)), port);
                ServerSocket socket = new ServerSocket();
                sockets.add(socket);
                socket.bind(address, takes ? QUEUE : 1);
                if (!takes) {
                    fill(address);
                }
            }
        } catch (IOException e) {
            close();
            throw new BenchException("cannot open " + number + " silent hops: " + e.getMessage());
        }
    }

    private void fill(InetSocketAddress address) throws IOException {
        for (int i = 0; i < FULL; i++) {
            SocketChannel filler = SocketChannel.open();
            fillers.add(filler);
            filler.configureBlocking(false);
            filler.connect(address);
        }
    }

    @Override
    public void close() {
        try {
            for (SocketChannel filler : fillers) {
                filler.close();
            }
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        } catch (IOException _) {
            // they are gone either way
        }
    }
}
