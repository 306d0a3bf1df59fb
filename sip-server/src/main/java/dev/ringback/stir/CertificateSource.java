package dev.ringback.stir;

import dev.ringback.location.Lookup;
import java.util.Map;
import java.util.Set;

/// Finds the certificates that `info` parameters point to: RFC 8224 §7.2. Any thread may ask; who
/// cannot answer at once does not keep the asker waiting.
@FunctionalInterface
public interface CertificateSource {
    /// What is found at these places, with an entry for each.
    Lookup<Map<String, Fetched>> fetch(Set<String> urls);

    /// What became of one place.
    sealed interface Fetched {}

    /// A credential is there.
    ///
    /// @param credential the credential
    record Found(Credential credential) implements Fetched {}

    /// Nothing that could be used.
    ///
    /// @param reason why, for the operator
    record Missing(String reason) implements Fetched {}
}
