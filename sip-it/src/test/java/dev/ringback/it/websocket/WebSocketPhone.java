package dev.ringback.it.websocket;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A telephone that does what browsers do: it registers over its WebSocket under a host that is
/// none, answers OPTIONS, and connects anew when the connection is gone.
public final class WebSocketPhone implements WebSocket.Listener {
    private static final int LONGEST_WAIT_MILLIS = 4_000;

    private final HttpClient http;
    private final URI server;
    private final String user;
    private final String instance = UUID.randomUUID().toString();
    private final AtomicInteger sequence = new AtomicInteger();
    private final AtomicInteger registered = new AtomicInteger();
    private final StringBuilder text = new StringBuilder();
    private volatile boolean closing;
    private volatile @Nullable WebSocket socket;

    /// @param server where it connects
    /// @param user whom it registers, of the domain `localhost`
    public WebSocketPhone(HttpClient http, URI server, String user) {
        this.http = http;
        this.server = server;
        this.user = user;
    }

    /// Connects, and registers once it is connected.
    public void connect() {
        var _ =
                http.newWebSocketBuilder()
                        .subprotocols("sip")
                        .buildAsync(server, this)
                        .whenComplete(
                                (opened, failure) -> {
                                    if (failure != null) {
                                        again();
                                    }
                                });
    }

    /// How many registrations were answered with 200.
    public int registered() {
        return registered.get();
    }

    private void again() {
        if (!closing) {
            long wait = ThreadLocalRandom.current().nextLong(100, LONGEST_WAIT_MILLIS);
            CompletableFuture.delayedExecutor(wait, TimeUnit.MILLISECONDS).execute(this::connect);
        }
    }

    /// Ends its connection and makes no other.
    public void close() {
        closing = true;
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket = opened;
        opened.request(1);
        var _ = opened.sendText(register(), true);
    }

    private String register() {
        int number = sequence.incrementAndGet();
        return lines(
                "REGISTER sip:localhost SIP/2.0",
                "Via: SIP/2.0/WS " + user + ".invalid;branch=z9hG4bK" + UUID.randomUUID(),
                "Max-Forwards: 70",
                "From: <sip:" + user + "@localhost>;tag=" + number,
                "To: <sip:" + user + "@localhost>",
                "Call-ID: " + instance,
                "CSeq: " + number + " REGISTER",
                "Contact: <sip:"
                        + user
                        + "@"
                        + user
                        + ".invalid;transport=ws>;reg-id=1;+sip.instance=\"<urn:uuid:"
                        + instance
                        + ">\";expires=600",
                "Supported: path, outbound, gruu",
                "Content-Length: 0");
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            String message = text.toString();
            text.setLength(0);
            take(from, message);
        }
        from.request(1);
        return null;
    }

    private void take(WebSocket from, String message) {
        if (message.startsWith("SIP/2.0 200 ") && message.contains(" REGISTER\r\n")) {
            registered.incrementAndGet();
        } else if (message.startsWith("OPTIONS ")) {
            List<String> kept = List.of("Via:", "From:", "To:", "Call-ID:", "CSeq:");
            String copied =
                    message.lines()
                            .filter(line -> kept.stream().anyMatch(line::startsWith))
                            .map(line -> line.startsWith("To:") ? line + ";tag=" + user : line)
                            .collect(Collectors.joining("\r\n"));
            var _ = from.sendText(lines("SIP/2.0 200 OK", copied, "Content-Length: 0"), true);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        again();
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        again();
    }
}
