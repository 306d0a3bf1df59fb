package dev.ringback.sip.spi;

import dev.ringback.transaction.Timers;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a client wants of a network.
///
/// @param listen where to listen, such as `udp:0.0.0.0:5070`; none for UDP and TCP on free ports
/// @param towards the host whose side of this machine is meant; null for every address
/// @param advertise the host that peers are told; null for the own address
/// @param timers the timers of transactions
/// @param wire hears of each message; called on the stack's thread, it must be quick
/// @param fault hears of faults in the stack
public record NetworkOrder(
        List<String> listen,
        @Nullable String towards,
        @Nullable String advertise,
        Timers timers,
        WireTap wire,
        Consumer<Throwable> fault) {
    /// Copies the list.
    public NetworkOrder {
        listen = List.copyOf(listen);
    }
}
