package dev.ringback.store.sql;

import dev.ringback.config.storage.StoreAddress;
import dev.ringback.location.LocationService;
import dev.ringback.store.kit.LastingLocationKit;
import dev.ringback.store.kit.PostgresServer;
import dev.ringback.store.kit.SharedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedPostgres.class)
class SqlLocationKitTest extends LastingLocationKit {
    private final StoreAddress.Jdbc address;

    SqlLocationKitTest(PostgresServer server) throws IOException {
        address = new StoreAddress.Jdbc(server.database());
    }

    @Override
    protected LocationService open() throws IOException {
        return SqlLocation.open(address, System::nanoTime);
    }
}
