package dev.ringback.app;

import dev.ringback.cluster.Nodes;
import dev.ringback.config.storage.StorageConfig;
import dev.ringback.config.storage.StoreAddress;
import dev.ringback.location.LocationService;
import dev.ringback.location.MemoryLocation;
import java.io.IOException;
import java.util.function.LongSupplier;

/// Opens the stores that a configuration names.
@FunctionalInterface
public interface Stores {
    /// Keeps bindings in memory until the end of the process, for programs that carry no store.
    /// Where the configuration names a store by its address, it is refused.
    Stores MEMORY = Stores::memory;

    /// Opens what keeps bindings. Whoever opens it closes it.
    ///
    /// @param clock the monotonic nanoseconds in which the bindings' ends are said
    /// @throws IOException when it cannot be opened; the message is for the operator
    LocationService location(StorageConfig storage, LongSupplier clock) throws IOException;

    /// Says to the other nodes that share the store of bindings that this one is there, and hears
    /// which of them are.
    ///
    /// @param self this node, `host:port`
    /// @param location the store, as [#location] opened it
    default Nodes nodes(LocationService location, String self) {
        return Nodes.UNKNOWN;
    }

    private static LocationService memory(StorageConfig storage, LongSupplier clock)
            throws IOException {
        return switch (storage.location()) {
            case StoreAddress.Embedded(), StoreAddress.Memory() -> new MemoryLocation();
            case StoreAddress.Redis _, StoreAddress.Jdbc _ ->
                    throw new IOException(
                            "location: " + storage.location() + " needs the module sip-store");
        };
    }
}
