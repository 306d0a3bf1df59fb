package dev.ringback.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.bench.load.tally.Counts;
import dev.ringback.bench.load.tally.Result;
import dev.ringback.it.peer.Checkout;
import dev.ringback.it.peer.FreePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// One of three servers is killed under 500 calls a second.
class LostNodeTest {
    private static final int SECONDS = 15;
    private static final Duration HOLD = Duration.ofSeconds(4);

    private final FreePorts ports = new FreePorts();

    @Test
    void callsThroughTheOtherServersGoOnAndItsUsersAreReachedThroughThem() throws Exception {
        Path secret = Checkout.folder("secret").resolve("secret");
        int port = ports.next();
        try (RedisServers redis = new RedisServers(ports);
                Member one = Member.start(1, port, redis.uri(), "full", secret);
                Member two = Member.start(2, port, redis.uri(), "full", secret);
                Member three = Member.start(3, port, redis.uri(), "full", secret)) {
            Party ofTheLost = new Party("one.test", ports);
            Party ofAnother = new Party("two.test", ports);
            Party throughTheLost = new Party("three.test", ports);
            ofTheLost.register(one);
            ofAnother.register(two);
            throughTheLost.register(three);
            CompletableFuture<Result> first = ofTheLost.calls(two, SECONDS, HOLD);
            CompletableFuture<Result> second = ofAnother.calls(three, SECONDS, HOLD);
            CompletableFuture<Result> third = throughTheLost.calls(one, SECONDS, HOLD);
            await().pollDelay(HOLD.multipliedBy(2)).atMost(HOLD.multipliedBy(3)).until(() -> true);
            one.kill();
            for (CompletableFuture<Result> each : List.of(first, second)) {
                Counts counts = each.get(2, TimeUnit.MINUTES).counts();
                assertThat(counts.outcome().failed()).as(counts.toString()).isZero();
                assertThat(counts.callee().byes()).isEqualTo(counts.callee().invites());
            }
            // that there was load on it
            assertThat(third.get(2, TimeUnit.MINUTES).counts().outcome().failed()).isPositive();
            Counts after = throughTheLost.calls(two, 5, HOLD).get(1, TimeUnit.MINUTES).counts();
            assertThat(after.outcome().failed()).as(after.toString()).isZero();
        }
    }
}
