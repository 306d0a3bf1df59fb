package dev.ringback.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.MemoryLocation;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The attacks of RFC 5393 §3 on real servers, and what they cost: the numbers are those of the
/// RFC.
class AmplificationTest {
    private final ProxyWorld world = new ProxyWorld(1);

    @Test
    void twoServersThatForkToEachOtherSend14Requests() {
        MemoryLocation one = world.server("p1.example", "10.0.1.1");
        MemoryLocation two = world.server("p2.example", "10.0.1.2");
        for (String user : new String[] {"a", "b"}) {
            ProxyWorld.bind(
                    one,
                    new AddressOfRecord(user, "p1.example"),
                    -1,
                    "sip:a@p2.example",
                    "sip:b@p2.example");
            ProxyWorld.bind(
                    two,
                    new AddressOfRecord(user, "p2.example"),
                    -1,
                    "sip:a@p1.example",
                    "sip:b@p1.example");
        }
        world.call("a", "p1.example", "10.0.1.1");
        world.runFor(Duration.ofMinutes(3));
        assertThat(world.forwarded).hasSize(14);
        assertThat(world.statuses()).containsExactly(100, 482);
    }

    @Test
    void oneServerWithTwoNamesForOneUserSends10Requests() {
        MemoryLocation one = world.server("p1.example", "10.0.1.1");
        ProxyWorld.bind(
                one,
                new AddressOfRecord("a", "p1.example"),
                -1,
                "sip:a@p1.example;unknown-param=whack",
                "sip:a@p1.example;unknown-param=thud");
        world.call("a", "p1.example", "10.0.1.1");
        world.runFor(Duration.ofMinutes(3));
        assertThat(world.forwarded).hasSize(10);
        assertThat(world.statuses()).containsExactly(100, 482);
    }

    /// Without Max-Breadth this makes 9,864,100 requests, RFC 5393 §3.
    @Test
    void tenUsersThatForkToAllOfThemSend10Requests() {
        MemoryLocation one = world.server("p1.example", "10.0.1.1");
        String[] all = new String[10];
        for (int i = 0; i < all.length; i++) {
            all[i] = "sip:u" + i + "@p1.example";
        }
        for (int i = 0; i < all.length; i++) {
            ProxyWorld.bind(one, new AddressOfRecord("u" + i, "p1.example"), -1, all);
        }
        world.call("u0", "p1.example", "10.0.1.1");
        world.runFor(Duration.ofMinutes(3));
        assertThat(world.forwarded).hasSize(10);
        assertThat(world.statuses()).containsExactly(100, 482);
    }
}
