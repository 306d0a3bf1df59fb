package dev.ringback.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Asks over HTTP, with whatever header fields a test wants: also such as no browser sends.
final class Browser {
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final int port;
    private final InetAddress own;
    private final Map<String, String> headers = new LinkedHashMap<>();

    /// One that is logged in nowhere, at a page of the console.
    Browser(int port) {
        this(port, InetAddress.getLoopbackAddress());
    }

    private Browser(int port, InetAddress own) {
        this.port = port;
        this.own = own;
        headers.put("Host", "127.0.0.1:" + port);
        headers.put("Origin", "http://127.0.0.1:" + port);
        headers.put("Content-Type", "application/json");
        headers.put("Connection", "close");
    }

    /// What was answered.
    ///
    /// @param head the status line and the header fields
    record Answer(int status, String head, String body) {
        /// The first field of a name; empty where there is none.
        String header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ": ";
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()))
                    .findFirst()
                    .orElse("");
        }
    }

    /// One that says this, too; an empty value leaves a field out.
    Browser with(String name, String value) {
        Browser other = new Browser(port, own);
        other.headers.putAll(headers);
        other.headers.put(name, value);
        return other;
    }

    /// One that asks from there.
    Browser from(String address) {
        Browser other = new Browser(port, InetAddress.ofLiteral(address));
        other.headers.putAll(headers);
        return other;
    }

    Answer get(String path) throws IOException {
        return ask("GET", path, "");
    }

    Answer post(String path, String body) throws IOException {
        return ask("POST", path, body);
    }

    Answer ask(String method, String path, String body) throws IOException {
        try (Socket socket = send(method, path, body)) {
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(octets);
            String whole = octets.toString(StandardCharsets.UTF_8);
            int end = whole.indexOf("\r\n\r\n");
            String head = whole.substring(0, end);
            return new Answer(
                    Integer.parseInt(head.substring(9, 12)), head, whole.substring(end + 4));
        }
    }

    /// Sends a request, and leaves its answer to whoever reads the socket.
    Socket send(String method, String path, String body) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port, own, 0);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> {
                    if (!value.isEmpty()) {
                        request.append(name).append(": ").append(value).append("\r\n");
                    }
                });
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        request.append("Content-Length: ").append(octets.length).append("\r\n\r\n");
        socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().write(octets);
        return socket;
    }

    /// This one, logged in.
    Browser loggedIn(String token) throws IOException {
        Answer answer = post("/api/v1/session", "{\"token\":\"" + token + "\"}");
        return with("Cookie", answer.header("Set-Cookie").split(";", 2)[0]);
    }
}
