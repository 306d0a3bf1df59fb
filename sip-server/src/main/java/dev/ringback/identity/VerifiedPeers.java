package dev.ringback.identity;

import dev.ringback.stack.Flow;
import java.util.Set;

/// What is proved about the far ends of connections: the domains of the certificates that they
/// showed, RFC 5922 §7.1. Any thread may ask.
@FunctionalInterface
public interface VerifiedPeers {
    /// Where nothing is proved about anybody.
    VerifiedPeers NONE = _ -> Set.of();

    /// The domains, in lower case, that the far end of a flow proved to be; empty for none.
    Set<String> domains(Flow flow);
}
