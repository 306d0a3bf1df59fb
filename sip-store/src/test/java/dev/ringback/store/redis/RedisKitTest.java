package dev.ringback.store.redis;

import dev.ringback.location.LocationService;
import dev.ringback.store.kit.LastingLocationKit;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class RedisKitTest extends LastingLocationKit {
    private static RedisProcess redis;

    private final String prefix = TestSettings.prefix();

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        redis = RedisProcess.start(folder);
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @Override
    protected LocationService open() throws IOException {
        RedisUri uri = RedisUri.parse("redis://" + redis.address());
        return RedisLocation.open(TestSettings.of(uri, prefix), System::nanoTime);
    }
}
