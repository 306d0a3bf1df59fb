package dev.ringback.callflow.sample;

import dev.ringback.callflow.Passed;
import dev.ringback.message.SipMessage;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import dev.ringback.stack.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// Messages to be carried.
public final class Messages {
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

    private Messages() {}

    /// A request with a body of so many octets.
    public static String text(String callId, int body) {
        return text("UDP", callId, body);
    }

    /// A request with a body of so many octets, and a transport in its Via.
    public static String text(String transport, String callId, int body) {
        return """
        MESSAGE sip:bob@192.0.2.2 SIP/2.0
        Via: SIP/2.0/%s 192.0.2.1:5080;branch=z9hG4bK%s
        Max-Forwards: 70
        From: <sip:alice@192.0.2.1>;tag=1
        To: <sip:bob@192.0.2.2>
        Call-ID: %s
        CSeq: 1 MESSAGE
        Content-Type: text/plain
        Content-Length: %d

        """
                        .replace("\n", "\r\n")
                        .formatted(transport, callId, callId, body)
                + "x".repeat(body);
    }

    /// The octets of a text.
    public static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// A request.
    public static SipMessage message(String text) {
        return ((Parsed) new MessageParser(ParseLimits.defaults()).parse(octets(text))).message();
    }

    /// A request that passed from port 5080 to port 5060, or where the transport has others, there.
    public static Passed passed(Transport transport, String callId, int body) {
        String via = transport.name();
        return new Passed(
                NOON,
                transport,
                address("192.0.2.1", 5080),
                address("192.0.2.2", transport == Transport.UDP ? 5060 : transport.defaultPort()),
                message(text(via, callId, body)));
    }

    /// An address from its literal.
    public static InetSocketAddress address(String literal, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(literal), port);
    }
}
