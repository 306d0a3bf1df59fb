package dev.ringback.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.bench.load.tally.Counts;
import dev.ringback.bench.load.tally.Result;
import dev.ringback.it.peer.Checkout;
import dev.ringback.it.peer.FreePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// A master of the table of bindings is killed under 500 calls a second through three servers.
class LostMasterTest {
    private static final List<String> DOMAINS = List.of("one.test", "two.test", "three.test");
    private static final int SECONDS = 20;

    /// From the 200 to the BYE: calls that are up when the master goes end after its loss.
    private static final Duration HOLD = Duration.ofSeconds(6);

    /// One step of a question may take a second.
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final FreePorts ports = new FreePorts();

    @Test
    void noCallThatIsUpIsLostAndNoneAfterTheFailover() throws Exception {
        Path secret = Checkout.folder("secret").resolve("secret");
        int port = ports.next();
        try (RedisServers redis = new RedisServers(ports);
                Member one = Member.start(1, port, redis.uri(), "full", secret);
                Member two = Member.start(2, port, redis.uri(), "full", secret);
                Member three = Member.start(3, port, redis.uri(), "full", secret)) {
            List<Party> parties = new ArrayList<>();
            List<Member> members = List.of(one, two, three);
            for (int i = 0; i < members.size(); i++) {
                Party party = new Party(DOMAINS.get(i), ports);
                party.register(members.get(i));
                parties.add(party);
            }
            List<CompletableFuture<Result>> running = calls(parties, members, SECONDS);
            List<Integer> masters = redis.masters();
            assertThat(masters).hasSize(3);
            await().pollDelay(HOLD).atMost(HOLD.multipliedBy(2)).until(() -> true);
            redis.kill(masters.getFirst());
            long killed = System.nanoTime();
            await().atMost(Duration.ofSeconds(15)).until(() -> redis.masters().size() == 3);
            Duration window = Duration.ofNanos(System.nanoTime() - killed).plus(PATIENCE);
            int lost = 0;
            for (CompletableFuture<Result> each : running) {
                Counts counts = each.get(2, TimeUnit.MINUTES).counts();
                lost += counts.outcome().failed();
                checkCallsThatWereUp(counts);
            }
            assertThat(lost)
                    .as("calls lost in a window of " + window)
                    .isLessThanOrEqualTo((int) (window.toMillis() * 3 * Party.RATE / 1_000));
            for (CompletableFuture<Result> each : calls(parties, members, 5)) {
                Counts counts = each.get(2, TimeUnit.MINUTES).counts();
                assertThat(counts.outcome().failed()).as(counts.toString()).isZero();
            }
        }
    }

    /// Calls to the users of each server through the one after it.
    private static List<CompletableFuture<Result>> calls(
            List<Party> parties, List<Member> members, int seconds) {
        List<CompletableFuture<Result>> calls = new ArrayList<>();
        for (int i = 0; i < parties.size(); i++) {
            calls.add(parties.get(i).calls(members.get((i + 1) % members.size()), seconds, HOLD));
        }
        return calls;
    }

    /// Who was called has heard of the end of each call that it answered.
    private static void checkCallsThatWereUp(Counts counts) {
        assertThat(counts.outcome().reasons().keySet())
                .as(counts.toString())
                .allMatch(reason -> reason.contains("INVITE"));
        assertThat(counts.callee().acks()).isEqualTo(counts.callee().invites());
        assertThat(counts.callee().byes()).isEqualTo(counts.callee().invites());
    }
}
