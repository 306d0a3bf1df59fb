package dev.ringback.sample;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Session descriptions: every one of RFC 8866 and RFC 3264, with those that RFC 8866 shows in
/// pieces put together.
public final class SdpSamples {
    /// RFC 8866 §5.
    public static final String RFC8866_SECTION_5 =
            wire(
                    """
                    v=0
                    o=jdoe 3724394400 3724394405 IN IP4 198.51.100.1
                    s=Call to John Smith
                    i=SDP Offer #1
                    u=http://www.jdoe.example.com/home.html
                    e=Jane Doe <jane@jdoe.example.com>
                    p=+1 617 555-6011
                    c=IN IP4 198.51.100.1
                    t=0 0
                    m=audio 49170 RTP/AVP 0
                    m=audio 49180 RTP/AVP 0
                    m=video 51372 RTP/AVP 99
                    c=IN IP6 2001:db8::2
                    a=rtpmap:99 h263-1998/90000
                    """);

    /// RFC 8866 §6.7.
    public static final String RFC8866_DIRECTIONS =
            wire(
                    """
                    v=0
                    o=jdoe 3724395000 3724395001 IN IP6 2001:db8::1
                    s=-
                    c=IN IP6 2001:db8::1
                    t=0 0
                    a=inactive
                    m=audio 49170 RTP/AVP 0
                    a=sendrecv
                    m=audio 49180 RTP/AVP 0
                    m=video 51372 RTP/AVP 99
                    a=rtpmap:99 h263-1998/90000
                    """);

    /// RFC 3264 §9, its lines out of order.
    public static final String RFC3264_CAPABILITIES =
            wire(
                    """
                    v=0
                    o=carol 28908764872 28908764872 IN IP4 100.3.6.6
                    s=-
                    t=0 0
                    c=IN IP4 192.0.2.4
                    m=audio 0 RTP/AVP 0 1 3
                    a=rtpmap:0 PCMU/8000
                    a=rtpmap:1 1016/8000
                    a=rtpmap:3 GSM/8000
                    m=video 0 RTP/AVP 31 34
                    a=rtpmap:31 H261/90000
                    a=rtpmap:34 H263/90000
                    """);

    /// RFC 3264 §10.1, the offer. The session has no name.
    public static final String RFC3264_OFFER =
            wire(
                    """
                    v=0
                    o=alice 2890844526 2890844526 IN IP4 host.anywhere.com
                    s=
                    c=IN IP4 host.anywhere.com
                    t=0 0
                    m=audio 49170 RTP/AVP 0
                    a=rtpmap:0 PCMU/8000
                    m=video 51372 RTP/AVP 31
                    a=rtpmap:31 H261/90000
                    m=video 53000 RTP/AVP 32
                    a=rtpmap:32 MPV/90000
                    """);

    /// RFC 3264 §10.1, the answer.
    public static final String RFC3264_ANSWER =
            wire(
                    """
                    v=0
                    o=bob 2890844730 2890844730 IN IP4 host.example.com
                    s=
                    c=IN IP4 host.example.com
                    t=0 0
                    m=audio 49920 RTP/AVP 0
                    a=rtpmap:0 PCMU/8000
                    m=video 0 RTP/AVP 31
                    m=video 53000 RTP/AVP 32
                    a=rtpmap:32 MPV/90000
                    """);

    /// RFC 3264 §10.1, Bob's offer.
    public static final String RFC3264_SECOND_OFFER =
            wire(
                    """
                    v=0
                    o=bob 2890844730 2890844731 IN IP4 host.example.com
                    s=
                    c=IN IP4 host.example.com
                    t=0 0
                    m=audio 65422 RTP/AVP 0
                    a=rtpmap:0 PCMU/8000
                    m=video 0 RTP/AVP 31
                    m=video 53000 RTP/AVP 32
                    a=rtpmap:32 MPV/90000
                    m=audio 51434 RTP/AVP 110
                    a=rtpmap:110 telephone-events/8000
                    a=recvonly
                    """);

    /// RFC 3264 §10.1, Alice's answer.
    public static final String RFC3264_SECOND_ANSWER =
            wire(
                    """
                    v=0
                    o=alice 2890844526 2890844527 IN IP4 host.anywhere.com
                    s=
                    c=IN IP4 host.anywhere.com
                    t=0 0
                    m=audio 49170 RTP/AVP 0
                    a=rtpmap:0 PCMU/8000
                    m=video 0 RTP/AVP 31
                    a=rtpmap:31 H261/90000
                    m=video 53000 RTP/AVP 32
                    a=rtpmap:32 MPV/90000
                    m=audio 53122 RTP/AVP 110
                    a=rtpmap:110 telephone-events/8000
                    a=sendonly
                    """);

    /// RFC 3264 §10.2, the first offer.
    public static final String RFC3264_ONE_OF_N =
            wire(
                    """
                    v=0
                    o=alice 2890844526 2890844526 IN IP4 host.anywhere.com
                    s=
                    c=IN IP4 host.anywhere.com
                    t=0 0
                    m=audio 62986 RTP/AVP 0 4 18
                    a=rtpmap:0 PCMU/8000
                    a=rtpmap:4 G723/8000
                    a=rtpmap:18 G729/8000
                    a=inactive
                    """);

    /// RFC 3264 §10.2, the first answer.
    public static final String RFC3264_ONE_OF_N_ANSWER =
            wire(
                    """
                    v=0
                    o=bob 2890844730 2890844731 IN IP4 host.example.com
                    s=
                    c=IN IP4 host.example.com
                    t=0 0
                    m=audio 54344 RTP/AVP 0 4
                    a=rtpmap:0 PCMU/8000
                    a=rtpmap:4 G723/8000
                    a=inactive
                    """);

