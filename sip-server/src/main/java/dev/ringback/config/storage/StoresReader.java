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
        top.value("subscribers", StoresReader::embedded);
    }

    private static String embedded(String text) {
        if (!text.equals("embedded")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not supported yet, only embedded is");
        }
        return text;
    }
}
