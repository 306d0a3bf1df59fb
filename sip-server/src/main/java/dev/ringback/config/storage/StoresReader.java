package dev.ringback.config.storage;

import dev.ringback.config.ConfigException;
import dev.ringback.config.Section;
import dev.ringback.config.SectionReader;
import dev.ringback.config.ServerConfigBuilder;
import java.util.List;

/// `location:` and `subscribers:`, the stores.
public final class StoresReader implements SectionReader {
    /// Reads them over what there is.
    public StoresReader() {}

    @Override
    public List<String> keys() {
        return List.of("location", "subscribers");
    }

    @Override
    public void read(Section top, ServerConfigBuilder into) throws ConfigException {
        StoreAddress location = top.value("location", StoreAddress::parse);
        if (location != null) {
            into.storage(into.storage().withLocation(location));
        }
        StoreAddress subscribers = top.value("subscribers", StoresReader::subscribers);
        if (subscribers != null) {
            into.storage(into.storage().withSubscribers(subscribers));
        }
    }

    /// Redis keeps what ends by itself.
    private static StoreAddress subscribers(String text) {
        StoreAddress store = StoreAddress.parse(text);
        if (store instanceof StoreAddress.Redis) {
            throw new IllegalArgumentException(
                    "'"
                            + store
                            + "' keeps bindings, no users: embedded, memory or"
                            + " jdbc:postgresql://HOST/DATABASE");
        }
        return store;
    }
}
