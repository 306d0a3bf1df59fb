package dev.ringback.store.embedded;

import dev.ringback.location.LocationService;
import dev.ringback.store.kit.LastingLocationKit;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKitTest extends LastingLocationKit {
    @TempDir private Path folder;

    @Override
    protected LocationService open() throws IOException {
        return EmbeddedLocation.open(folder, System::nanoTime);
    }
}
