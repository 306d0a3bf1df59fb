package dev.ringback.bench.load;

import java.nio.charset.StandardCharsets;

/// The session descriptions of the calls.
final class Sdp {
    static final String TYPE = "application/sdp";

    private static final String TEXT =
            """
            v=0
            o=bench 53655765 2353687637 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 6000 RTP/AVP 0 8 96
            a=rtpmap:0 PCMU/8000
            a=rtpmap:8 PCMA/8000
            a=rtpmap:96 telephone-event/8000
            a=fmtp:96 0-16
            a=sendrecv
            """;

    private static final String FILLER = "a=x-filler:";

    private Sdp() {}

    /// A description of this size, or in its natural size if that is more.
    static byte[] of(int size) {
        StringBuilder text = new StringBuilder(TEXT.replace("\n", "\r\n"));
        int missing = size - text.length() - FILLER.length() - 2;
        if (missing > 0) {
            text.append(FILLER).repeat('x', missing).append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
