package dev.ringback.bench.run.abuse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.ringback.bench.run.contender.BenchException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Locale;

/// Users over UDP who answer each INVITE with 486 at once: what calls cost that fail, but not for
/// silence.
final class BusyUsers implements AutoCloseable {
    private static final int LARGEST = 8_192;

    private final Selector selector;
    private final Thread thread;
    private volatile boolean stop;

    /// Opens them, each with an address of its own on the loopback.
    ///
    /// @param port the port of all
    /// @throws BenchException when one cannot be opened
    BusyUsers(int number, int port) {
        try {
            selector = Selector.open();
            for (int i = 0; i < number; i++) {
                InetAddress host = InetAddress.getByName(HopelessCalls.Callees.host(i));
                DatagramChannel channel = DatagramChannel.open();
                channel.bind(new InetSocketAddress(host, port));
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ);
            }
        } catch (IOException e) {
            throw new BenchException("cannot open " + number + " busy users: " + e.getMessage());
        }
        thread = new Thread(this::run, "busy-users");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        ByteBuffer buffer = ByteBuffer.allocate(LARGEST);
        try {
            while (!stop) {
                selector.select(key -> take((DatagramChannel) key.channel(), buffer.clear()));
            }
        } catch (IOException _) {
            // the selector is closed
        }
    }

    private static void take(DatagramChannel channel, ByteBuffer buffer) {
        try {
            SocketAddress from = channel.receive(buffer);
            String text = ISO_8859_1.decode(buffer.flip()).toString();
            if (from != null && text.startsWith("INVITE ")) {
                channel.send(ByteBuffer.wrap(busy(text).getBytes(ISO_8859_1)), from);
            }
        } catch (IOException _) {
            // the caller sends again
        }
    }

    private static String busy(String invite) {
        StringBuilder answer = new StringBuilder("SIP/2.0 486 Busy Here\r\n");
        for (String line : invite.split("\r\n", -1)) {
            String name =
                    line.substring(0, Math.max(0, line.indexOf(':'))).toLowerCase(Locale.ROOT);
            switch (name) {
                case "via", "from", "call-id", "cseq" -> answer.append(line).append("\r\n");
                case "to" -> answer.append(line).append(";tag=busy\r\n");
                default -> {}
            }
        }
        return answer.append("Content-Length: 0\r\n\r\n").toString();
    }

    @Override
    public void close() {
        stop = true;
        selector.wakeup();
        try {
            thread.join();
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException _) {
            // they are gone either way
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
