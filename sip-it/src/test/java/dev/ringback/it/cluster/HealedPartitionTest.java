package dev.ringback.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.it.peer.Checkout;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.RawSip;
import dev.ringback.it.store.Registrants;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A master of the table is cut off while telephones register with three servers by turns. When it
/// is back all servers say the same, and what they say is what each telephone was told last: RFC
/// 3261 §10.3.
class HealedPartitionTest {
    private static final int USERS = 200;
    private static final int AT_ONCE = 30;
    private static final Duration CUT = Duration.ofSeconds(6);
    private static final Duration MORE = Duration.ofSeconds(3);

    private final FreePorts ports = new FreePorts();

    @Test
    void allServersAgreeWithWhatTelephonesWereTold() {
        Path secret = Checkout.folder("secret").resolve("secret");
        int port = ports.next();
        try (RedisServers redis = new RedisServers(ports);
                Member one = Member.start(1, port, redis.uri(), "full", secret);
                Member two = Member.start(2, port, redis.uri(), "full", secret);
                Member three = Member.start(3, port, redis.uri(), "full", secret);
                RawSip first = new RawSip(one.host(), port);
                RawSip second = new RawSip(two.host(), port);
                RawSip third = new RawSip(three.host(), port)) {
            List<RawSip> all = List.of(first, second, third);
            Registrants telephones = new Registrants(USERS, 7);
            assertThat(telephones.work(all, MORE, AT_ONCE, Set.of(200))).isGreaterThan(USERS);
            settle(telephones, all, "before");
            int master = redis.masters().getFirst();
            redis.pause(master, true);
            // 500 where the table did not say in time, 503 where there is no way to it
            int during = telephones.work(all, CUT, AT_ONCE, Set.of(200, 500, 503));
            assertThat(during).isPositive();
            redis.pause(master, false);
            await().atMost(Duration.ofSeconds(20)).until(() -> redis.masters().size() == 3);
            settle(telephones, all, "after");
            assertThat(telephones.work(all, MORE, AT_ONCE, Set.of(200))).isGreaterThan(USERS);
            settle(telephones, all, "at the end");
        }
    }

    /// What is under way ends; then each server says what the telephones were told, and the others
    /// say the same.
    private static void settle(Registrants telephones, List<RawSip> all, String when) {
        all.forEach(
                socket -> {
                    while (socket.receive(Duration.ofSeconds(3)) != null) {
                        // an answer that came late
                    }
                });
        all.forEach(socket -> telephones.compare(socket, when));
    }
}
