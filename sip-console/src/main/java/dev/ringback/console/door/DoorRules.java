package dev.ringback.console.door;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who may enter.
///
/// @param port the port that browsers use
/// @param hosts the names under which they may ask, in lower case, besides addresses
/// @param secure whether they use TLS
/// @param token what is known to those who may log in; null where nobody can
/// @param demo whether browsers on this machine need no login
/// @param metrics whether `/metrics` is here
public record DoorRules(
        int port,
        Set<String> hosts,
        boolean secure,
        @Nullable String token,
        boolean demo,
        boolean metrics) {
    /// Copies the set.
    public DoorRules {
        hosts = Set.copyOf(hosts);
    }

    /// Without the token.
    @Override
    public String toString() {
        return "port " + port + ", hosts " + hosts;
    }
}
