package dev.ringback.it;

import dev.ringback.it.peer.RawSip;
import java.util.UUID;

/// Requests as text.
final class Requests {
    private static final String SDP =
            """
            v=0
            o=x 1 1 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 6000 RTP/AVP 0
            """
                    .replace("\n", "\r\n");

    private Requests() {}

    /// A call with a session description, sent from a socket.
    static String invite(RawSip from, String target, String caller) {
        return request("INVITE", "UDP", from.port(), target, caller)
                + "Contact: <sip:x@127.0.0.1:%d>\r\n".formatted(from.port())
                + "Content-Type: application/sdp\r\nContent-Length: %d\r\n\r\n"
                        .formatted(SDP.length())
                + SDP;
    }

    /// A question to the server itself, over UDP.
    static String options(RawSip from, int server) {
        return options("UDP", from.port(), server);
    }

    /// A question to the server itself.
    static String options(String transport, int port, int server) {
        String target = "sip:127.0.0.1:" + server;
        return request("OPTIONS", transport, port, target, "sip:s@x.example")
                + "Content-Length: 0\r\n\r\n";
    }

    private static String request(
            String method, String transport, int port, String target, String caller) {
        String unique = UUID.randomUUID().toString();
        return """
                %1$s %2$s SIP/2.0
                Via: SIP/2.0/%3$s 127.0.0.1:%4$d;rport;branch=z9hG4bK%6$s
                From: <%5$s>;tag=%6$s
                To: <%2$s>
                Call-ID: %6$s
                CSeq: 1 %1$s
                Max-Forwards: 70
                """
                .formatted(method, target, transport, port, caller, unique)
                .replace("\n", "\r\n");
    }
}
