package dev.ringback.console;

import java.net.InetSocketAddress;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Where a console is, and who gets in.
///
/// @param at the address that browsers use
/// @param way hands browsers on that come to a port of SIP; null where it has a port of its own
/// @param tls proves who it is; null where the way does that, or there is no TLS
/// @param secure whether browsers use TLS
/// @param hosts the names under which they may ask, besides addresses
/// @param access who gets in
public record Place(
        InetSocketAddress at,
        @Nullable Way way,
        @Nullable SSLContext tls,
        boolean secure,
        Set<String> hosts,
        Access access) {
    /// Copies the set.
    public Place {
        hosts = Set.copyOf(hosts);
    }

    /// Who gets in.
    ///
    /// @param token with what one logs in; null where nobody can
    /// @param metrics whether the metrics are here
    /// @param program the version of the program
    public record Access(@Nullable String token, boolean metrics, String program) {
        /// Without the token.
        @Override
        public String toString() {
            return program;
        }
    }

    /// Hands browsers on.
    @FunctionalInterface
    public interface Way {
        /// Does it from now on.
        ///
        /// @param behind the web server, which expects the header of the PROXY protocol
        /// @param word what has to be in it
        void open(InetSocketAddress behind, String word);
    }
}
