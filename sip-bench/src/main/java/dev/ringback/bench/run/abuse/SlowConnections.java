package dev.ringback.bench.run.abuse;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.ringback.bench.run.contender.BenchException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Many TCP connections, each of which sends one octet of a request every ten seconds and never
/// gets to its end (slowloris). What the server closes is opened again.
final class SlowConnections implements Disturbance {
    private static final Duration TURN = Duration.ofSeconds(10);
    /// One octet at a time: so many peers do not speak at the same moment.
    private static final Duration STEP = Duration.ofMillis(2);

    private static final byte[] REQUEST =
            ("OPTIONS sip:bench.test SIP/2.0\r\nSubject: " + "x".repeat(4_000)).getBytes(US_ASCII);

    private final InetSocketAddress server;
    private final SocketChannel[] channels;
    private final int[] sent;
    private final AtomicLong closed = new AtomicLong();
    private final Thread thread;
    private volatile boolean stop;

    /// Opens them all, then goes on by itself.
    ///
    /// @throws BenchException when one cannot be opened
    SlowConnections(int number, int port) {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        channels = new SocketChannel[number];
        sent = new int[number];
        thread = new Thread(this::run, "slow-connections");
        thread.setDaemon(true);
        try {
            for (int i = 0; i < number; i++) {
                open(i);
            }
        } catch (IOException e) {
            closeAll();
            throw new BenchException("no " + number + " slow connections: " + e.getMessage());
        }
        thread.start();
    }

    @Override
    public long ended() {
        return closed.get();
    }

    private void open(int i) throws IOException {
        SocketChannel channel = SocketChannel.open(server);
        channel.configureBlocking(false);
        channels[i] = channel;
        sent[i] = 0;
    }

    private void run() {
        int share = (int) Math.ceilDiv(channels.length * STEP.toMillis(), TURN.toMillis());
        int next = 0;
        try {
            while (!stop) {
                for (int i = 0; i < share; i++) {
                    turn(next);
                    next = (next + 1) % channels.length;
                }
                Thread.sleep(STEP);
            }
        } catch (InterruptedException _) {
            // close() wants the end
        }
    }

    private void turn(int i) {
        try {
            if (channels[i].read(ByteBuffer.allocate(1)) < 0) {
                throw new IOException("closed");
            }
            channels[i].write(ByteBuffer.wrap(REQUEST, sent[i]++ % REQUEST.length, 1));
        } catch (IOException _) {
            closed.incrementAndGet();
            again(i);
        }
    }

    private void again(int i) {
        try {
            channels[i].close();
            open(i);
        } catch (IOException _) {
            // it is tried again in its next turn
        }
    }

    @Override
    public void close() {
        stop = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        closeAll();
    }

    private void closeAll() {
        for (SocketChannel channel : channels) {
            try {
                if (channel != null) {
                    channel.close();
                }
            } catch (IOException _) {
                // it is gone either way
            }
        }
    }
}
