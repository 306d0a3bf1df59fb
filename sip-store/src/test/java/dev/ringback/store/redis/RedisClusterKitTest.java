package dev.ringback.store.redis;

import dev.ringback.location.LocationService;
import dev.ringback.store.kit.LastingLocationKit;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class RedisClusterKitTest extends LastingLocationKit {
    private static RedisCluster cluster;

    private final String prefix = TestSettings.prefix();

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        cluster = RedisCluster.start(folder);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Override
    protected LocationService open() throws IOException {
        return RedisLocation.open(TestSettings.of(cluster.uri(), prefix), System::nanoTime);
    }
}
