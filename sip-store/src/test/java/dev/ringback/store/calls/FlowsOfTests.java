package dev.ringback.store.calls;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Reason;
import dev.ringback.callflow.Remark;
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
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Calls for tests.
final class FlowsOfTests {
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456789Z");

    private static final InetSocketAddress HERE = address("192.0.2.1", 5060);
    private static final InetSocketAddress PHONE = address("2001:db8::7", 40_000);

    private FlowsOfTests() {}

    private static InetSocketAddress address(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }

    /// A call that was refused.
    static CallFlow refused(String callId, Instant at, String caller, int status) {
        return new CallFlow(
                callId,
                List.of(
                        passed(at, false, invite(callId, caller)),
                        passed(at.plusMillis(5), true, response(callId, caller, status))),
                List.of(remark(at.plusMillis(5), status)),
                Set.of(HERE),
                3);
    }

    /// The end of a call.
    static CallFlow rest(String callId, Instant at) {
        String bye =
                invite(callId, "alice")
                        .replace("INVITE", "BYE")
                        .replace("To: <sip:bob@example.com>", "To: <sip:bob@example.com>;tag=b");
        return new CallFlow(callId, List.of(passed(at, false, bye)), List.of(), Set.of(HERE), 0);
    }

    private static Remark remark(Instant at, int status) {
        Reason part = new Reason("dns-nxdomain", Map.of("name", "x.example"), List.of());
        Reason reason = new Reason("kind" + status, Map.of("said", "é \" \u0000"), List.of(part));
        List<Remark.Link> chain =
                List.of(
                        new Remark.Link(at.minusMillis(1), 0, false, part),
                        new Remark.Link(at, 2, true, reason));
        return new Remark(
                at, Method.INVITE, 4_000_000_000L, status, reason, new Remark.Story(chain, 7));
    }

    private static Passed passed(Instant at, boolean sent, String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        SipMessage message =
                ((Parsed) new MessageParser(ParseLimits.defaults()).parse(octets)).message();
        return new Passed(at, Transport.WSS, sent ? HERE : PHONE, sent ? PHONE : HERE, message);
    }

    private static String invite(String callId, String caller) {
        return "INVITE sip:bob@example.com SIP/2.0\r\n"
                + fields(callId, caller, "")
                + "Max-Forwards: 70\r\nContent-Length: 4\r\n\r\n\u00e9\r\n";
    }

    private static String response(String callId, String caller, int status) {
        return "SIP/2.0 "
                + status
                + " Said\r\n"
                + fields(callId, caller, ";tag=b")
                + "Content-Length: 0\r\n\r\n";
    }

    private static String fields(String callId, String caller, String tag) {
        return "Via: SIP/2.0/WSS 192.0.2.7:5070;branch=z9hG4bK"
                + callId
                + "\r\nFrom: <sip:"
                + caller
                + "@example.com>;tag=a\r\nTo: <sip:bob@example.com>"
                + tag
                + "\r\nCall-ID: "
                + callId
                + "\r\nCSeq: 1 INVITE\r\n";
    }
}
