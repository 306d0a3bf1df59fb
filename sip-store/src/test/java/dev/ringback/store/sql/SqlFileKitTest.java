package dev.ringback.store.sql;

import dev.ringback.store.kit.LastingSubscriberKit;
import dev.ringback.subscribers.SubscriberStore;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqlFileKitTest extends LastingSubscriberKit {
    @TempDir private Path folder;

    @Override
    protected SubscriberStore open() throws IOException {
        return EmbeddedSubscribers.open(folder);
    }
}
