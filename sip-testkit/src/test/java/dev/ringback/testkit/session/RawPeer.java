package dev.ringback.testkit.session;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Transport;
import dev.ringback.testkit.PeerNode;
import dev.ringback.testkit.ScriptedPeer;
import dev.ringback.testkit.Simulation;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A caller without any rules: it sends what it is told, when it is told.
final class RawPeer {
    final ScriptedPeer script = new ScriptedPeer();
    private final PeerNode node;
    private final String name;
    private final String address;
    private final Party called;
    private final Hop way;
    private int branches;

    RawPeer(Simulation simulation, String name, String address, Party called) {
        this.name = name;
        this.address = address;
        this.called = called;
        this.node = new PeerNode(simulation, name, address, script).listen(Transport.UDP, 5060);
        InetAddress there = called.node.address();
        this.way = new Hop(Transport.UDP, new InetSocketAddress(there, 5060));
    }

    static String description(String address) {
        return """
        v=0\r
        o=- 1 1 IN IP4 %s\r
        s=-\r
        c=IN IP4 %s\r
        t=0 0\r
        m=audio 4000 RTP/AVP 0\r
        """
                .formatted(address, address);
    }

    /// Sends an INVITE with an offer.
    void invite(long number) {
        send(request(Method.INVITE, number, "").body("application/sdp", sdp()).build());
    }

    void send(SipMessage message) {
        node.send(way, message);
    }

    private byte[] sdp() {
        return description(address).getBytes(StandardCharsets.US_ASCII);
    }

    /// A request of its call.
    ///
    /// @param tag the tag in To; empty for none
    SipRequest.Builder request(Method method, long number, String tag) {
        String to = "<" + called.uri() + ">" + (tag.isEmpty() ? "" : ";tag=" + tag);
        return SipRequest.builder(method, called.uri())
                .set(
                        HeaderName.VIA,
                        "SIP/2.0/UDP %s:5060;branch=z9hG4bK%s%d"
                                .formatted(address, name, ++branches))
                .set(HeaderName.MAX_FORWARDS, "70")
                .set(HeaderName.FROM, "<sip:%s@%s>;tag=%s".formatted(name, address, name))
                .set(HeaderName.TO, to)
                .set(HeaderName.CALL_ID, "call-of-" + name)
                .set(HeaderName.CSEQ, number + " " + method)
                .set(HeaderName.CONTACT, "<sip:%s@%s:5060>".formatted(name, address));
    }

    /// Sends a request in the early dialog when a response of that status comes.
    void onEarly(int status, Method method) {
        script.on(
                message -> message instanceof SipResponse response && response.status() == status,
                message -> List.of(inDialog((SipResponse) message, method)));
    }

    /// Answers each 2xx to its INVITE with a request in the dialog: ACK, as it should be.
    void onSuccess(Method method) {
        script.on(
                message ->
                        message instanceof SipResponse response
                                && response.success()
                                && response.cSeq().method().equals(Method.INVITE),
                message -> List.of(inDialog((SipResponse) message, method)));
    }

    private SipRequest inDialog(SipResponse response, Method method) {
        boolean ack = method.equals(Method.ACK);
        long number = response.cSeq().number() + (ack ? 0 : 1);
        return request(method, number, String.valueOf(response.to().tag())).build();
    }
}
