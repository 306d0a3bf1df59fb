package dev.ringback.runtime;

import dev.ringback.message.SipRequest;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/// Messages as text.
final class Wire {
    private Wire() {}

    static String options(String transport, String callId) {
        return options(transport, callId, "");
    }

    static String options(String transport, String callId, String body) {
        return "OPTIONS sip:test@127.0.0.1 SIP/2.0\r\n"
                + "Via: SIP/2.0/"
                + transport
                + " 192.0.2.9:5060;branch=z9hG4bK"
                + callId
                + ";rport\r\n"
                + "Max-Forwards: 70\r\n"
                + "From: <sip:alice@example.com>;tag=here\r\n"
                + "To: <sip:test@example.com>\r\n"
                + "Call-ID: "
                + callId
                + "\r\nCSeq: 1 OPTIONS\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static SipRequest request(String text) {
        return (SipRequest)
                ((Parsed) new MessageParser(ParseLimits.defaults()).parse(bytes(text))).message();
    }

    static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    }

    static InetSocketAddress loopback6(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral("::1"), port);
    }
}
