package dev.ringback.bench.run.abuse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.ringback.bench.run.contender.BenchException;
import dev.ringback.bench.run.contender.Place;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Calls over UDP, at a steady rate, to users whom nobody reaches: those behind [SilentHops], or
/// [BusyUsers]. What refuses them in the end gets its ACK, RFC 3261 §17.1.1.3.
final class HopelessCalls implements Disturbance {
    private static final Duration STEP = Duration.ofMillis(20);
    private static final int PATIENCE_MILLISECONDS = 5_000;
    private static final Pattern FINAL = Pattern.compile("SIP/2\\.0 [3-6]\\d\\d ");
    private static final Pattern NUMBER = Pattern.compile("branch=z9hG4bKhopeless(\\d+)");
    private static final Pattern TO = Pattern.compile("(?mi)^(?:To|t)\\s*:[^\r\n]*");

    private final Callees callees;
    private final int rate;
    private final DatagramSocket socket;
    private final AtomicLong refused = new AtomicLong();
    private final Thread thread;
    private volatile boolean stop;

    /// Registers the users, then calls by itself until it is closed.
    ///
    /// @param callees who is called, one after the other
    /// @param server the port of the server
    /// @param rate calls a second
    /// @throws BenchException when a user cannot be registered
    HopelessCalls(Callees callees, int server, int rate) {
        this.callees = callees;
        this.rate = rate;
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try {
            socket = new DatagramSocket(new InetSocketAddress(loopback, 0));
            socket.connect(loopback, server);
            socket.setSoTimeout(PATIENCE_MILLISECONDS);
            for (int i = 0; i < callees.number(); i++) {
                register(i);
            }
            socket.setSoTimeout((int) STEP.toMillis());
        } catch (IOException e) {
            throw new BenchException("users to call: " + e.getMessage());
        }
        thread = new Thread(this::run, "hopeless-calls");
        thread.setDaemon(true);
        thread.start();
    }

    /// Whom to call, each at an address of its own on the loopback.
    ///
    /// @param kind the beginning of their names
    /// @param transport how they are reached
    /// @param number how many there are
    /// @param port the port of all
    record Callees(String kind, String transport, int number, int port) {
        /// The address of one.
        static String host(int number) {
            return "127.0.7." + (number + 1);
        }

        private String user(int call) {
            return kind + call % number + '@' + Place.DOMAIN;
        }

        private String contact(int number) {
            return "<sip:u@%s:%d;transport=%s>".formatted(host(number), port, transport);
        }
    }

    @Override
    public long ended() {
        return refused.get();
    }

    private void register(int number) throws IOException {
        String extra = "Contact: " + callees.contact(number) + "\nExpires: 3600\n";
        send("REGISTER", "sip:" + Place.DOMAIN, number, "To: <sip:%s>", extra);
        String answer = receive();
        if (!answer.startsWith("SIP/2.0 200")) {
            throw new IOException("the answer was " + answer.lines().findFirst().orElse(""));
        }
    }

    private void run() {
        long begun = System.nanoTime();
        int count = 0;
        try {
            while (!stop) {
                long due = (System.nanoTime() - begun) * rate / 1_000_000_000L;
                for (; count < due; count++) {
                    String contact = "Contact: <sip:caller@" + own() + ">\n";
                    String uri = "sip:" + callees.user(count);
                    send("INVITE", uri, count, "To: <sip:%s>", contact);
                }
                answered();
            }
        } catch (IOException _) {
            // the socket is closed
        }
    }

    /// Takes what comes until nothing does for a moment.
    private void answered() throws IOException {
        try {
            String text = receive();
            Matcher number = NUMBER.matcher(text);
            if (FINAL.matcher(text).lookingAt() && text.contains(" INVITE") && number.find()) {
                refused.incrementAndGet();
                int call = Integer.parseInt(number.group(1));
                Matcher to = TO.matcher(text);
                String line = to.find() ? to.group() : "To: <sip:%s>";
                send("ACK", "sip:" + callees.user(call), call, line, "");
            }
        } catch (SocketTimeoutException _) {
            // it is time to send again
        }
    }

    private void send(String method, String uri, int call, String to, String extra)
            throws IOException {
        String text =
                """
                %s %s SIP/2.0
                Via: SIP/2.0/UDP %s;rport;branch=z9hG4bKhopeless%d
                Max-Forwards: 70
                From: <sip:%s>;tag=%d
                %s
                Call-ID: hopeless-%s-%d@%s
                CSeq: 1 %s
                %sContent-Length: 0

                """
                        .formatted(
                                method,
                                uri,
                                own(),
                                call,
                                callees.user(call),
                                call,
                                to.formatted(callees.user(call)),
                                method.equals("REGISTER") ? "r" : "i",
                                call,
                                own(),
                                method,
                                extra);
        byte[] octets = text.replace("\n", "\r\n").getBytes(ISO_8859_1);
        socket.send(new DatagramPacket(octets, octets.length));
    }

    private String receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[8_192], 8_192);
        socket.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), ISO_8859_1);
    }

    private String own() {
        return Place.HOST + ':' + socket.getLocalPort();
    }

    @Override
    public void close() {
        stop = true;
        socket.close();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
