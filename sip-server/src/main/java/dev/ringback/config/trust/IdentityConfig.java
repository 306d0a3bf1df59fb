package dev.ringback.config.trust;

import dev.ringback.config.UserName;
import dev.ringback.header.HeaderName;
import dev.ringback.identity.BorderRules;
import dev.ringback.identity.Conduct;
import dev.ringback.identity.OwnIdentities;
import dev.ringback.identity.TrustDomain;
import dev.ringback.identity.VerifiedPeers;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.routing.Network;
import dev.ringback.uri.Uri;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `identity:`, the border of the network: RFC 3325, RFC 3323.
///
/// @param networks the addresses of the trust domain
/// @param names the domains that its elements prove by certificate, in lower case
/// @param identities what users may be told of by, besides their own addresses
/// @param conduct how messages are treated
/// @param removed header fields that strangers never get
public record IdentityConfig(
        List<Network> networks,
        Set<String> names,
        Map<UserName, List<Uri>> identities,
        Conduct conduct,
        List<HeaderName> removed) {
    /// Nothing is configured.
    public static final IdentityConfig NONE =
            new IdentityConfig(List.of(), Set.of(), Map.of(), Conduct.PLAIN, List.of());

    /// Copies the collections.
    public IdentityConfig {
        networks = List.copyOf(networks);
        names = Set.copyOf(names);
        identities = Map.copyOf(identities);
        removed = List.copyOf(removed);
    }

    /// What is done at the border.
    ///
    /// @param first the first domain
    /// @param peers what is proved about connections
    public BorderRules rules(String first, VerifiedPeers peers) {
        return new BorderRules(
                new TrustDomain(networks, names, peers), ownIdentities(first), conduct, removed);
    }

    private OwnIdentities ownIdentities(String first) {
        Map<AddressOfRecord, List<Uri>> own = new HashMap<>();
        identities.forEach((user, uris) -> own.put(user.in(first), uris));
        return new OwnIdentities(own);
    }
}
