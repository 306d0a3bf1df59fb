package dev.ringback.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.stack.Destination;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Transport;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Records that wait: found by key and claim until they are over, and then gone without a trace.
class WaitingRoomTest {
    private static final long LONG = 32_000;
    private static final long SHORT = 5_000;
    private static final InetSocketAddress LOCAL = address("192.0.2.1", 5060);
    private static final List<Destination> PLACES =
            List.of(
                    new Flow(Transport.UDP, LOCAL, address("192.0.2.9", 65_535), 0),
                    new Flow(Transport.WSS, address("::", 443), address("2001:db8::1", 1), -7),
                    new Hop(Transport.TLS, address("::ffff:192.0.2.1", 5061)),
                    new Hop(Transport.TLS, address("192.0.2.1", 5061), "Näme.example"),
                    new Hop(Transport.TCP, LOCAL));

    private final WaitingRoom room = new WaitingRoom();

    @Test
    void everythingOfARecordComesBack() throws Exception {
        List<Remainder> all = new ArrayList<>();
        int number = 0;
        for (Wait kind : Wait.values()) {
            for (Destination to : PLACES) {
                Fingerprint key = new Fingerprint(-number, number);
                Fingerprint other = number % 2 == 0 ? null : new Fingerprint(number, -number);
                byte[] octets = new byte[number * 7];
                Arrays.fill(octets, (byte) number);
                all.add(new Remainder(kind, key, other, to, octets, LONG));
                number++;
            }
        }
        byte[] scoped = InetAddress.ofLiteral("fe80::1").getAddress();
        var link = new InetSocketAddress(Inet6Address.getByAddress(null, scoped, 3), 5060);
        Fingerprint key = new Fingerprint(9, 9);
        Hop hop = new Hop(Transport.UDP, link);
        all.add(new Remainder(Wait.REFUSED, key, null, hop, new byte[0], LONG));
        all.add(new Remainder(Wait.ENDED, new Fingerprint(8, 8), null, null, new byte[1], LONG));
        all.forEach(each -> room.add(each, LONG));
        for (Remainder each : all) {
            assertThat(room.find(each.key())).usingRecursiveComparison().isEqualTo(each);
        }
        Destination found = Objects.requireNonNull(found(key).to());
        assertThat(((Inet6Address) found.remote().getAddress()).getScopeId()).isEqualTo(3);
    }

