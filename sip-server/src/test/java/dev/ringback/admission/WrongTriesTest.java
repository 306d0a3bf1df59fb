package dev.ringback.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WrongTriesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final InetAddress HOME = InetAddress.ofLiteral("192.0.2.1");

    private final WrongTries tries = new WrongTries(3, 4711);
    private final long alice = tries.key("example.com", "alice", HOME);

    @Test
    void theLastTryInARowIsOneTooMany() {
        assertThat(tries.wrong(alice, NOON)).isFalse();
        assertThat(tries.wrong(alice, NOON)).isFalse();
        assertThat(tries.blocked(alice, NOON)).isFalse();
        assertThat(tries.wrong(alice, NOON)).isTrue();
        assertThat(tries.blocked(alice, NOON)).isTrue();
    }

    @Test
    void aBlockEndsAfterAMinuteAndTheCountStartsAnew() {
        block(alice);
        assertThat(tries.blocked(alice, NOON.plusSeconds(59))).isTrue();
        assertThat(tries.blocked(alice, NOON.plusSeconds(60))).isFalse();
        assertThat(tries.wrong(alice, NOON.plusSeconds(60))).isFalse();
    }

    @Test
    void whatIsRightInBetweenBreaksTheRow() {
        tries.wrong(alice, NOON);
        tries.wrong(alice, NOON);
        tries.right(alice);
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
        assertThat(blocked("example.com", "bob", "192.0.2.1")).isFalse();
        assertThat(blocked("example.org", "alice", "192.0.2.1")).isFalse();
        assertThat(blocked("example.com", "alice", "192.0.2.2")).isFalse();
    }

    @Test
    void theAddressesOfOneIpv6NetworkAreOneSource() {
        block(tries.key("example.com", "alice", InetAddress.ofLiteral("2001:db8:1:2::1")));
        assertThat(blocked("example.com", "alice", "2001:db8:1:2:ffff::7")).isTrue();
        assertThat(blocked("example.com", "alice", "2001:db8:1:3::1")).isFalse();
    }

    @Test
    void aFloodOfNamesEvictsOldEntriesAndNeverGrows() {
        block(alice);
        for (int i = 0; i < 100_000; i++) {
            tries.wrong(tries.key("example.com", "user" + i, HOME), NOON.plusSeconds(1));
        }
        long last = tries.key("example.com", "last", HOME);
        assertThat(tries.wrong(last, NOON.plusSeconds(2))).isFalse();
        assertThat(tries.wrong(last, NOON.plusSeconds(2))).isFalse();
        assertThat(tries.wrong(last, NOON.plusSeconds(2))).isTrue();
    }

    private boolean blocked(String realm, String user, String source) {
        return tries.blocked(tries.key(realm, user, InetAddress.ofLiteral(source)), NOON);
    }

    private void block(long key) {
        tries.wrong(key, NOON);
        tries.wrong(key, NOON);
        tries.wrong(key, NOON);
    }
}
