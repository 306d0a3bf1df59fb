package dev.ringback.config;

import java.util.List;

/// `location:` and `subscribers:`, the stores. There is one of each so far.
final class StoresReader implements SectionReader {
    @Override
    public List<String> keys() {
        return List.of("location", "subscribers");
    }

    @Override
    public void read(Section top, ServerConfigBuilder into) throws ConfigException {
        for (String store : keys()) {
            top.value(store, StoresReader::embedded);
        }
    }

    private static String embedded(String text) {
        if (!text.equals("embedded")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not supported yet, only embedded is");
        }
        return text;
    }
}
