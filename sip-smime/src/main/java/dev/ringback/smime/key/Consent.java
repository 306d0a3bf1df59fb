package dev.ringback.smime.key;

import java.util.EnumSet;
import java.util.Set;

/// The user's permission to rely on a certificate that is doubted: RFC 3261 §23.2. Asked on the
/// stack's thread: who has to ask a person remembers the answer for the next call.
@FunctionalInterface
public interface Consent {
    /// Whether the certificate may be relied on, and is to be remembered.
    ///
    /// @param standing the certificate, whom it is to belong to, and the doubts; at least one
    boolean permits(Standing standing);

    /// Nothing that is doubted.
    static Consent never() {
        return _ -> false;
    }

    /// The first certificate of an address, though nobody vouches for it, as SSH does it; never one
    /// that belongs to another address, has expired, or takes the place of another.
    static Consent firstUse() {
        Set<Doubt> bearable = EnumSet.of(Doubt.SELF_SIGNED, Doubt.UNKNOWN_ISSUER);
        return standing -> bearable.containsAll(standing.doubts());
    }
}
