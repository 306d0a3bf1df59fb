package dev.ringback.sample;

import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.parse.Malformed;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Well-formed messages of many shapes.
public final class Samples {
    public static final String INVITE =
            wire(
                    """
                    INVITE sip:bob@biloxi.com SIP/2.0
                    Via: SIP/2.0/UDP pc33.atlanta.com;branch=z9hG4bK776asdhds
                    Max-Forwards: 70
                    To: Bob <sip:bob@biloxi.com>
                    From: Alice <sip:alice@atlanta.com>;tag=1928301774
                    Call-ID: a84b4c76e66710@pc33.atlanta.com
                    CSeq: 314159 INVITE
                    Contact: <sip:alice@pc33.atlanta.com>
                    Content-Type: application/sdp
                    Content-Length: 12

                    v=0
                    s=call
                    """);

    public static final String REGISTER =
            wire(
                    """
                    REGISTER sip:registrar.biloxi.com SIP/2.0
                    Via: SIP/2.0/UDP bobspc.biloxi.com:5060;branch=z9hG4bKnashds7;rport
                    Max-Forwards: 70
                    To: Bob <sip:bob@biloxi.com>
                    From: Bob <sip:bob@biloxi.com>;tag=456248
                    Call-ID: 843817637684230@998sdasdh09
                    CSeq: 1826 REGISTER
                    Contact: <sip:bob@192.0.2.4>;q=0.7;expires=60, "B, ob" <sip:bob@[2001:db8::1\
                    ]:5070>
                    Authorization: Digest username="bob", realm="biloxi.com", nonce="a,b", uri="\
                    sip:biloxi.com", response="6629fae49393a05397450978507c4ef1", qop=auth, nc=0\
                    0000001, cnonce="0a4f113b"
                    Expires: 7200
                    Content-Length: 0

                    """);

    public static final String OK =
            wire(
                    """
                    SIP/2.0 200 OK
                    Via: SIP/2.0/UDP server10.biloxi.com
                     ;branch=z9hG4bKnashds8;received=192.0.2.3
                    Via: SIP/2.0/UDP bigbox3.site3.atlanta.com;branch=z9hG4bK77ef4c2312983.1;rec\
                    eived=192.0.2.2
                    Via: SIP/2.0/UDP pc33.atlanta.com;branch=z9hG4bK776asdhds ;received=192.0.2.1
                    Record-Route: <sip:p2.example.com;lr>, <sip:p1.example.com;lr>
                    To: Bob <sip:bob@biloxi.com>;tag=a6c85cf
                    From: Alice <sip:alice@atlanta.com>;tag=1928301774
                    Call-ID: a84b4c76e66710@pc33.atlanta.com
                    CSeq: 314159 INVITE
                    Contact: <sip:bob@192.0.2.4>
                    Content-Length: 0

                    """);

    public static final String BARE =
            wire(
                    """
                    OPTIONS sip:example.com SIP/2.0
                    v: SIP/2.0/TCP host
                    f: <sip:a@example.com>
                    t: <sip:example.com>
                    i: 1
                    cseq: 1 OPTIONS

                    """);

    /// RFC 4475 §3.1.1.1, shortened: odd white space, folds, compact names in odd case.
    public static final String TORTUOUS =
            wire(
                            """
                    INVITE sip:vivekg@chair-dnrc.example.com;unknownparam SIP/2.0
                    TO :
                     sip:vivekg@chair-dnrc.example.com ;   tag    = 1918181833n
                    from   : "J Rosenberg \\\\\\""       <sip:jdrosen@example.com>
                      ;
                      tag = 98asjd8
                    MaX-fOrWaRdS: 0068
                    Call-ID: wsinv.ndaksdj@192.0.2.1
                    Content-Length   : 2
                    cseq: 0009
                      INVITE
                    Via  : SIP  /   2.0
                     /UDP
                        192.0.2.2;branch=390skdjuw
                    s :
                    NewFangledHeader:   newfangled value
                     continued newfangled value
                    UnknownHeaderWithUnusualValue: ;;,,;;,;
                    Route:
                     <sip:services.example.com;lr;unknownwith=value;unknown-no-value>
                    v:  SIP  / 2.0  / TCP     spindle.example.com   ;
                      branch  =   z9hG4bK9ikj8  ,
                     SIP  /    2.0   / UDP  192.168.255.111   ; branch=
                     z9hG4bK30239
                    m:"Quoted string \\"\\"" <sip:jdrosen@example.com> ; newparam =
                          newvalue ;
                      secondparam ; q = 0.33

                    """)
                    + "hi";

