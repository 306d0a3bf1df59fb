package dev.ringback.it.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A scripted user agent over UDP. What it does with a request is said by the user of the
/// Request-URI: `486` answers with that code, `ring` rings until it is cancelled, `quiet` says
/// nothing, `lost` answers without the Vias of those before its neighbour.
public final class Phone implements AutoCloseable {
    private final DatagramSocket socket;
    private final Map<Integer, List<String>> headers;
    private final Map<String, Received> ringing = new ConcurrentHashMap<>();

    /// Opens it.
    ///
    /// @param headers what its answers carry besides the usual, by code
    public Phone(Map<Integer, List<String>> headers) {
        this.headers = Map.copyOf(headers);
        try {
            this.socket = new DatagramSocket(Loopback.at(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    /// The URI at which it does something.
    public String uri(String what) {
        return "sip:" + what + "@127.0.0.1:" + socket.getLocalPort();
    }

    @Override
    public void close() {
        socket.close();
    }

    private void serve() {
        byte[] octets = new byte[65_535];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(octets, octets.length);
            try {
                socket.receive(packet);
                take(Received.of(octets, packet.getLength()), packet.getSocketAddress());
            } catch (IOException _) {
                // Closed, or nobody was there to hear the last answer: the next request tells.
            }
        }
    }

    private void take(Received request, SocketAddress from) throws IOException {
        String[] start = request.startLine().split(" ", -1);
        if (start.length != 3 || request.status() > 0 || start[0].equals("ACK")) {
            return;
        }
        String callId = request.header("Call-ID");
        if (start[0].equals("CANCEL")) {
            answer(request, "200 OK", from);
            Received invite = ringing.remove(callId);
            if (invite != null) {
                answer(invite, "487 Request Terminated", from);
            }
            return;
        }
        switch (start[1].replaceAll("^sips?:([^@]*)@.*", "$1")) {
            case "quiet" -> {}
            case "ring" -> {
                ringing.put(callId, request);
                answer(request, "180 Ringing", from);
            }
            case "lost" -> {
                List<String> vias = request.headers("Via").stream().limit(1).toList();
                answer(request, "486 Lost", vias, from);
            }
            case String code -> answer(request, code + " As Scripted", from);
        }
    }

    private void answer(Received request, String status, SocketAddress to) throws IOException {
        answer(request, status, request.headers("Via"), to);
    }

    private void answer(Received request, String status, List<String> vias, SocketAddress to)
            throws IOException {
        StringBuilder text = new StringBuilder("SIP/2.0 " + status + "\r\n");
        vias.forEach(via -> line(text, "Via: " + via));
        for (String name : List.of("From", "Call-ID", "CSeq", "Record-Route")) {
            request.headers(name).forEach(value -> line(text, name + ": " + value));
        }
        line(text, "To: " + request.header("To") + ";tag=phone");
        line(text, "Contact: <" + uri("here") + ">");
        headers.getOrDefault(Integer.parseInt(status.substring(0, 3)), List.of())
                .forEach(header -> line(text, header));
        byte[] octets =
                text.append("Content-Length: 0\r\n\r\n")
                        .toString()
                        .getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(Arrays.copyOf(octets, octets.length), octets.length, to));
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append("\r\n");
    }
}
