package dev.ringback.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Signs of life through a cluster one server of which hangs.
class HeartbeatsClusterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String SPEAKER = "192.0.2.1:5060";
    private static final String NOBODY = "192.0.2.9:5060";

    private final String prefix = TestSettings.prefix();

    @TempDir private Path folder;

    @Test
    void whoAnnouncesItselfThroughAServerThatHangsIsNotTakenForDown() throws IOException {
        try (RedisCluster cluster = RedisCluster.start(folder);
                RedisLocation location = open(cluster);
                dev.ringback.cluster.Nodes speaker = location.nodes(SPEAKER);
                ScheduledExecutorService upkeep = Executors.newScheduledThreadPool(1)) {
            await().atMost(PATIENCE).until(() -> !listenedTo(cluster).isEmpty());
            RedisProcess its = listenedTo(cluster).getFirst();
            RedisProcess another =
                    cluster.masters().stream().filter(each -> each != its).findAny().orElseThrow();
            RedisSettings settings = settings(RedisUri.parse("redis://" + another.address()));
            try (Nodes servers = new Nodes(settings);
                    Heartbeats observer = observer(servers, settings).begin(upkeep)) {
                await().atMost(PATIENCE).until(() -> !observer.up(NOBODY));
                assertThat(observer.up(SPEAKER)).isTrue();
                assertThat(speaker.up(NOBODY)).isFalse();
                its.pause();
                await().during(Duration.ofSeconds(9))
                        .atMost(Duration.ofSeconds(12))
                        .pollInterval(Duration.ofMillis(50))
                        .until(() -> observer.up(SPEAKER) && !observer.up(NOBODY));
                await().atMost(PATIENCE).until(() -> !speaker.up(NOBODY));
            } finally {
                its.goOn();
            }
        }
    }

    private RedisSettings settings(RedisUri uri) {
        return TestSettings.of(uri, prefix, 1, Duration.ofSeconds(1));
    }

    private RedisLocation open(RedisCluster cluster) throws IOException {
        return RedisLocation.open(settings(cluster.uri()), System::nanoTime);
    }

    /// One that knows of one server only.
    private Heartbeats observer(Nodes servers, RedisSettings settings) {
        Slots slots = new Slots(servers, settings.uri().servers(), false);
        byte[] channel = new Keys(prefix).nodes();
        return new Heartbeats(servers, slots, channel, "192.0.2.2:5060", System::nanoTime);
    }

    /// The servers on which somebody hears who is there.
    private List<RedisProcess> listenedTo(RedisCluster cluster) {
        return cluster.masters().stream()
                .filter(each -> each.cli("PUBSUB", "NUMSUB", prefix + "nodes").endsWith("1"))
                .toList();
    }
}
