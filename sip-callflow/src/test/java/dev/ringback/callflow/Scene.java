package dev.ringback.callflow;

import dev.ringback.message.ReasonPhrase;
import dev.ringback.message.SipMessage;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import dev.ringback.stack.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Messages that passed, written as the RFCs draw them, one a line:
///
/// ```
/// 0    ua1 > p1  INVITE 1 a
/// 20   p1 > ua1  180 INVITE 1 a
/// ```
///
/// A line has the milliseconds, two parties, the method or the status and its method, the CSeq
/// number, the branches of the Via header fields (the top one first), and then `tags=FROM/TO`,
/// `sdp`, or header fields with `_` for spaces, `User-Agent:_Phone`.
public final class Scene {
    /// When a scene begins.
    public static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private static final MessageParser PARSER = new MessageParser(ParseLimits.defaults());

    private final Map<String, InetSocketAddress> parties = new LinkedHashMap<>();
    private final String callId;

    private Scene(String callId) {
        this.callId = callId;
    }

    /// The flow of a Call-ID that a text describes.
    public static CallFlow flow(String callId, String text) {
        return new CallFlow(callId, passed(callId, text), List.of(), Set.of(), 0);
    }

    /// The flow of the Call-ID `c` that a text describes.
    public static CallFlow flow(String text) {
        return flow("c", text);
    }

    /// The messages that a text describes.
    public static List<Passed> passed(String callId, String text) {
        Scene scene = new Scene(callId);
        List<Passed> messages = new ArrayList<>();
        for (String line : text.strip().split("\\R", -1)) {
            messages.add(scene.line(line.strip().split("\\s+", -1)));
        }
        return messages;
    }

    /// The socket address of the party that appears as the so-manieth in a text, from 1.
    public static InetSocketAddress address(int number) {
        return new InetSocketAddress(InetAddress.ofLiteral("192.0.2." + number), 5060);
    }

    private Passed line(String[] words) {
        boolean response = Character.isDigit(words[4].charAt(0));
        Instant at = BEGIN.plusMillis(Long.parseLong(words[0]));
        return new Passed(
                at,
                Transport.UDP,
                party(words[1]),
                party(words[3]),
                message(words, response ? 5 : 4, response));
    }

    private InetSocketAddress party(String name) {
        return parties.computeIfAbsent(name, _ -> address(parties.size() + 1));
    }

    private SipMessage message(String[] words, int method, boolean response) {
        String name = words[method];
        StringBuilder text = new StringBuilder();
        if (response) {
            int status = Integer.parseInt(words[4]);
            text.append("SIP/2.0 " + status + " " + ReasonPhrase.of(status));
        } else {
            text.append(name + " sip:bob@example.com SIP/2.0");
        }
        for (String branch : words[method + 2].split(",", -1)) {
            text.append("\r\nVia: SIP/2.0/UDP host.example:5060;branch=z9hG4bK" + branch);
        }
        boolean begins = !response && List.of("INVITE", "REGISTER", "CANCEL").contains(name);
        String tags = begins || words[4].equals("100") ? "caller/" : "caller/callee";
        StringBuilder more = new StringBuilder();
        String body = "";
        for (int i = method + 3; i < words.length; i++) {
            if (words[i].startsWith("tags=")) {
                tags = words[i].substring(5);
            } else if (words[i].equals("sdp")) {
                body = "v=0\r\n";
                more.append("\r\nContent-Type: application/sdp");
            } else {
                more.append("\r\n" + words[i].replace('_', ' '));
            }
        }
        String[] both = tags.split("/", -1);
        text.append("\r\nFrom: <sip:alice@example.com>;tag=" + both[0]);
        text.append("\r\nTo: <sip:bob@example.com>" + (both[1].isEmpty() ? "" : ";tag=" + both[1]));
        text.append("\r\nCall-ID: " + callId + "\r\nCSeq: " + words[method + 1] + " " + name);
        text.append("\r\nMax-Forwards: 70" + more + "\r\nContent-Length: " + body.length());
        text.append("\r\n\r\n" + body);
        return parse(text.toString());
    }

    /// A message from its text.
    public static SipMessage parse(String text) {
        return switch (PARSER.parse(text.getBytes(StandardCharsets.UTF_8))) {
            case Parsed parsed -> parsed.message();
            case Object other -> throw new IllegalArgumentException(other + ": " + text);
        };
    }
}
