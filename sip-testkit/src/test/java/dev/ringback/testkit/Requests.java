package dev.ringback.testkit;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.uri.SipUri;

/// Requests for tests.
public final class Requests {
    private Requests() {}

    /// A request from 10.0.0.1 with that branch, in a call of that name.
    public static SipRequest request(Method method, String branch, String call, long sequence) {
        return SipRequest.builder(method, SipUri.of(false, "bob", "10.0.0.2", 5060))
                .set(HeaderName.VIA, "SIP/2.0/UDP 10.0.0.1:5060;rport;branch=z9hG4bK" + branch)
                .set(HeaderName.MAX_FORWARDS, "70")
                .set(HeaderName.FROM, "<sip:alice@10.0.0.1>;tag=a")
                .set(HeaderName.TO, "<sip:bob@10.0.0.2>")
                .set(HeaderName.CALL_ID, call)
                .set(HeaderName.CSEQ, sequence + " " + method.name())
                .set(HeaderName.CONTACT, "<sip:alice@10.0.0.1:5060>")
                .build();
    }

    /// An OPTIONS request with that branch.
    public static SipRequest options(String branch) {
        return request(Method.OPTIONS, branch, "call-" + branch, 1);
    }
}
