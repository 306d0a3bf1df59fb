package dev.ringback.sip.ground;

import dev.ringback.header.NameAddress;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.Transport;
import dev.ringback.uri.SipUri;
import java.net.InetAddress;

/// Says where agents are heard: RFC 3261 §8.1.1.8.
public final class Contacts {
    private Contacts() {}

    /// A Contact at a listening point.
    public static NameAddress of(ListenPoint local, String user) {
        SipUri uri = SipUri.of(false, user, local.advertisedHost(), local.advertisedPort());
        return NameAddress.of(
                local.transport() == Transport.UDP
                        ? uri
                        : uri.withParameter("transport", local.transport().uriParameter()));
    }

    /// The address of this machine behind a listening point.
    public static InetAddress address(ListenPoint local) {
        InetAddress bound = local.bound().getAddress();
        if (!bound.isAnyLocalAddress()) {
            return bound;
        }
        String host = local.advertisedHost();
        try {
            return InetAddress.ofLiteral(
                    host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
        } catch (IllegalArgumentException _) {
            return bound;
        }
    }
}
