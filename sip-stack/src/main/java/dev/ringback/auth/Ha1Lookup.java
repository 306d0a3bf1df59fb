package dev.ringback.auth;

import org.jspecify.annotations.Nullable;

/// Where the server side finds the secrets of its users. Called on the shard's thread: it must not
/// block.
@FunctionalInterface
public interface Ha1Lookup {
    /// The user's [Digest#ha1], hexadecimal in lower case; null where there is no such user, or
    /// none for the algorithm.
    ///
    /// @param user the `username` parameter
    /// @param realm the realm, which is one of ours
    /// @param algorithm the hash function
    @Nullable String ha1(String user, String realm, DigestAlgorithm algorithm);
}
