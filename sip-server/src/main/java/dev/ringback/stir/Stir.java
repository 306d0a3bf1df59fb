package dev.ringback.stir;

import org.jspecify.annotations.Nullable;

/// Secure telephone identity, both ends of it.
///
/// @param signer signs for our users
/// @param verifier verifies what strangers say, or null for nobody
public record Stir(Signer signer, @Nullable Verifier verifier) {
    /// Nothing is signed, and nothing verified.
    public static final Stir NONE = new Stir(Signer.NONE, null);
}
