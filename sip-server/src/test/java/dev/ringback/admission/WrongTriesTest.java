package dev.ringback.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.admission.WrongTries.Trier;
import dev.ringback.auth.SourceNetwork;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WrongTriesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String HOME = "192.0.2.1";

    private final WrongTries tries = new WrongTries(3, 4711);
    private final Trier alice = trier("alice", HOME);

    @Test
    void theLastTryInARowIsOneTooMany() {
        assertThat(tries.wrong(alice, NOON)).isFalse();
        assertThat(tries.wrong(alice, NOON)).isFalse();
        assertThat(tries.blocked(alice, NOON)).isFalse();
        assertThat(tries.wrong(alice, NOON)).isTrue();
        assertThat(tries.blocked(alice, NOON)).isTrue();
    }

    @Test
    void eachWrongTryAfterABlockMakesTheNextOneLonger() {
        block(alice);
        Instant now = NOON;
        for (int minutes : new int[] {1, 2, 4, 8, 15, 15}) {
            Instant end = now.plus(Duration.ofMinutes(minutes));
            assertThat(tries.blocked(alice, end.minusSeconds(1))).as("%d", minutes).isTrue();
            assertThat(tries.blocked(alice, end)).as("%d", minutes).isFalse();
            assertThat(tries.wrong(alice, end)).isTrue();
            now = end;
        }
    }

    @Test
    void aGuesserHasAHundredTriesADayForEachNameAndSource() {
        int tried = 0;
        for (Instant now = NOON;
                now.isBefore(NOON.plus(Duration.ofDays(1)));
                now = now.plusSeconds(1)) {
            if (!tries.blocked(alice, now)) {
                tries.wrong(alice, now);
                tried++;
            }
        }
        assertThat(tried).isBetween(90, 110);
    }

    @Test
    void whatIsRightInBetweenBreaksTheRow() {
        tries.wrong(alice, NOON);
        tries.wrong(alice, NOON);
        tries.right(alice, NOON);
        assertThat(tries.wrong(alice, NOON)).isFalse();
        assertThat(tries.wrong(alice, NOON)).isFalse();
    }

    @Test
    void anHourWithoutATryBreaksTheRowToo() {
        tries.wrong(alice, NOON);
        tries.wrong(alice, NOON);
        assertThat(tries.wrong(alice, NOON.plusSeconds(3600))).isFalse();
        tries.wrong(alice, NOON.plusSeconds(3700));
        assertThat(tries.wrong(alice, NOON.plusSeconds(7200))).isTrue();
    }

    @Test
    void usersRealmsAndSourcesAreCountedApart() {
        block(alice);
        assertThat(tries.blocked(trier("bob", HOME), NOON)).isFalse();
        assertThat(tries.blocked(trier("alice", "192.0.2.2"), NOON)).isFalse();
        Trier elsewhere = tries.trier("example.org", "alice", source(HOME), true);
        assertThat(tries.blocked(elsewhere, NOON)).isFalse();
    }

    @Test
    void theAddressesOfOneIpv6NetworkAreOneSource() {
        block(trier("alice", "2001:db8:1:2::1"));
        assertThat(tries.blocked(trier("alice", "2001:db8:1:2:ffff::7"), NOON)).isTrue();
        assertThat(tries.blocked(trier("alice", "2001:db8:1:3::1"), NOON)).isFalse();
    }

    @Test
    void aUsualSourceIsNeverBlockedForMoreThanAMinute() {
        tries.right(alice, NOON);
        block(alice);
        Instant end = NOON.plusSeconds(60);
        for (int i = 0; i < 10; i++) {
            assertThat(tries.blocked(alice, end)).isFalse();
            tries.wrong(alice, end);
            end = end.plusSeconds(60);
        }
    }

    @Test
    void manySourcesAgainstOneUserGetOneTryAMinuteAndTheUserNoticesNothingAtHome() {
        tries.right(alice, NOON);
        int looked = 0;
        for (int i = 0; i < 36_000; i++) {
            Instant now = NOON.plusMillis(100L * i);
            Trier bot = trier("alice", "10." + i % 100 + '.' + i / 250 + '.' + i % 250);
            if (!tries.blocked(bot, now)) {
                tries.wrong(bot, now);
                looked++;
            }
            assertThat(tries.blocked(alice, now)).isFalse();
        }
        assertThat(looked)
                .as("30 free, 6 while the delay grows, then 59 in an hour")
                .isLessThan(100);
        Instant later = NOON.plus(Duration.ofHours(1));
        assertThat(tries.blocked(trier("bob", "10.0.0.1"), later)).as("another user").isFalse();
        assertThat(tries.blocked(trier("alice", "203.0.113.9"), later.plusSeconds(60)))
                .as("the user at a new source, between two tries of the others")
                .isFalse();
    }

    @Test
    void whatOnlyClaimsASourceBlocksNothingThatProvesIt() {
        Trier forged = tries.trier("example.com", "alice", source(HOME), false);
        for (int i = 0; i < 1000; i++) {
            tries.wrong(forged, NOON);
        }
        assertThat(tries.blocked(forged, NOON)).isTrue();
        assertThat(tries.blocked(alice, NOON)).isFalse();
        assertThat(tries.blocked(trier("alice", "203.0.113.9"), NOON)).isFalse();
    }

    @Test
    void aFloodOfNamesEvictsOldEntriesAndNeverGrows() {
        block(alice);
        for (int i = 0; i < 100_000; i++) {
            tries.wrong(trier("user" + i, HOME), NOON.plusSeconds(1));
        }
        Trier last = trier("last", HOME);
        assertThat(tries.wrong(last, NOON.plusSeconds(2))).isFalse();
        assertThat(tries.wrong(last, NOON.plusSeconds(2))).isFalse();
        assertThat(tries.wrong(last, NOON.plusSeconds(2))).isTrue();
    }

    private Trier trier(String user, String address) {
        return tries.trier("example.com", user, source(address), true);
    }

    private static SourceNetwork source(String address) {
        return SourceNetwork.of(InetAddress.ofLiteral(address));
    }

    private void block(Trier trier) {
        tries.wrong(trier, NOON);
        tries.wrong(trier, NOON);
        tries.wrong(trier, NOON);
    }
}