    /// RFC 4475 §3.1.1.2, shortened: every character that a name, a method or a user may have.
    public static final String UNUSUAL =
            wire("""
                            !interesting-Method0123456789_*+`.%indeed'~ sip:1_unusual.URI~(to-be\
                            !sure)&isn't+it$/crazy?,/;;*:&it+has=1,weird!*pas$wo~d_too.(doesn't-\
                            it)@example.com SIP/2.0
                            Via: SIP/2.0/TCP host1.example.com;branch=z9hG4bK-.!%66*_+`'~
                            To: "BEL:\\# NUL:\\@" <sip:1_unusual.URI~(to-be!sure)&isn't+it$/craz\
                            y?,/;;*@example.com>
                            From: token1~` token2'+_ token3*%!.- <sip:mundane@example.com>;fromP\
                            aram''~+*_!.-%="\u0440\u0430\u0431";tag=_token~1'+`*%!-.
                            Call-ID: intmeth.word%ZK-!.*_+'@word`~)(><:\\/"][?}{
                            CSeq: 139122385 !interesting-Method0123456789_*+`.%indeed'~
                            Max-Forwards: 255
                            extensionHeader-!.%*+_`'~: \u5927\u505c\u96fb
                            Content-Length: 0

                            """)
                    .replace('#', (char) 7)
                    .replace('@' + "\" <sip:1_", '\0' + "\" <sip:1_");

    public static final String CANCEL =
            wire(
                    """
                    CANCEL tel:+1-201-555-0123 SIP/2.0
                    Via: SIP/2.0/UDP [2001:db8::9:1]:5061;branch=z9hG4bKx;rport=9;received=2001:\
                    db8::9:2
                    Route: <sip:p1;lr>
                    Max-Forwards: 0
                    From: sip:a@b;tag=1
                    To: <urn:service:sos>
                    Call-ID: x
                    CSeq: 0 CANCEL
                    Content-Length: 00

                    """);

    public static final String TRYING =
            wire(
                    """
                    SIP/2.0 100
                    Via: SIP/2.0/UDP a;branch=z9hG4bK1
                    From: <sip:a@b>;tag=1
                    To: <sip:c@d>
                    Call-ID: x
                    CSeq: 2147483647 INVITE

                    """);

    public static final String CHALLENGE =
            wire(
                    """
                    sip/2.0 401 = 2**3 * 19**2 \u043d\u0435\u0442
                    Via: SIP/2.0/WSS 1.2.3.4:443;branch=z9hG4bK1;maddr=239.255.255.1;ttl=16
                    From: <sip:a@b>;tag=1
                    To: <sip:c@d>;tag="q;\\"x"
                    Call-ID: x@y
                    CSeq: 7 REGISTER
                    WWW-Authenticate: Digest realm="a, b", nonce="n", algorithm=SHA-256, qop="auth"
                    WWW-Authenticate: Digest realm="a, b", nonce="n", algorithm=MD5, qop="auth"\
                    , stale=TRUE
                    Warning: 307 isi.edu "Session parameter 'foo' not understood", 301 isi.edu "No"
                    Content-Length: 0

                    """);

    public static final List<String> ALL =
            List.of(INVITE, REGISTER, OK, BARE, TORTUOUS, UNUSUAL, CANCEL, TRYING, CHALLENGE);

    private Samples() {}

    /// The text with CRLF for line ends.
    public static String wire(String text) {
        return text.replace("\n", "\r\n");
    }

    public static byte[] bytes(String message) {
        return message.getBytes(StandardCharsets.UTF_8);
    }

    public static SipMessage message(byte[] bytes) {
        return switch (new MessageParser(ParseLimits.defaults()).parse(bytes)) {
            case Parsed parsed -> parsed.message();
            case Malformed malformed ->
                    throw new AssertionError(
                            malformed.reason()
                                    + " at "
                                    + malformed.offset()
                                    + " of\n"
                                    + text(bytes));
        };
    }

    public static SipMessage message(String message) {
        return message(bytes(message));
    }

    public static SipRequest request(String message) {
        return (SipRequest) message(message);
    }

    public static SipResponse response(String message) {
        return (SipResponse) message(message);
    }

    public static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
