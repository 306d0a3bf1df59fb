package dev.ringback.store.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisSlotsTest {
    /// Its slot is 12739.
    private static final byte[] KEY = "123456789".getBytes(US_ASCII);

    private static final RedisUri.Server SEED = new RedisUri.Server("seed", 7000);

    private final Nodes nodes =
            new Nodes(TestSettings.of(RedisUri.parse("redis://seed:7000"), "test:"));
    private final Slots slots = new Slots(nodes, List.of(SEED), true);
    private final Set<RedisUri.Server> members = new HashSet<>();

    @AfterEach
    void end() {
        nodes.close();
    }

    private void take(String... lines) {
        slots.take(String.join("\n", lines), nodes.at(SEED), members);
    }

    private String master() {
        return String.valueOf(slots.master(KEY));
    }

    @Test
    void aClaimOfOldDoesNotReplaceALaterOne() {
        String old = "aa 10.0.0.1:7000@17000 master - 0 0 1 connected 0-16383";
        take(old, "bb 10.0.0.2:7000@17000 slave aa 0 0 1 connected");
        assertThat(master()).isEqualTo("10.0.0.1:7000");
        take(
                "aa 10.0.0.1:7000@17000 master,fail - 0 0 1 connected",
                "bb 10.0.0.2:7000@17000 myself,master - 0 0 7 connected 0-16383");
        assertThat(master()).isEqualTo("10.0.0.2:7000");
        take(old);
        assertThat(master()).isEqualTo("10.0.0.2:7000");
        assertThat(slots.masters()).hasSize(1);
    }

    @Test
    void whatARedirectionSaysCountsUntilAServerClaimsIt() {
        take("aa 10.0.0.1:7000@17000 master - 0 0 9 connected 0-16383");
        slots.moved(KEY, nodes.at(new RedisUri.Server("10.0.0.3", 7000)));
        assertThat(master()).isEqualTo("10.0.0.3:7000");
        assertThat(slots.masters()).hasSize(2);
        take("aa 10.0.0.1:7000@17000 master - 0 0 0 connected 12739");
        assertThat(master()).isEqualTo("10.0.0.1:7000");
    }

    @Test
    void serversAreNamedAsTheyAnnounceThemselves() {
        take(
                "aa :7000@17000 myself,master - 0 0 0 connected 0-100",
                "bb 10.0.0.2:7001@17001,redis2.example.com slave aa 0 0 0 connected",
                "cc 2001:db8::3:7002@17002 master - 0 0 2 connected 12739 [93->-aa]",
                "dd :0@0 master,noaddr - 0 0 1 disconnected");
        assertThat(members)
                .containsExactlyInAnyOrder(
                        SEED,
                        new RedisUri.Server("redis2.example.com", 7001),
                        new RedisUri.Server("2001:db8::3", 7002));
        assertThat(master()).isEqualTo("[2001:db8::3]:7002");
    }
}
