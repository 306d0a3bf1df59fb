package dev.ringback.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A telephone that says what a test wants, over UDP.
final class Telephone implements AutoCloseable {
    private final String name;
    private final InetSocketAddress server;
    private final DatagramSocket socket;
    private final String callId = UUID.randomUUID().toString();
    private int sequence;

    Telephone(String name, InetSocketAddress server) throws SocketException {
        this.name = name;
        this.server = server;
        this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout((int) Browser.PATIENCE.toMillis());
    }

    /// A request outside of dialogs.
    String request(String method, String target, String more) {
        return whole(method, target, "To: <" + target + ">\r\n" + more);
    }

    private String whole(String method, String target, String more) {
        sequence += method.equals("ACK") ? 0 : 1;
        String contact = "Contact: <sip:%s@127.0.0.1:%d>\r\n".formatted(name, port());
        return """
        %s %s SIP/2.0
        Via: SIP/2.0/UDP 127.0.0.1:%d;branch=z9hG4bK%s
        From: <sip:%s@localhost>;tag=%s
        Call-ID: %s
        CSeq: %d %s
        Max-Forwards: 70
        """
                        .formatted(
                                method,
                                target,
                                port(),
                                UUID.randomUUID(),
                                name,
                                name,
                                callId,
                                sequence,
                                method)
                        .replace("\n", "\r\n")
                + contact
                + more
                + "Content-Length: 0\r\n\r\n";
    }

    private int port() {
        return socket.getLocalPort();
    }

    void send(byte[] octets) throws IOException {
        socket.send(new DatagramPacket(octets, octets.length, server));
    }

    void register() throws IOException {
        String own = "To: <sip:" + name + "@localhost>\r\nExpires: 600\r\n";
        send(whole("REGISTER", "sip:localhost", own).getBytes(UTF_8));
        hear("SIP/2.0 200 ");
    }

    void invite(String callee) throws IOException {
        send(request("INVITE", "sip:" + callee + "@localhost", "").getBytes(UTF_8));
    }

    /// The next message that begins so; others are passed over.
    String hear(String start) throws IOException {
        while (true) {
            DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
            socket.receive(packet);
            String text = new String(packet.getData(), 0, packet.getLength(), UTF_8);
            if (text.startsWith(start)) {
                return text;
            }
        }
    }

    void answer(String request, String status) throws IOException {
        String kept =
                request.lines()
                        .filter(line -> line.matches("(Via|From|Call-ID|CSeq|Record-Route):.*"))
                        .collect(Collectors.joining("\r\n"));
        String to = field(request, "To");
        String tagged = to.contains(";tag=") ? to : to + ";tag=" + name;
        String response =
                "SIP/2.0 "
                        + status
                        + "\r\n"
                        + kept
                        + "\r\nTo: "
                        + tagged
                        + "\r\nContact: <sip:%s@127.0.0.1:%d>\r\n".formatted(name, port())
                        + "Content-Length: 0\r\n\r\n";
        send(response.getBytes(UTF_8));
    }

    private static String field(String message, String name) {
        Matcher matcher = Pattern.compile("(?m)^" + name + ": (.*?)\r?$").matcher(message);
        return matcher.find() ? matcher.group(1) : "";
    }

    /// A request in the dialog of a 2xx.
    void within(String ok, String method) throws IOException {
        String contact = field(ok, "Contact").replaceAll("[<>]", "");
        String route = field(ok, "Record-Route");
        String more = "To: " + field(ok, "To") + "\r\n";
        send(
                whole(method, contact, route.isEmpty() ? more : more + "Route: " + route + "\r\n")
                        .getBytes(UTF_8));
    }

    /// A 2xx of a call that nobody knows.
    String strayOk() {
        return "To: <sip:nobody@localhost>;tag=x\r\nContact: <sip:nobody@localhost>\r\n";
    }

    @Override
    public void close() {
        socket.close();
    }
}
