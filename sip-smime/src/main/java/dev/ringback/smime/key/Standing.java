package dev.ringback.smime.key;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/// What is to be thought of a certificate that came with a message: RFC 3261 §23.2.
///
/// @param certificate the certificate
/// @param holder the address-of-record that the message names
/// @param doubts what speaks against it; empty when it can be relied on
public record Standing(UserCertificate certificate, String holder, Set<Doubt> doubts) {
    /// Copies the set.
    public Standing {
        EnumSet<Doubt> copy = EnumSet.noneOf(Doubt.class);
        copy.addAll(doubts);
        doubts = Collections.unmodifiableSet(copy);
    }

    /// Whether nothing speaks against it.
    public boolean trusted() {
        return doubts.isEmpty();
    }

    /// It with a further doubt.
    public Standing and(Doubt doubt) {
        EnumSet<Doubt> more = EnumSet.of(doubt);
        more.addAll(doubts);
        return new Standing(certificate, holder, more);
    }

    /// What users have to be told: subject, signer and fingerprint of the certificate, and why it
    /// is doubted.
    @Override
    public String toString() {
        String why = doubts.stream().map(Doubt::text).collect(Collectors.joining("; "));
        return holder + ": " + certificate + (trusted() ? "" : ": " + why);
    }
}
