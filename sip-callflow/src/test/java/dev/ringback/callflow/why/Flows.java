package dev.ringback.callflow.why;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Reason;
import dev.ringback.callflow.Remark;
import dev.ringback.cause.Cause;
import dev.ringback.cause.CauseGraph;
import dev.ringback.header.Method;
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
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A call as a server recorded it, made step by step.
final class Flows {
    static final InetSocketAddress HERE = address("192.0.2.1", 5060);
    static final InetSocketAddress CALLER = address("192.0.2.10", 7000);
    static final InetSocketAddress PHONE = address("192.0.2.20", 5060);

    private final String callId;
    private final List<Passed> messages = new ArrayList<>();
    private final List<Remark> remarks = new ArrayList<>();
    private long millis;

    Flows(String callId) {
        this.callId = callId;
    }

    static InetSocketAddress address(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }

    CallFlow flow() {
        return new CallFlow(callId, messages, remarks, Set.of(HERE), 0);
    }

    /// A request of the caller comes.
    Flows asks(String method, long sequence) {
        return passes(
                CALLER,
                HERE,
                method + " sip:bob@example.com SIP/2.0\r\n" + head(method, sequence) + "\r\n");
    }

    /// A phone answers us.
    Flows answers(int status, String phrase, String method, String... more) {
        return passes(PHONE, HERE, response(status, phrase, method, more));
    }

    /// We answer the caller.
    Flows tells(int status, String phrase, String method) {
        return passes(HERE, CALLER, response(status, phrase, method));
    }

    private String response(int status, String phrase, String method, String... more) {
        StringBuilder text = new StringBuilder("SIP/2.0 " + status + " " + phrase + "\r\n");
        for (String line : more) {
            text.append(line).append("\r\n");
        }
        return text + head(method, 1) + "\r\n";
    }

    private String head(String method, long sequence) {
        return """
            Via: SIP/2.0/UDP 192.0.2.10:7000;branch=z9hG4bK%2$d
            From: <sip:alice@example.com>;tag=a
            To: <sip:bob@example.com>
            Call-ID: %1$s
            CSeq: %2$d %3$s
            Max-Forwards: 70
            Content-Length: 0
            """
                .formatted(callId, sequence, method)
                .replace("\n", "\r\n");
    }

    Flows passes(InetSocketAddress from, InetSocketAddress to, String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        SipMessage message =
                ((Parsed) new MessageParser(ParseLimits.defaults()).parse(octets)).message();
        messages.add(new Passed(now(), Transport.UDP, from, to, message));
        return this;
    }

    /// A request was decided, by a single cause.
    Flows decides(Method method, long sequence, int status, Cause cause) {
        return decides(method, sequence, status, CauseGraph.of(0, 1, cause));
    }

    Flows decides(Method method, long sequence, int status, CauseGraph causes) {
        Reason none = new Reason("undecided", Map.of(), List.of());
        Remark what = new Remark(now(), method, sequence, status, none);
        remarks.add(Reasons.remark(what, causes, Instant.EPOCH::plusNanos));
        return this;
    }

    private Instant now() {
        return Instant.EPOCH.plusMillis(millis++);
    }
}
