package dev.ringback.bench;

import java.nio.charset.StandardCharsets;

/// The three messages that everything is measured on: RFC 3261 §24.2 grown to what telephones of
/// today send.
public enum Sample {
    /// 900 octets with an SDP offer, as the first proxy gets it.
    INVITE(
            """
            INVITE sip:bob@biloxi.example.com SIP/2.0
            Via: SIP/2.0/UDP pc33.atlanta.example.com:5060;branch=z9hG4bK776asdhds;rport
            Max-Forwards: 70
            From: "Alice" <sip:alice@atlanta.example.com>;tag=1928301774
            To: "Bob" <sip:bob@biloxi.example.com>
            Call-ID: a84b4c76e66710b1c2d3e4f5a6@pc33.atlanta.example.com
            CSeq: 314159 INVITE
            Contact: <sip:alice@pc33.atlanta.example.com:5060>
            Allow: INVITE, ACK, CANCEL, OPTIONS, BYE, REFER, NOTIFY, UPDATE
            Supported: replaces, 100rel, timer
            Session-Expires: 1800;refresher=uac
            Min-SE: 90
            User-Agent: Softphone/4.2 (Linux x86_64)
            Content-Type: application/sdp
            Content-Length: 278

            v=0
            o=alice 2890844526 2890844526 IN IP4 192.0.2.101
            s=-
            c=IN IP4 192.0.2.101
            t=0 0
            m=audio 49172 RTP/AVP 0 8 9 101
            a=rtcp:49173
            a=rtpmap:0 PCMU/8000
            a=rtpmap:8 PCMA/8000
            a=rtpmap:9 G722/8000
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-15
            a=ptime:20
            a=sendrecv
            """),

    /// A 200 to it after two proxies: three Vias, two Record-Routes, an SDP answer.
    OK(
            """
            SIP/2.0 200 OK
            Via: SIP/2.0/UDP proxy.biloxi.example.com:5060;branch=z9hG4bK4b43c2ff8.1
            Via: SIP/2.0/UDP proxy.atlanta.example.com:5060;branch=z9hG4bK77ef4c2312983.1\
            ;received=192.0.2.111
            Via: SIP/2.0/UDP pc33.atlanta.example.com:5060;branch=z9hG4bK776asdhds;rport=5060\
            ;received=192.0.2.101
            Record-Route: <sip:proxy.biloxi.example.com;lr>
            Record-Route: <sip:proxy.atlanta.example.com;lr>
            From: "Alice" <sip:alice@atlanta.example.com>;tag=1928301774
            To: "Bob" <sip:bob@biloxi.example.com>;tag=a6c85cf
            Call-ID: a84b4c76e66710b1c2d3e4f5a6@pc33.atlanta.example.com
            CSeq: 314159 INVITE
            Contact: <sip:bob@192.0.2.4:5060>
            Allow: INVITE, ACK, CANCEL, OPTIONS, BYE, REFER, NOTIFY, UPDATE
            Supported: replaces, timer
            Session-Expires: 1800;refresher=uac
            Server: Deskphone/7.1
            Content-Type: application/sdp
            Content-Length: 197

            v=0
            o=bob 2890844527 2890844527 IN IP4 192.0.2.4
            s=-
            c=IN IP4 192.0.2.4
            t=0 0
            m=audio 3456 RTP/AVP 0 101
            a=rtpmap:0 PCMU/8000
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-15
            a=sendrecv
            """),

    /// The second REGISTER of a telephone, with its credentials.
    REGISTER(
            """
            REGISTER sip:registrar.biloxi.example.com SIP/2.0
            Via: SIP/2.0/UDP bobspc.biloxi.example.com:5060;branch=z9hG4bKnashds7;rport
            Max-Forwards: 70
            From: "Bob" <sip:bob@biloxi.example.com>;tag=456248
            To: "Bob" <sip:bob@biloxi.example.com>
            Call-ID: 843817637684230@998sdasdh09
            CSeq: 1827 REGISTER
            Contact: <sip:bob@192.0.2.4:5060>;expires=3600;q=0.7
            Expires: 7200
            Authorization: Digest username="bob", realm="biloxi.example.com", \
            nonce="dcd98b7102dd2f0e8b11d0f600bfb0c0", \
            uri="sip:registrar.biloxi.example.com", \
            response="6629fae49393a05397450978507c4ef1", algorithm=MD5, \
            cnonce="0a4f113b", qop=auth, nc=00000001
            Allow: INVITE, ACK, CANCEL, OPTIONS, BYE, REFER, NOTIFY, UPDATE
            Supported: path, outbound
            User-Agent: Deskphone/7.1
            Content-Length: 0

            """);

    @SuppressWarnings("ImmutableEnumChecker") // nobody writes
    private final byte[] bytes;

    Sample(String text) {
        this.bytes = text.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /// The octets on the wire. They are shared: nobody may change them.
    public byte[] bytes() {
        return bytes;
    }
}
