package dev.ringback.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.routing.Network;
import dev.ringback.stack.SourceGate.Passage;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SourceGuardTest {
    private static final InetAddress PEER = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress OTHER = InetAddress.ofLiteral("192.0.2.2");
    private static final Duration BAN = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final SourceGuard guard =
            new SourceGuard(
                    new GuardSettings(
                            10, 20, 100, BAN, LONGEST, List.of(Network.parse("10.0.0.0/8"))),
                    42);
    private long now = Duration.ofDays(1).toNanos();

    @Test
    void aSourceSendsItsBurstAtOnceAndThenItsRate() {
        assertThat(passed(PEER, 100)).isEqualTo(20);
        after(Duration.ofSeconds(1));
        assertThat(passed(PEER, 100)).isEqualTo(10);
        assertThat(passed(OTHER, 5)).as("another source").isEqualTo(5);
    }

    @Test
    void whatIsAboveGetsOnIfItIsOngoingAndFarAboveNothingDoes() {
        passed(PEER, 20);
        for (int i = 0; i < 80; i++) {
            assertThat(arrived(PEER, false)).isEqualTo(Passage.ONGOING);
        }
        assertThat(arrived(PEER, false)).isEqualTo(Passage.NONE);
        assertThat(guard.arrived(PEER, false, false, now)).as("responses").isEqualTo(Passage.FREE);
    }

    @Test
    void loopbackAndTrustedNetworksSendWhatTheyLike() {
        for (String address : List.of("127.0.0.1", "127.9.9.9", "::1", "10.255.0.1")) {
            assertThat(passed(InetAddress.ofLiteral(address), 1_000)).as(address).isEqualTo(1_000);
        }
    }

    @Test
    void theAddressesOfOneIpv6NetworkShareOneBucket() {
        for (int i = 0; i < 20; i++) {
            passed(InetAddress.ofLiteral("2001:db8::" + (i + 1)), 1);
        }
        assertThat(passed(InetAddress.ofLiteral("2001:db8::99"), 1)).isZero();
        assertThat(passed(InetAddress.ofLiteral("2001:db8:0:1::99"), 1)).isEqualTo(1);
    }

    @Test
    void aProvedSourceHasTenTimesAsMuchForTwoHours() {
        guard.proved(PEER, now);
        assertThat(passed(PEER, 1_000)).isEqualTo(200);
        after(Duration.ofHours(2));
        assertThat(passed(PEER, 1_000)).isLessThanOrEqualTo(20);
    }

    @Test
    void aFloodOfForgedSourcesPushesOutNeitherTheGoodNorTheFlooders() {
        guard.proved(OTHER, now);
        passed(PEER, 200);
        int strangers = 0;
        for (int i = 0; i < 1_000_000; i++) {
            InetAddress forged = InetAddress.ofLiteral(dotted(i * 2_654_435_761L));
            strangers += arrived(forged, false) == Passage.FREE ? 1 : 0;
            now += 1_000;
        }
        assertThat(strangers).as("of a million in a second").isBetween(100, 250);
        assertThat(passed(PEER, 100)).as("who flooded before").isLessThanOrEqualTo(11);
        assertThat(passed(OTHER, 100)).as("a proved source").isEqualTo(100);
    }

    @Test
    void aConnectionThatFloodsIsBannedForLongerEachTime() {
        for (int minutes : new int[] {1, 2, 4, 8, 10, 10}) {
            flood(PEER);
            Ban ban = guard.bans(now).getFirst();
            assertThat(ban.offence()).isEqualTo(Offence.FLOOD);
            assertThat(ban.source()).hasToString("192.0.2.1");
            assertThat(ban.left(now)).isEqualTo(Duration.ofMinutes(minutes));
            assertThat(guard.banned(PEER, now)).isTrue();
            assertThat(guard.banned(OTHER, now)).isFalse();
            assertThat(arrived(PEER, false)).isEqualTo(Passage.BANNED);
            after(Duration.ofMinutes(minutes));
            assertThat(guard.banned(PEER, now)).isFalse();
            assertThat(guard.bans(now)).isEmpty();
        }
    }

    @Test
    void aBanIsForgottenAsLongAfterItAsItLasted() {
        flood(PEER);
        after(BAN.multipliedBy(2));
        flood(PEER);
        assertThat(guard.bans(now).getFirst().left(now)).isEqualTo(BAN);
    }

    @Test
    void datagramsNeverGetTheAddressBannedThatTheyClaim() {
        for (int i = 0; i < 100_000; i++) {
            arrived(PEER, false);
            guard.flooded(PEER, false, now);
            guard.malformed(PEER, false, now);
        }
        assertThat(guard.bans(now)).isEmpty();
        after(Duration.ofSeconds(2));
        assertThat(arrived(PEER, false)).isEqualTo(Passage.FREE);
    }

    @Test
    void whoFailsForManyUsersScansAndWhoFailsForOneDoesNot() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(guard.failed(OTHER, "alice", now)).isNull();
        }
        Ban ban = null;
        int users = 0;
        while (ban == null) {
            ban = guard.failed(PEER, "user" + users, now);
            users++;
        }
        assertThat(users).isBetween(20, 40);
        assertThat(Objects.requireNonNull(ban).offence()).isEqualTo(Offence.SCANNING);
    }

    @Test
    void whoSucceedsInBetweenDoesNotScan() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(guard.failed(PEER, "user" + i, now)).isNull();
            if (i % 10 == 0) {
                guard.succeeded(PEER, now);
            }
        }
    }

    @Test
    void whatIsTenMinutesAgoIsNotHeldAgainstASource() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(guard.failed(PEER, "user" + i, now)).isNull();
            after(Duration.ofMinutes(1));
        }
    }

    @Test
    void muchThatIsNoMessageGetsAConnectionBanned() {
        for (int i = 0; i < 200; i++) {
            assertThat(guard.banned(PEER, now)).isFalse();
            guard.malformed(PEER, true, now);
        }
        assertThat(guard.bans(now).getFirst().offence()).isEqualTo(Offence.MALFORMED);
    }

    @Test
    void aBanCanBeLifted() {
        flood(PEER);
        assertThat(guard.lift(guard.bans(now).getFirst().source())).isTrue();
        assertThat(guard.banned(PEER, now)).isFalse();
    }

    @Test
    void theListOfBansIsBounded() {
        for (int i = 0; i < 5_000; i++) {
            scan(InetAddress.ofLiteral(dotted(0xC000_0000L + i)));
            now += 1;
        }
        assertThat(guard.bans(now)).hasSizeLessThanOrEqualTo(4_096);
        assertThat(guard.banned(InetAddress.ofLiteral(dotted(0xC000_0000L + 4_999)), now)).isTrue();
    }

    @Test
    void whatIsSwitchedOffJudgesNobody() {
        SourceGuard off = new SourceGuard(GuardSettings.off(), 1);
        for (int i = 0; i < 100_000; i++) {
            assertThat(off.arrived(PEER, true, true, now)).isEqualTo(Passage.FREE);
        }
    }

    private void flood(InetAddress source) {
        int sent = 0;
        Ban ban = null;
        while (ban == null) {
            assertThat(guard.banned(source, now)).isFalse();
            Passage passage = arrived(source, true);
            ban = passage == Passage.NONE ? guard.flooded(source, true, now) : null;
            sent++;
        }
        assertThat(ban).isEqualTo(guard.bans(now).getFirst());
        assertThat(sent).isBetween(2_000, 3_000);
    }

    private void scan(InetAddress source) {
        int user = 0;
        while (!guard.banned(source, now)) {
            guard.failed(source, "user" + user++, now);
        }
    }

    private int passed(InetAddress source, int sent) {
        int free = 0;
        for (int i = 0; i < sent; i++) {
            free += arrived(source, false) == Passage.FREE ? 1 : 0;
        }
        return free;
    }

    private Passage arrived(InetAddress source, boolean stream) {
        return guard.arrived(source, stream, true, now);
    }

    private void after(Duration time) {
        now += time.toNanos();
    }

    private static String dotted(long number) {
        return "%d.%d.%d.%d"
                .formatted(
                        (number >> 24 & 0x3f) + 20,
                        number >> 16 & 0xff,
                        number >> 8 & 0xff,
                        number & 0xff);
    }
}
