package dev.ringback.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.cluster.Nodes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who is there, as nodes say it of themselves.
class HeartbeatsTest {
    private final String prefix = TestSettings.prefix();

    @TempDir private Path folder;

    private RedisLocation open(RedisProcess redis) throws IOException {
        return open("redis://" + redis.address());
    }

    private RedisLocation open(String where) throws IOException {
        RedisUri uri = RedisUri.parse(where);
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

    @Test
    void whoMayNotListenLeavesNoConnectionBehindAtEachTry() throws Exception {
        try (RedisProcess redis = RedisProcess.start(folder)) {
            redis.cli("ACL", "SETUSER", "x", "on", ">p", "~*", "+@all", "allchannels");
            try (RedisLocation one = open("redis://x:p@" + redis.address());
                    Nodes first = one.nodes("192.0.2.1:5060")) {
                await().until(() -> redis.cli("PUBSUB", "NUMSUB", prefix + "nodes").endsWith("1"));
                redis.cli("ACL", "SETUSER", "x", "resetchannels");
                await().atMost(Duration.ofSeconds(30)).until(() -> refused(redis) > 10);
                long connections =
                        redis.cli("CLIENT", "LIST")
                                .lines()
                                .filter(line -> line.contains("user=x"))
                                .count();
                assertThat(connections).isLessThan(6);
                assertThat(first.up("192.0.2.2:5060")).as("nothing is known").isTrue();
            }
        }
    }

    /// How often somebody was refused to hear who is there.
    private int refused(RedisProcess redis) {
        List<String> words = redis.cli("ACL", "LOG").lines().map(String::strip).toList();
        int sum = 0;
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).equals(prefix + "nodes")) {
                int entry = words.subList(0, i).lastIndexOf("count");
                sum += Integer.parseInt(words.get(entry + 1));
            }
        }
        return sum;
    }
}
