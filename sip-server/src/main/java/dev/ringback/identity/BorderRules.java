package dev.ringback.identity;

import dev.ringback.header.HeaderName;
import java.util.List;

/// What is done at the border: what RFC 3325 §2.4 calls Spec(T), as far as it is for a proxy to
/// keep.
///
/// @param trust who is trusted
/// @param identities which identities our users may use
/// @param conduct how messages are treated
/// @param removed header fields that strangers never get, whatever they say
public record BorderRules(
        TrustDomain trust, OwnIdentities identities, Conduct conduct, List<HeaderName> removed) {
    /// What holds where nothing is configured: nobody is believed who asserts an identity, and all
    /// else passes.
    public static final BorderRules PLAIN =
            new BorderRules(TrustDomain.NOBODY, OwnIdentities.PLAIN, Conduct.PLAIN, List.of());

    /// Whether they say no more than [#PLAIN], however it is known who is at the far end of a
    /// connection.
    public boolean plain() {
        return trust.empty()
                && identities.equals(OwnIdentities.PLAIN)
                && conduct.equals(Conduct.PLAIN)
                && removed.isEmpty();
    }

    /// Copies the list.
    public BorderRules {
        removed = List.copyOf(removed);
    }
}
