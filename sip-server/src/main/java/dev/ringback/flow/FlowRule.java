package dev.ringback.flow;

import dev.ringback.header.route.Via;
import dev.ringback.locate.Scope;
import dev.ringback.message.SipRequest;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Transport;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// Says which contacts are reached by the flow on which their client came: RFC 5626 §7 for clients
/// of a connection, RFC 3581 §1 for phones behind a NAT.
///
/// A contact that names another place than its client's own, like a forwarding to another domain,
/// stays what it is: an address to go to.
public final class FlowRule {
    private static final String NOWHERE = ".invalid";

    private FlowRule() {}

    /// How the contact of a request's sender is reached: by its flow, or, where this is null, by
    /// its URI.
    ///
    /// @param request the request, its top Via stamped with where it came from (RFC 3261 §18.2.1)
    /// @param contact one of its contacts
    /// @param flow how it came
    public static @Nullable FlowUse of(SipRequest request, Uri contact, Flow flow) {
        if (!(contact instanceof SipUri uri) || request.read(Via.FIELD).values().size() != 1) {
            return null;
        }
        Via via = request.topVia();
        Transport transport = flow.transport();
        boolean webSocket = transport == Transport.WS || transport == Transport.WSS;
        if (uri.ob()) {
            return new FlowUse(flow, FlowLoss.FLOW_FAILED);
        }
        if (webSocket || isNowhere(uri.host())) {
            return new FlowUse(flow, FlowLoss.UNAVAILABLE);
        }
        if (uri.maddr() != null) {
            return null;
        }
        return transport == Transport.UDP
                ? ofDatagrams(via, uri, flow)
                : ofConnection(via, uri, flow);
    }

    /// Whether a host is none, as clients write it that cannot be reached by a name: RFC 7118 §5,
    /// RFC 2606 §2.
    public static boolean isNowhere(String host) {
        int start = host.length() - NOWHERE.length();
        return start > 0 && host.regionMatches(true, start, NOWHERE, 0, NOWHERE.length());
    }

    /// A client of a connection is reached on it; one whose contact is where the connection comes
    /// from may listen there, too. Where the contact is at another port than the connection's and
    /// the Via's, it is somebody else on the same machine.
    private static @Nullable FlowUse ofConnection(Via via, SipUri contact, Flow flow) {
        InetAddress address = literal(contact.host());
        if (flow.remote().getAddress().equals(address)) {
            int port = contact.port() < 0 ? flow.transport().defaultPort() : contact.port();
            int sender = via.port() < 0 ? flow.transport().defaultPort() : via.port();
            if (port != sender && port != flow.remote().getPort()) {
                return null;
            }
            return new FlowUse(flow, FlowLoss.RESOLVE);
        }
        return isOwn(via, contact, flow) ? new FlowUse(flow, FlowLoss.UNAVAILABLE) : null;
    }

    /// A client that sends datagrams from another place than it names as its own is behind a NAT.
    /// One that merely sends from another port and did not ask for answers there (RFC 3581 §3), or
    /// whose Via names another port than its contact does, listens at the port that it names.
    private static @Nullable FlowUse ofDatagrams(Via via, SipUri contact, Flow flow) {
        InetAddress address = literal(contact.host());
        int port = contact.port() < 0 ? Transport.UDP.defaultPort() : contact.port();
        boolean sameHost = flow.remote().getAddress().equals(address);
        boolean samePort = port == flow.remote().getPort();
        int sender = via.port() < 0 ? Transport.UDP.defaultPort() : via.port();
        boolean otherSocket = sender != port;
        boolean otherPort = sameHost && (samePort || otherSocket || via.rport() < 0);
        return otherPort || !isOwn(via, contact, flow)
                ? null
                : new FlowUse(flow, FlowLoss.UNAVAILABLE);
    }

    /// Whether a contact is its sender's own address: what its Via says, what it came from, or an
    /// address of a private network that it alone can be in.
    private static boolean isOwn(Via via, SipUri contact, Flow flow) {
        if (contact.host().equalsIgnoreCase(via.host())) {
            return true;
        }
        InetAddress address = literal(contact.host());
        InetAddress source = flow.remote().getAddress();
        return address != null
                && (address.equals(source) || (isPrivate(address) && !isPrivate(source)));
    }

    private static boolean isPrivate(InetAddress address) {
        return Scope.of(address) != Scope.GLOBAL;
    }

    /// The address that a host is; null for a name, without the exception that costs more than all
    /// else here.
    public static @Nullable InetAddress literal(String host) {
        if (host.indexOf(':') < 0 && !host.chars().allMatch(FlowRule::numeric)) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static boolean numeric(int c) {
        return c == '.' || (c >= '0' && c <= '9');
    }
}
