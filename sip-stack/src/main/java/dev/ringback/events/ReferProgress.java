package dev.ringback.events;

import dev.ringback.message.SipResponse;
import dev.ringback.subscription.Content;

/// How far a REFER got, as its NOTIFY tells: the status line of what the referred request was
/// answered, RFC 3515 §2.4.5 and RFC 3420.
public final class ReferProgress {
    /// The type of the body.
    public static final String TYPE = "message/sipfrag;version=2.0";

    private ReferProgress() {}

    /// The status line of a response. The rest of it is nobody's business.
    public static Content of(SipResponse response) {
        return of(response.status(), response.reason());
    }

    /// A status line.
    public static Content of(int status, String reason) {
        return Content.of(TYPE, "SIP/2.0 " + status + ' ' + reason + "\r\n");
    }
}
