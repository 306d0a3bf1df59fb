package dev.ringback.cli.flow;

import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Reason;
import dev.ringback.callflow.Remark;
import dev.ringback.control.ControlClient;
import dev.ringback.control.ControlRequest;
import dev.ringback.header.Method;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import dev.ringback.stack.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Calls of a running server, those that it remembers and then what happens. The command at its
/// control socket is `flow`; each item is an event: `message`, `remark`, `lost`, or one that is not
/// known here and is passed over.
final class ServerFeed {
    private static final int DEEPEST = 4;

    private final MessageParser parser = new MessageParser(ParseLimits.defaults());
    private final Receiver receiver;
    private final AtomicLong lost = new AtomicLong();

    ServerFeed(Receiver receiver) {
        this.receiver = receiver;
    }

    /// How many octets of messages the server could not tell in time. Any thread.
    long lost() {
        return lost.get();
    }

    /// Takes events until the server or the connection ends.
    ///
    /// @throws IOException where the server is not there, or has not this command
    void run(ControlClient client) throws IOException {
        client.ask(new ControlRequest("flow", Map.of("since", "start")), this::event);
    }

    /// Takes an event; one that says too little is passed over.
    void event(Map<String, @Nullable Object> event) {
        try {
            switch (text(event, "event")) {
                case "message" -> message(event);
                case "remark" -> remark(event);
                case "lost" -> lost.addAndGet(number(event, "octets"));
                default -> {
                    // of a newer server
                }
            }
        } catch (DateTimeException | IllegalArgumentException _) {
            // what cannot be read shows nothing
        }
    }

    private void message(Map<String, @Nullable Object> event) {
        Transport transport = Transport.named(text(event, "transport"));
        byte[] octets = Base64.getDecoder().decode(text(event, "octets"));
        if (transport == null || !(parser.parse(octets) instanceof Parsed parsed)) {
            return;
        }
        InetSocketAddress from = address(text(event, "from"));
        InetSocketAddress to = address(text(event, "to"));
        InetSocketAddress mine =
                event.get("sent") instanceof Boolean sent ? (sent ? from : to) : null;
        Instant at = Instant.parse(text(event, "at"));
        receiver.passed(new Passed(at, transport, from, to, parsed.message()), mine);
    }

    private void remark(Map<String, @Nullable Object> event) {
        if (event.get("reason") instanceof Map<?, ?> reason) {
            Remark remark =
                    new Remark(
                            Instant.parse(text(event, "at")),
                            Method.of(text(event, "method")),
                            number(event, "sequence"),
                            (int) number(event, "status"),
                            reason(reason, 0),
                            new Remark.Story(chain(event.get("chain")), 0));
            receiver.decided(text(event, "callId"), remark);
        }
    }

    private static List<Remark.Link> chain(@Nullable Object told) {
        List<Remark.Link> links = new ArrayList<>();
        if (told instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof Map<?, ?> link
                        && link.get("reason") instanceof Map<?, ?> reason
                        && link.get("attempt") instanceof Number attempt) {
                    links.add(
                            new Remark.Link(
                                    Instant.parse(String.valueOf(link.get("at"))),
                                    attempt.intValue(),
                                    Boolean.TRUE.equals(link.get("decisive")),
                                    reason(reason, 0)));
                }
            }
        }
        return links;
    }

    private static Reason reason(Map<?, ?> told, int depth) {
        Map<String, String> facts = new LinkedHashMap<>();
        if (told.get("facts") instanceof Map<?, ?> map) {
            map.forEach((name, value) -> facts.put(String.valueOf(name), String.valueOf(value)));
        }
        List<Reason> parts = new ArrayList<>();
        if (told.get("parts") instanceof List<?> list && depth < DEEPEST) {
            for (Object part : list) {
                if (part instanceof Map<?, ?> map) {
                    parts.add(reason(map, depth + 1));
                }
            }
        }
        return new Reason(String.valueOf(told.get("kind")), facts, parts);
    }

    private static String text(Map<String, @Nullable Object> event, String name) {
        if (event.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(name);
    }

    private static long number(Map<String, @Nullable Object> event, String name) {
        if (event.get(name) instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalArgumentException(name);
    }

    /// An address as `192.0.2.1:5060` or `[2001:db8::1]:5060`.
    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        String host = text.substring(0, Math.max(0, colon));
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        int port = Integer.parseInt(text.substring(colon + 1));
        return new InetSocketAddress(InetAddress.ofLiteral(bare), port);
    }
}
