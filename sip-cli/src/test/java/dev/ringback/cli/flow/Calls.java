package dev.ringback.cli.flow;

import dev.ringback.callflow.Passed;
import dev.ringback.header.HeaderName;
import dev.ringback.message.ReasonPhrase;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
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

/// Calls of alice to bob.
public final class Calls {
    /// When they begin.
    public static final Instant BEGIN = Instant.parse("2026-01-01T12:00:00Z");

    /// Where alice is.
    public static final InetSocketAddress ALICE = address(1);

    /// Where bob is.
    public static final InetSocketAddress BOB = address(2);

    private static final String SDP =
            """
            v=0\r
            o=- 1 1 IN IP4 192.0.2.9\r
            s=-\r
            c=IN IP4 192.0.2.9\r
            t=0 0\r
            m=audio 6000 RTP/AVP 0\r
            """;

    private final String callId;
    private final List<Passed> messages = new ArrayList<>();
    private int branch;

    private Calls(String callId) {
        this.callId = callId;
    }

    private static InetSocketAddress address(int number) {
        return new InetSocketAddress(InetAddress.ofLiteral("192.0.2." + number), 5060);
    }

    /// A call that is answered after a second and ended after five.
    public static List<Passed> answered(String callId) {
        Calls call = new Calls(callId);
        call.request(0, 1, "INVITE", SDP);
        call.response(200, 1, "INVITE", 180, "");
        call.response(1_000, 1, "INVITE", 200, SDP);
        call.request(1_001, 1, "ACK", "");
        call.request(5_000, 2, "BYE", "");
        call.response(5_020, 2, "BYE", 200, "");
        return call.messages;
    }

    /// A call that ends with a failure.
    public static List<Passed> failed(String callId, int status) {
        Calls call = new Calls(callId);
        call.request(100, 1, "INVITE", SDP);
        call.response(150, 1, "INVITE", status, "");
        return call.messages;
    }

    /// The request of another leg of a call, which names that call.
    public static Passed leg(String callId, String call) {
        Passed passed = answered(callId).getFirst();
        SipRequest request = (SipRequest) passed.message();
        SipMessage marked = request.edit().set(HeaderName.of("X-CID"), call).build();
        return new Passed(passed.at(), passed.transport(), passed.from(), passed.to(), marked);
    }

    /// A registration.
    public static List<Passed> registration(String callId) {
        Calls call = new Calls(callId);
        call.request(300, 1, "REGISTER", "");
        call.response(310, 1, "REGISTER", 200, "");
        return call.messages;
    }

    private void request(int milliseconds, int sequence, String method, String body) {
        branch++;
        String start = method + " sip:bob@example.com SIP/2.0";
        boolean begins = method.equals("INVITE") || method.equals("REGISTER");
        add(milliseconds, true, start, sequence + " " + method, begins ? "" : ";tag=b", body);
    }

    private void response(int milliseconds, int sequence, String method, int status, String body) {
        String start = "SIP/2.0 " + status + " " + ReasonPhrase.of(status);
        add(milliseconds, false, start, sequence + " " + method, ";tag=b", body);
    }

    private void add(
            int milliseconds, boolean forth, String start, String cSeq, String tag, String body) {
        String type = body.isEmpty() ? "" : "Content-Type: application/sdp\r\n";
        String text =
                start
                        + "\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK"
                        + callId
                        + branch
                        + "\r\nFrom: <sip:alice@example.com>;tag=a\r\nTo: <sip:bob@example.com>"
                        + tag
                        + "\r\nCall-ID: "
                        + callId
                        + "\r\nCSeq: "
                        + cSeq
                        + "\r\nMax-Forwards: 70\r\n"
                        + type
                        + "Content-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body;
        messages.add(
                new Passed(
                        BEGIN.plusMillis(milliseconds),
                        Transport.UDP,
                        forth ? ALICE : BOB,
                        forth ? BOB : ALICE,
                        parse(text)));
    }

    private static SipMessage parse(String text) {
        return switch (new MessageParser(ParseLimits.defaults())
                .parse(text.getBytes(StandardCharsets.UTF_8))) {
            case Parsed parsed -> parsed.message();
            case Object other -> throw new IllegalArgumentException(other.toString());
        };
    }
}
