package dev.ringback.bench;

import dev.ringback.header.route.Via;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import org.jspecify.annotations.Nullable;

/// What a parser found in a message, in words that all parsers share.
///
/// @param target the Request-URI, empty in a response
/// @param tags the tags of From and To
/// @param callId the Call-ID
/// @param cSeq number and method of the CSeq
/// @param vias how many Vias, and the branch of the first
/// @param body how long the body is
record Facts(String target, String tags, String callId, String cSeq, String vias, int body) {
    static Facts of(SipMessage message) {
        return new Facts(
                message instanceof SipRequest request ? request.requestUri().toString() : "",
                tags(message.from().tag(), message.to().tag()),
                message.callId(),
                message.cSeq().toString(),
                message.read(Via.FIELD).values().size() + " " + message.topVia().branch(),
                message.bodyLength());
    }

    static Facts of(SIPMessage message) {
        return new Facts(
                message instanceof SIPRequest request ? request.getRequestURI().toString() : "",
                tags(message.getFromTag(), message.getToTag()),
                message.getCallId().getCallId(),
                message.getCSeq().getSeqNumber() + " " + message.getCSeq().getMethod(),
                message.getViaHeaders().size() + " " + message.getTopmostVia().getBranch(),
                message.getRawContent() == null ? 0 : message.getRawContent().length);
    }

    static Facts of(io.pkts.packet.sip.SipMessage message) {
        return new Facts(
                message.isRequest() ? message.toRequest().getRequestUri().toString() : "",
                tags(message.getFromHeader().getTag(), message.getToHeader().getTag()),
                message.getCallIDHeader().getCallId().toString(),
                message.getCSeqHeader().getSeqNumber() + " " + message.getCSeqHeader().getMethod(),
                message.getViaHeaders().size() + " " + message.getViaHeader().getBranch(),
                message.hasContent() ? message.getContent().getReadableBytes() : 0);
    }

    private static String tags(@Nullable Object from, @Nullable Object to) {
        return from + " " + to;
    }
}
