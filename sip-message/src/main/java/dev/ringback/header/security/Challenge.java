package dev.ringback.header.security;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A demand for credentials, one a line: RFC 3261 §20.27, §20.44; RFC 7616 §3.3.
///
/// @param scheme the scheme as written, `Digest`
/// @param parameters the parameters without quotes; names are found in any case
public record Challenge(String scheme, Map<String, String> parameters) {
    private static final Set<String> PLAIN = Set.of("algorithm", "stale", "charset", "userhash");

    /// Takes a copy of the parameters.
    public Challenge {
        parameters = AuthScheme.copy(parameters);
    }

    /// The value of a parameter, or null when it is absent.
    public @Nullable String parameter(String name) {
        return parameters.get(name);
    }

    /// The wire form, parameters in the order of their names, quoted as RFC 7616 §3.3 says.
    @Override
    public String toString() {
        return AuthScheme.wire(scheme, parameters, PLAIN);
    }
}
