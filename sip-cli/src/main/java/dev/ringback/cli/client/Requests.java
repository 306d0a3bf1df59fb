package dev.ringback.cli.client;

import dev.ringback.cli.terminal.Version;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.dialog.CSeq;
import dev.ringback.message.SipRequest;
import dev.ringback.uri.Uri;
import java.security.SecureRandom;
import java.util.HexFormat;

/// Makes requests outside of dialogs, RFC 3261 §8.1.1, without Via.
public final class Requests {
    private final SecureRandom random = new SecureRandom();
    private final String callId = token() + "@ringback";
    private final String tag = token();
    private long sequence;

    /// A new Call-ID and From tag.
    public Requests() {}

    /// A builder of a request with every mandatory header but Via; the next CSeq of one Call-ID.
    public SipRequest.Builder next(Method method, Uri target, String from, String to) {
        sequence++;
        return SipRequest.builder(method, target)
                .set(HeaderName.MAX_FORWARDS, "70")
                .set(HeaderName.FROM, "<" + from + ">;tag=" + tag)
                .set(HeaderName.TO, "<" + to + ">")
                .set(HeaderName.CALL_ID, callId)
                .set(HeaderName.CSEQ, new CSeq(sequence, method).toString())
                .set(HeaderName.USER_AGENT, "ringback/" + Version.SHORT);
    }

    /// A fresh random token.
    public String token() {
        byte[] bytes = new byte[12];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
