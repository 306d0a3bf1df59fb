package dev.ringback.sample;

import java.util.List;

/// Multipart bodies, each with the Content-Type that it goes with.
public final class BodySamples {
    /// RFC 5621 §3.1, figure 2.
    public static final Body RECIPIENTS =
            new Body(
                    "multipart/mixed;boundary=\"boundary1\"",
                    """
                    --boundary1
                    Content-Type: application/sdp

                    v=0
                    o=alice 2890844526 2890842807 IN IP4 atlanta.example.com
                    s=-
                    c=IN IP4 192.0.2.1
                    t=0 0
                    m=audio 20000 RTP/AVP 0
                    a=rtpmap:0 PCMU/8000
                    m=video 20002 RTP/AVP 31
                    a=rtpmap:31 H261/90000

                    --boundary1
                    Content-Type: application/resource-lists+xml
                    Content-Disposition: recipient-list

                    <?xml version="1.0" encoding="UTF-8"?>
                    <resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists">
                      <list>
                        <entry uri="sip:bill@example.com"/>
                        <entry uri="sip:randy@example.net"/>
                        <entry uri="sip:joe@example.org"/>
                      </list>
                    </resource-lists>
                    --boundary1--
                    """);

    /// RFC 3261 §23.4.2, shortened, its last delimiter mended.
    public static final Body SIGNED =
            new Body(
                    "multipart/signed;protocol=\"application/pkcs7-signature\";micalg=sha1;"
                            + " boundary=boundary42",
                    """
                    --boundary42
                    Content-Type: message/sip

                    INVITE sip:bob@biloxi.com SIP/2.0
                    Content-Type: application/sdp
                    Content-Length: 5

                    v=0

                    --boundary42
                    Content-Type: application/pkcs7-signature; name=smime.p7s
                    Content-Transfer-Encoding: base64
                    Content-Disposition: attachment; filename=smime.p7s;
                       handling=required

                    ghyHhHUujhJhjH77n8HHGTrfvbnj756tbB9HG4VQpfyF467GhIGfHfYT6
                    7GhIGfHfYT64VQbnj756

                    --boundary42--
                    """);

    /// All that RFC 2046 §5.1.1 allows: text before and after, padding, a part without header
    /// lines, one without content, one with neither, lines that are almost delimiters.
    public static final Body ODD =
            new Body(
                    "Multipart/MIXED ; boundary = \"a b:c\"",
                    """
                    before
                    --a b:cd
                    --a b:c \t

                    no header lines
                    --a b:c
                    Content-Type: text/plain
                    --a b:c
                    X-Folded: one
                      two
                    x-folded:three

                    --a b:c--x
                     --a b:c
                    -- a b:c
                    --a b:c

                    --a b:c--\s\s
                    after
                    --a b:c
                    """);

    /// An offer in two languages, a location, and a multipart in a multipart.
    public static final Body NESTED =
            new Body(
                    "multipart/mixed;boundary=x",
                    """
                    --x
                    Content-Type: application/pidf+xml
                    Content-Disposition: by-reference;handling=optional
                    Content-ID: <place@example.com>

                    <presence/>
                    --x
                    Content-Type: multipart/alternative;boundary=x-y

                    --x-y
                    Content-Type: application/sdp
                    Content-Disposition: session;handling=optional

                    v=0
                    o=- 1 1 IN IP4 old.test
                    s=-
                    c=IN IP4 192.0.2.1
                    t=0 0

                    --x-y
                    Content-Type: application/newer
                    Content-Disposition: session

                    newer
                    --x-y--
                    --x--""");

    /// All of them.
    public static final List<Body> ALL = List.of(RECIPIENTS, SIGNED, ODD, NESTED);

    private BodySamples() {}

    /// A body.
    ///
    /// @param contentType what Content-Type says
    /// @param text its text
    public record Body(String contentType, String text) {
        /// Gives every line its CRLF.
        public Body {
            text = text.replace("\n", "\r\n");
        }

        /// The octets.
        public byte[] bytes() {
            return Samples.bytes(text);
        }

        @Override
        public String toString() {
            return contentType;
        }
    }
}
