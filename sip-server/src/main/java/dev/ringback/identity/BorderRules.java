package dev.ringback.identity;

import dev.ringback.header.HeaderName;
import java.util.List;

/// What is done at the border: what RFC 3325 §2.4 calls Spec(T), as far as it is for a proxy to
/// keep.
///
/// @param trust who is trusted
/// @param identities which identities our users may use
/// @param asserts whether the identities of users who proved who they are are asserted
/// @param discloses whether strangers are told asserted identities of those who said nothing about
///   their privacy, RFC 3325 §7
/// @param privacy whether wishes for privacy are fulfilled here, RFC 3323 §5
/// @param removed header fields that strangers never get, whatever they say
public record BorderRules(
        TrustDomain trust,
        OwnIdentities identities,
        boolean asserts,
        boolean discloses,
        boolean privacy,
        List<HeaderName> removed) {
    /// What holds where nothing is configured: nobody is believed who asserts an identity, and all
    /// else passes.
    public static final BorderRules PLAIN =
            new BorderRules(TrustDomain.NOBODY, OwnIdentities.PLAIN, false, true, false, List.of());

    /// Copies the list.
    public BorderRules {
        removed = List.copyOf(removed);
    }
}
