package dev.ringback.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.cluster.Nodes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who is there, as nodes say it of themselves.
class HeartbeatsTest {
    private final String prefix = TestSettings.prefix();

    @TempDir private Path folder;

    private RedisLocation open(RedisProcess redis) throws IOException {
        RedisUri uri = RedisUri.parse("redis://" + redis.address());
        return RedisLocation.open(TestSettings.of(uri, prefix), System::nanoTime);
    }

    @Test
    void whoLeavesIsDownAfterSomeSecondsAndWhoNeverCameIsToo() throws Exception {
        try (RedisProcess redis = RedisProcess.start(folder);
                RedisLocation one = open(redis);
                RedisLocation two = open(redis);
                Nodes first = one.nodes("192.0.2.1:5060")) {
            Nodes second = two.nodes("192.0.2.2:5060");
            assertThat(first.up("192.0.2.3:5060")).as("nothing is known yet").isTrue();
            await().atMost(Duration.ofSeconds(15)).until(() -> !first.up("192.0.2.3:5060"));
            assertThat(first.up("192.0.2.2:5060")).isTrue();
            assertThat(second.up("192.0.2.1:5060")).isTrue();
            assertThat(first.up("192.0.2.1:5060")).isTrue();
            second.close();
            await().atMost(Duration.ofSeconds(15)).until(() -> !first.up("192.0.2.2:5060"));
            try (Nodes again = two.nodes("192.0.2.2:5060")) {
                await().atMost(Duration.ofSeconds(15)).until(() -> first.up("192.0.2.2:5060"));
                assertThat(again.up("192.0.2.2:5060")).isTrue();
            }
        }
    }

    @Test
    void whoHearsNotEvenItselfTakesNobodyForDown() throws Exception {
        RedisProcess redis = RedisProcess.start(folder);
        try (RedisLocation one = open(redis);
                Nodes first = one.nodes("192.0.2.1:5060")) {
            await().atMost(Duration.ofSeconds(15)).until(() -> !first.up("192.0.2.2:5060"));
            redis.close();
            await().atMost(Duration.ofSeconds(15)).until(() -> first.up("192.0.2.2:5060"));
        } finally {
            redis.close();
        }
    }
}
