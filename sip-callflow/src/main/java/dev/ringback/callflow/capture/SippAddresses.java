package dev.ringback.callflow.capture;

import dev.ringback.callflow.intake.Passage;
import dev.ringback.header.route.Route;
import dev.ringback.header.route.Via;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Transport;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The addresses of a SIPp and of its peer as its messages name them, since its log does not: in
/// the top Via, the first Route, the Request-URI. Names are not looked up. While an address is not
/// known, SIPp has 0.0.0.0:5060 and its peer 0.0.0.1:5060.
final class SippAddresses {
    private InetSocketAddress own = new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 5060);
    private InetSocketAddress peer = new InetSocketAddress(InetAddress.ofLiteral("0.0.0.1"), 5060);

    /// Takes what a message tells.
    ///
    /// @param sent whether SIPp sent it
    void learn(SipMessage message, boolean sent) {
        switch (message) {
            case SipRequest request -> {
                InetSocketAddress from = sender(request.topVia(), sent);
                InetSocketAddress to = receiver(request);
                own = known(sent ? from : to, own);
                peer = known(sent ? to : from, peer);
            }
            case SipResponse response -> {
                InetSocketAddress client = sender(response.topVia(), !sent);
                own = sent ? own : known(client, own);
                peer = sent ? known(client, peer) : peer;
            }
        }
    }

    Passage passage(Instant at, Transport transport, boolean sent) {
        return new Passage(at, transport, sent ? own : peer, sent ? peer : own);
    }

    private static InetSocketAddress known(
            @Nullable InetSocketAddress told, InetSocketAddress before) {
        return told == null ? before : told;
    }

    /// Who made a Via: by its sent-by, or if it was another who stamped it by `received` and
    /// `rport`.
    private static @Nullable InetSocketAddress sender(Via via, boolean own) {
        String received = via.received();
        if (own || received == null) {
            return address(via.host(), via.port());
        }
        return address(received, via.rport() > 0 ? via.rport() : via.port());
    }

    private static @Nullable InetSocketAddress receiver(SipRequest request) {
        Route route = request.read(Route.FIELD).first();
        Uri uri = route == null ? request.requestUri() : route.uri();
        return uri instanceof SipUri sip ? address(sip.host(), sip.port()) : null;
    }

    private static @Nullable InetSocketAddress address(String host, int port) {
        try {
            return new InetSocketAddress(InetAddress.ofLiteral(host), port < 0 ? 5060 : port);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
