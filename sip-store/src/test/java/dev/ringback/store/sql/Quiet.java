package dev.ringback.store.sql;

import dev.ringback.config.storage.StorageConfig;
import dev.ringback.store.Engines;
import dev.ringback.subscribers.News;
import dev.ringback.subscribers.Snapshot;
import dev.ringback.subscribers.SubscriberStore;
import java.nio.file.Path;

/// A process that asks a data folder without users for them.
final class Quiet {
    private Quiet() {}

    /// @param words the folder
    static void main(String[] words) throws Exception {
        StorageConfig storage = StorageConfig.STANDARD.withData(Path.of(words[0]));
        boolean nobody = new Engines().glance(storage).equals(Snapshot.EMPTY);
        try (SubscriberStore store = new Engines().subscribers(storage)) {
            nobody &= store.load().equals(Snapshot.EMPTY);
            nobody &= store.since(0).equals(new News.Nothing());
            nobody &= store.find("alice", "localhost") == null;
            nobody &= !store.remove("alice", "localhost");
        }
        System.exit(nobody ? 0 : 1);
    }
}
