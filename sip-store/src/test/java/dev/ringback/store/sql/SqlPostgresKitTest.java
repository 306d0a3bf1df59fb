package dev.ringback.store.sql;

import dev.ringback.config.storage.StoreAddress;
import dev.ringback.store.kit.LastingSubscriberKit;
import dev.ringback.store.kit.PostgresServer;
import dev.ringback.store.kit.SharedPostgres;
import dev.ringback.subscribers.SubscriberStore;
import java.io.IOException;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedPostgres.class)
class SqlPostgresKitTest extends LastingSubscriberKit {
    private final StoreAddress.Jdbc address;

    SqlPostgresKitTest(PostgresServer server) throws IOException {
        address = new StoreAddress.Jdbc(server.database());
    }

    @Override
    protected SubscriberStore open() throws IOException {
        return SqlSubscribers.open(address);
    }
}