    /// RFC 3264 §10.2, the second offer.
    public static final String RFC3264_LOCKED =
            wire(
                    """
                    v=0
                    o=alice 2890844526 2890844527 IN IP4 host.anywhere.com
                    s=
                    c=IN IP4 host.anywhere.com
                    t=0 0
                    m=audio 62986 RTP/AVP 4
                    a=rtpmap:4 G723/8000
                    a=sendrecv
                    """);

    /// RFC 3264 §10.2, the second answer.
    public static final String RFC3264_LOCKED_ANSWER =
            wire(
                    """
                    v=0
                    o=bob 2890844730 2890844732 IN IP4 host.example.com
                    s=
                    c=IN IP4 host.example.com
                    t=0 0
                    m=audio 54344 RTP/AVP 4
                    a=rtpmap:4 G723/8000
                    a=sendrecv
                    """);

    /// RFC 8866 §5.9 to §5.11.
    public static final String SCHEDULE =
            wire(
                    """
                    v=0
                    o=- 1 1 IN IP4 198.51.100.1
                    s=-
                    c=IN IP4 233.252.0.1/127/3
                    b=X-YZ:128
                    t=3724394400 3724398000
                    t=3724484400 3724488000
                    t=3724394400 3730536000
                    r=604800 3600 0 90000
                    t=3724394400 3730536000
                    r=7d 1h 0 25h
                    t=3724394400 3754123200
                    r=604800 3600 0 90000
                    z=3730928400 -1h 3749680800 0
                    """);

    /// RFC 8866 §5.7 and §5.14, media in layers.
    public static final String LAYERS =
            wire(
                    """
                    v=0
                    o=- 1 1 IN IP6 2001:db8::1
                    s=\s
                    t=0 0
                    m=video 49170/2 RTP/AVP 31
                    c=IN IP4 233.252.0.1/127/2
                    m=video 49170/2 RTP/AVP 31
                    c=IN IP6 ff00::db8:0:101
                    c=IN IP6 ff00::db8:0:102
                    m=video 49170/2 RTP/AVP 31
                    c=IN IP6 ff00::db8:0:101/3
                    """);

    /// RFC 8866 §6, every attribute.
    public static final String ATTRIBUTES =
            wire(
                    """
                    v=0
                    o=- 1 1 IN IP4 198.51.100.1
                    s=-
                    i=A session
                    u=http://example.com/
                    e=j.doe@example.com (Jane Doe)
                    e=Jane Doe <j.doe@example.com>
                    p=+1 617 555-6011
                    c=IN IP4 198.51.100.1
                    b=AS:64
                    t=0 0
                    a=cat:foo.bar
                    a=keywds:SDP session description protocol
                    a=tool:foobar V3.2
                    a=type:moderated
                    a=charset:ISO-8859-1
                    a=sdplang:fr
                    a=lang:de
                    a=recvonly
                    m=audio 49230 RTP/AVP 96 97 98
                    i=A stream
                    a=rtpmap:96 L8/8000
                    a=rtpmap:97 L16/8000
                    a=rtpmap:98 L16/11025/2
                    a=ptime:20
                    a=maxptime:40
                    m=video 49232 RTP/AVP 96
                    a=rtpmap:96 H264/90000
                    a=fmtp:96 profile-level-id=42e016;max-mbps=108000;max-fs=3600
                    a=framerate:60
                    a=quality:10
                    a=orient:portrait
                    a=sendrecv
                    """);

    /// As a browser offers audio: ICE, DTLS, BUNDLE.
    public static final String BROWSER =
            wire(
                    """
                    v=0
                    o=- 4611731400430051336 2 IN IP4 127.0.0.1
                    s=-
                    t=0 0
                    a=group:BUNDLE 0
                    a=ice-options:trickle ice2
                    a=msid-semantic: WMS
                    m=audio 9 UDP/TLS/RTP/SAVPF 111 0 8 126
                    c=IN IP4 0.0.0.0
                    a=rtcp:53020 IN IP6 2001:db8::9
                    a=candidate:1 1 UDP 2130706431 203.0.113.141 8998 typ host
                    a=candidate:2 1 UDP 1694498815 192.0.2.3 45664 typ srflx raddr 203.0.1\
                    13.141 rport 8998
                    a=ice-ufrag:8hhY
                    a=ice-pwd:asd88fgpdd777uzjYhagZg
                    a=fingerprint:sha-256 19:E2:1C:3B:4B:9F:81:E6:B8:5C:F4:A5:A8:D8:73:04:\
                    BB:05:2F:70:9F:04:A9:0E:05:E9:26:33:E8:70:88:A2
                    a=setup:actpass
                    a=mid:0
                    a=sendrecv
                    a=rtcp-mux
                    a=rtpmap:111 opus/48000/2
                    a=fmtp:111 minptime=10; useinbandfec=1
                    a=rtpmap:126 telephone-event/8000
                    a=fmtp:126 0-15
                    a=ssrc:1001 cname:x y
                    """);

    /// All of them.
    public static final List<String> ALL =
            List.of(
                    RFC8866_SECTION_5,
                    RFC8866_DIRECTIONS,
                    RFC3264_CAPABILITIES,
                    RFC3264_OFFER,
                    RFC3264_ANSWER,
                    RFC3264_SECOND_OFFER,
                    RFC3264_SECOND_ANSWER,
                    RFC3264_ONE_OF_N,
                    RFC3264_ONE_OF_N_ANSWER,
                    RFC3264_LOCKED,
                    RFC3264_LOCKED_ANSWER,
                    SCHEDULE,
                    LAYERS,
                    ATTRIBUTES,
                    BROWSER);

    private SdpSamples() {}

    private static String wire(String text) {
        return text.replace("\n", "\r\n");
    }

    /// The octets of a text.
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