    @Test
    void eachEndsAtItsOwnDeadline() {
        room.add(record(1, LONG), LONG);
        room.add(record(2, SHORT), SHORT);
        room.add(record(3, LONG + 1), LONG);
        assertThat(room.nextDeadline()).isEqualTo(SHORT);
        room.expire(SHORT - 1);
        assertThat(room.size()).isEqualTo(3);
        room.expire(SHORT);
        assertThat(room.holds(print(2))).isFalse();
        assertThat(room.nextDeadline()).isEqualTo(LONG);
        room.expire(LONG);
        assertThat(room.holds(print(1))).isFalse();
        assertThat(room.holds(print(3))).isTrue();
        room.expire(LONG + 1);
        assertThat(room.size()).isZero();
        assertThat(room.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void oneThatIsForgottenEarlyLeavesTheOthersAlone() {
        for (int i = 0; i < 5; i++) {
            room.add(record(i, LONG + i), LONG);
        }
        room.remove(print(2));
        room.remove(print(2));
        room.remove(print(77));
        assertThat(room.size()).isEqualTo(4);
        assertThat(room.find(print(2))).isNull();
        room.remove(print(0));
        assertThat(room.nextDeadline()).isEqualTo(LONG + 1);
        room.expire(LONG + 1);
        assertThat(room.nextDeadline()).as("not that of the forgotten one").isEqualTo(LONG + 3);
        room.expire(LONG + 4);
        assertThat(room.size()).isZero();
    }

    @Test
    void aClaimIsFoundAndIsNoKey() {
        Fingerprint claim = new Fingerprint(5, 5);
        room.add(new Remainder(Wait.ANSWERED, print(1), claim, null, new byte[0], LONG), LONG);
        Fingerprint upstream = new Fingerprint(6, 6);
        room.add(new Remainder(Wait.RELAYING, print(2), upstream, null, new byte[0], LONG), LONG);
        assertThat(room.holds(claim)).isTrue();
        assertThat(room.holds(upstream)).as("a way upstream is no claim").isFalse();
        room.remove(print(1));
        assertThat(room.holds(claim)).isFalse();
    }

    /// Fingerprints whose lower halves are the same meet in the same part and slot, and go on being
    /// found while their neighbours come and go.
    @Test
    void fingerprintsThatCollideAreToldApart() {
        for (int i = 0; i < 200; i++) {
            room.add(
                    new Remainder(
                            Wait.ENDED, new Fingerprint(i, 4), null, null, octets(i), LONG + i),
                    LONG);
        }
        for (int gone = 0; gone < 200; gone += 3) {
            room.remove(new Fingerprint(gone, 4));
        }
        for (int i = 0; i < 200; i++) {
            Remainder found = room.find(new Fingerprint(i, 4));
            if (i % 3 == 0) {
                assertThat(found).as("%d", i).isNull();
            } else {
                assertThat(found(new Fingerprint(i, 4)).octets()).as("%d", i).isEqualTo(octets(i));
            }
        }
    }

    /// A room and a map get the same; the room goes many times around its segments and its table
    /// grows and shrinks.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void itHoldsWhatAMapWouldHold(long seed) {
        Random random = new Random(seed);
        Map<Fingerprint, Remainder> model = new HashMap<>();
        List<Fingerprint> keys = new ArrayList<>();
        long now = 0;
        for (int step = 0; step < 8_000; step++) {
            boolean busy = step / 2_000 % 2 == 0;
            now += random.nextInt(busy ? 10 : 200);
            long due = now;
            room.expire(now);
            model.values().removeIf(each -> each.deadline() <= due);
            if (random.nextInt(50) == 0 && !keys.isEmpty()) {
                Fingerprint gone = keys.get(random.nextInt(keys.size()));
                room.remove(gone);
                model.remove(gone);
            }
            long delay = random.nextBoolean() ? LONG : SHORT;
            Fingerprint key = new Fingerprint(random.nextLong(), random.nextLong());
            int length = random.nextInt(100) == 0 ? WaitingRoom.mostOctets() : random.nextInt(600);
            byte[] octets = new byte[length];
            random.nextBytes(octets);
            Remainder added =
                    new Remainder(Wait.ANSWERED, key, null, PLACES.get(0), octets, now + delay);
            room.add(added, delay);
            model.put(key, added);
            keys.add(key);
            Fingerprint asked = keys.get(random.nextInt(keys.size()));
            assertThat(octets(room.find(asked)))
                    .as("seed %d, step %d", seed, step)
                    .isEqualTo(octets(model.get(asked)));
            assertThat(room.size()).as("seed %d, step %d", seed, step).isEqualTo(model.size());
        }
        for (Remainder each : model.values()) {
            assertThat(room.holds(each.key())).as("seed %d", seed).isTrue();
        }
        room.expire(Long.MAX_VALUE);
        assertThat(room.size()).isZero();
        assertThat(room.bytes()).as("what is kept for later").isLessThan(3 * Lane.SEGMENT);
    }

    @Test
    void aRecordIsCheap() {
        for (int i = 0; i < 200_000; i++) {
            Fingerprint key = new Fingerprint(i, i * 0x9E3779B97F4A7C15L);
            room.add(new Remainder(Wait.ENDED, key, null, null, new byte[0], LONG), LONG);
        }
        assertThat(room.bytes() / room.size()).isLessThan(70);
    }

    private Remainder found(Fingerprint key) {
        return Objects.requireNonNull(room.find(key));
    }

    private static byte @Nullable [] octets(@Nullable Remainder remainder) {
        return remainder == null ? null : remainder.octets();
    }

    private static Remainder record(int number, long deadline) {
        return new Remainder(Wait.ENDED, print(number), null, null, octets(number), deadline);
    }

    private static Fingerprint print(int number) {
        return new Fingerprint(number, number * 0x9E3779B97F4A7C15L);
    }

    private static byte[] octets(int number) {
        return new byte[] {(byte) number};
    }

    private static InetSocketAddress address(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }
}
