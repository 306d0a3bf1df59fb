package dev.ringback.app;

import dev.ringback.calls.CallArchive;
import dev.ringback.cluster.Nodes;
import dev.ringback.config.storage.StorageConfig;
import dev.ringback.config.storage.StoreAddress;
import dev.ringback.location.LocationService;
import dev.ringback.location.MemoryLocation;
import dev.ringback.subscribers.MemorySubscriberStore;
import dev.ringback.subscribers.Snapshot;
import dev.ringback.subscribers.SubscriberStore;
import java.io.IOException;
import java.util.function.LongSupplier;

/// Opens the stores that a configuration names.
public interface Stores {
    /// Keeps everything in memory until the end of the process, for programs that carry no store.
    /// Where the configuration names a store by its address, it is refused.
    Stores MEMORY = new Memory();

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

    /// Opens what keeps users and domains. Whoever opens it closes it.
    ///
    /// @throws IOException when it cannot be opened; the message is for the operator
    SubscriberStore subscribers(StorageConfig storage) throws IOException;

    /// What is in the store of users and domains, of which nothing is changed, not even by bringing
    /// it up to date: for checks.
    ///
    /// @throws IOException when it cannot be read; the message is for the operator
    Snapshot glance(StorageConfig storage) throws IOException;

    /// Opens what keeps calls that are over, which keeps nothing where nothing is configured.
    /// Whoever opens it closes it.
    ///
    /// @throws IOException when it cannot be opened; the message is for the operator
    default CallArchive archive(StorageConfig storage) throws IOException {
        if (storage.calls().archive().keep() != null) {
            throw new IOException("calls: keep needs the module sip-store");
        }
        return CallArchive.NONE;
    }

    /// The one without a store.
    final class Memory implements Stores {
        private Memory() {}

        @Override
        public LocationService location(StorageConfig storage, LongSupplier clock)
                throws IOException {
            refuse("location", storage.location());
            return new MemoryLocation();
        }

        @Override
        public SubscriberStore subscribers(StorageConfig storage) throws IOException {
            refuse("subscribers", storage.subscribers());
            return new MemorySubscriberStore();
        }

        @Override
        public Snapshot glance(StorageConfig storage) throws IOException {
            refuse("subscribers", storage.subscribers());
            return Snapshot.EMPTY;
        }

        private static void refuse(String key, StoreAddress address) throws IOException {
            switch (address) {
                case StoreAddress.Embedded(), StoreAddress.Memory() -> {}
                case StoreAddress.Redis _, StoreAddress.Jdbc _ ->
                        throw new IOException(key + ": " + address + " needs the module sip-store");
            }
        }
    }
}
