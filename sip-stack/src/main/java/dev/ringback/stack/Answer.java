package dev.ringback.stack;

import java.net.InetAddress;
import java.util.List;

/// The answer to a [Question].
public sealed interface Answer {
    /// The addresses of a host, in the resolver's order; never empty.
    ///
    /// @param addresses the addresses
    record Addresses(List<InetAddress> addresses) implements Answer {
        /// Copies the list.
        public Addresses {
            addresses = List.copyOf(addresses);
        }
    }

    /// Nothing was found out.
    ///
    /// @param reason why not
    record Failed(String reason) implements Answer {}
}
