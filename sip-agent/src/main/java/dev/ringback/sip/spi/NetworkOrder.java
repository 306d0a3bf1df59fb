package dev.ringback.sip.spi;

import dev.ringback.sip.TlsOptions;
import dev.ringback.transaction.Timers;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a client wants of a network.
///
/// @param place where its sockets are
/// @param layers what lies between stream sockets and messages
/// @param timers the timers of transactions
/// @param wire hears of each message; called on the stack's thread, it must be quick
/// @param fault hears of faults in the stack
public record NetworkOrder(
        Place place, Layers layers, Timers timers, WireTap wire, Consumer<Throwable> fault) {
    /// Where the sockets of a client are.
    ///
    /// @param listen where to listen, such as `udp:0.0.0.0:5070`; none for UDP and TCP on free
    ///     ports
    /// @param towards the host whose side of this machine is meant; null for every address
    /// @param advertise the host that peers are told; null for the own address
    public record Place(List<String> listen, @Nullable String towards, @Nullable String advertise) {
        /// Copies the list.
        public Place {
            listen = List.copyOf(listen);
        }
    }

    /// What lies between stream sockets and messages.
    ///
    /// @param tls how TLS is spoken
    /// @param webSockets the WebSockets that may be opened, such as `wss://pbx.example:8443/sip`
    public record Layers(TlsOptions tls, List<URI> webSockets) {
        /// Copies the list.
        public Layers {
            webSockets = List.copyOf(webSockets);
        }
    }

    /// Where to listen.
    public List<String> listen() {
        return place.listen();
    }

    /// The host whose side of this machine is meant; null for every address.
    public @Nullable String towards() {
        return place.towards();
    }

    /// The host that peers are told; null for the own address.
    public @Nullable String advertise() {
        return place.advertise();
    }
}
