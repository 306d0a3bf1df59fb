package dev.ringback.identity;

import dev.ringback.routing.Network;
import dev.ringback.stack.Destination;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Transport;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;

/// The elements whose word is taken for who a message is from: RFC 3325 §2.3. Everybody else is a
/// stranger, our own users too.
///
/// @param networks where they are, by address; only as good as the network is at keeping forged
///   addresses out
/// @param names the domains, in lower case, that they prove by certificate
/// @param peers what is proved about connections
public record TrustDomain(List<Network> networks, Set<String> names, VerifiedPeers peers) {
    /// Nobody is trusted.
    public static final TrustDomain NOBODY =
            new TrustDomain(List.of(), Set.of(), VerifiedPeers.NONE);

    /// Copies the collections.
    public TrustDomain {
        networks = List.copyOf(networks);
        names = Set.copyOf(names);
    }

    /// Whether nobody is trusted.
    public boolean empty() {
        return networks.isEmpty() && names.isEmpty();
    }

    /// Whether the sender of what came by this flow is trusted.
    public boolean trusts(Flow from) {
        return !empty() && (isNear(from) || proved(from));
    }

    /// Whether the element that a message is sent to is trusted. The host of a URI counts where
    /// TLS proves it, RFC 5922 §7.3.
    ///
    /// @param to where it is sent
    /// @param next the URI by which that was found
    public boolean trusts(Destination to, Uri next) {
        if (empty()) {
            return false;
        }
        boolean known = to instanceof Flow flow ? proved(flow) : secure(to) && named(next);
        return known || isNear(to);
    }

    private boolean isNear(Destination place) {
        InetAddress address = place.remote().getAddress();
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private boolean proved(Flow flow) {
        return !names.isEmpty() && peers.domains(flow).stream().anyMatch(names::contains);
    }

    private static boolean secure(Destination to) {
        return to.transport() == Transport.TLS || to.transport() == Transport.WSS;
    }

    private boolean named(Uri next) {
        return next instanceof SipUri uri && names.contains(uri.host());
    }
}
