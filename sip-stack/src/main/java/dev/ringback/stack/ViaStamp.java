package dev.ringback.stack;

import dev.ringback.header.route.Via;
import dev.ringback.message.SipRequest;
import java.net.Inet6Address;

/// Notes in the top Via of a request where it really came from: RFC 3261 §18.2.1 and RFC 3581 §4.
final class ViaStamp {
    private ViaStamp() {}

    static SipRequest stamp(SipRequest request, Flow flow) {
        Via via = request.topVia();
        Via stamped = stamp(via, flow);
        return stamped.equals(via) ? request : request.withTopVia(stamped);
    }

    /// The same Via where nothing is to be noted. What the sender itself wrote into `received` or
    /// `rport` never stays.
    static Via stamp(Via via, Flow flow) {
        boolean wantsPort = via.rport() >= 0;
        String source = hostOf(flow);
        boolean otherHost = !via.host().equals(source);
        if (!wantsPort && !otherHost && via.received() == null) {
            return via;
        }
        return via.stamped(source, flow.remote().getPort());
    }

    /// The source in the spelling of [Via#host], which is one for each IPv6 address.
    private static String hostOf(Flow flow) {
        String address = flow.remote().getAddress().getHostAddress();
        if (!(flow.remote().getAddress() instanceof Inet6Address)) {
            return address;
        }
        int zone = address.indexOf('%');
        String bare = zone < 0 ? address : address.substring(0, zone);
        return Via.of("UDP", bare, -1, "z9hG4bK").host();
    }
}
