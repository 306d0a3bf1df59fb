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
import org.jspecify.annotations.Nullable;

/// Calls of a running server, as its control socket tells them while they happen. The command is
/// `flow`; each item is an event: `message`, `remark`, or one that is not known here and is passed
/// over.
final class ServerFeed {
    private static final int DEEPEST = 4;

    private final MessageParser parser = new MessageParser(ParseLimits.defaults());
    private final Receiver receiver;

    ServerFeed(Receiver receiver) {
        this.receiver = receiver;
    }

    /// Takes events until the server or the connection ends.
    ///
    /// @throws IOException where the server is not there, or has not this command
    void run(ControlClient client) throws IOException {
        client.ask(new ControlRequest("flow"), this::event);
    }

    /// Takes an event; one that says too little is passed over.
    void event(Map<String, @Nullable Object> event) {
        try {
            switch (text(event, "event")) {
                case "message" -> message(event);
                case "remark" -> remark(event);
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
        if (transport != null && parser.parse(octets) instanceof Parsed parsed) {
            receiver.passed(
                    new Passed(
                            Instant.parse(text(event, "at")),
                            transport,
                            address(text(event, "from")),
                            address(text(event, "to")),
                            parsed.message()));
        }
    }

    private void remark(Map<String, @Nullable Object> event) {
        if (event.get("reason") instanceof Map<?, ?> reason) {
            Remark remark =
                    new Remark(
                            Instant.parse(text(event, "at")),
                            Method.of(text(event, "method")),
                            number(event, "sequence"),
                            (int) number(event, "status"),
                            reason(reason, 0));
            receiver.decided(text(event, "callId"), remark);
        }
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
