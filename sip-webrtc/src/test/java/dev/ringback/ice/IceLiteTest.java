package dev.ringback.ice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.stun.ShortTermCredential;
import dev.ringback.stun.StunMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The checks of a full agent at a lite one, RFC 8445 §7.3.
class IceLiteTest {
    private static final IceCredentials OWN =
            new IceCredentials("ours", "our-password-of-22-chars");
    private static final InetSocketAddress FIRST = at(1);
    private static final InetSocketAddress SECOND = at(2);
    private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

    private final IceLite ice = new IceLite(OWN, "peer");

    @Test
    void aCheckIsAnsweredWithWhereItCameFrom() {
        byte[] answer = Objects.requireNonNull(check(OWN, "peer", false, FIRST, 0));
        StunMessage response = read(answer);
        assertThat(response.isSuccess()).isTrue();
        assertThat(response.mappedAddress()).isEqualTo(FIRST);
        assertThat(new ShortTermCredential(OWN.password()).signed(answer, 0, answer.length))
                .isTrue();
        assertThat(ice.accepts(FIRST, 0)).isTrue();
        assertThat(ice.accepts(SECOND, 0)).isFalse();
        assertThat(ice.target(0)).isEqualTo(FIRST);
    }

    @Test
    void whoDoesNotKnowThePasswordIsNotAnswered() {
        IceCredentials guessed = new IceCredentials("ours", "another-password-of-24-c");
        assertThat(check(guessed, "peer", true, FIRST, 0)).isNull();
        assertThat(check(OWN, "other", true, FIRST, 0)).isNull();
        byte[] bare = StunMessage.bindingRequest(new byte[12]).encode();
        assertThat(ice.answer(bare, bare.length, FIRST, 0)).isNull();
        assertThat(ice.answer(new byte[0], 0, FIRST, 0)).isNull();
        assertThat(ice.target(0)).isNull();
        assertThat(ice.accepts(FIRST, 0)).isFalse();
    }

    @Test
    void thePeerChoosesThePath() {
        check(OWN, "peer", false, FIRST, 0);
        check(OWN, "peer", true, SECOND, 0);
        assertThat(ice.target(0)).isEqualTo(SECOND);
        check(OWN, "peer", false, FIRST, 0);
        assertThat(ice.target(0)).isEqualTo(SECOND);
    }

    @Test
    void consentRunsOutAfterThirtySecondsWithoutACheck() {
        check(OWN, "peer", true, FIRST, 0);
        assertThat(ice.target(30 * SECOND_NANOS)).isEqualTo(FIRST);
        assertThat(ice.target(30 * SECOND_NANOS + 1)).isNull();
        check(OWN, "peer", false, FIRST, 31 * SECOND_NANOS);
        assertThat(ice.target(60 * SECOND_NANOS)).isEqualTo(FIRST);
    }

    @Test
    void aPeerThatWantsToBeControlledIsTold487() {
        StunMessage request = request("peer").with(0x8029, new byte[8]);
        byte[] octets = new ShortTermCredential(OWN.password()).sign(request);
        byte[] answer = Objects.requireNonNull(ice.answer(octets, octets.length, FIRST, 0));
        assertThat(read(answer).errorCode()).isEqualTo(487);
        assertThat(ice.target(0)).isNull();
    }

    @Test
    void anAttributeThatMustBeUnderstoodAndIsNotIsTold() {
        StunMessage request = request("peer").with(0x0077, new byte[4]);
        byte[] octets = new ShortTermCredential(OWN.password()).sign(request);
        byte[] answer = Objects.requireNonNull(ice.answer(octets, octets.length, FIRST, 0));
        assertThat(read(answer).errorCode()).isEqualTo(420);
    }

    @Test
    void afterARestartTheOldPathHoldsUntilTheFirstNewCheck() {
        check(OWN, "peer", true, FIRST, 0);
        IceCredentials again = new IceCredentials("anew", "a-new-password-of-24-cha");
        ice.restart(again, "reep");
        assertThat(check(OWN, "peer", false, FIRST, 1)).isNotNull();
        assertThat(ice.target(1)).isEqualTo(FIRST);
        assertThat(check(again, "reep", true, SECOND, 2)).isNotNull();
        assertThat(ice.target(2)).isEqualTo(SECOND);
        assertThat(check(OWN, "peer", true, FIRST, 3)).isNull();
    }

    /// An offer that restarts may be followed by another one before the peer has checked anything.
    @Test
    void afterTwoRestartsTheOldPathHoldsUntilTheFirstNewCheck() {
        check(OWN, "peer", true, FIRST, 0);
        ice.restart(new IceCredentials("next", "another-password-of-24-c"), "next");
        IceCredentials last = new IceCredentials("last", "the-last-password-of-24-");
        ice.restart(last, "tsal");
        assertThat(check(OWN, "peer", false, FIRST, 20 * SECOND_NANOS)).isNotNull();
        assertThat(ice.target(40 * SECOND_NANOS)).isEqualTo(FIRST);
        assertThat(check(last, "tsal", true, SECOND, 41 * SECOND_NANOS)).isNotNull();
        assertThat(ice.target(41 * SECOND_NANOS)).isEqualTo(SECOND);
        assertThat(check(OWN, "peer", true, FIRST, 42 * SECOND_NANOS)).isNull();
    }

    @Test
    void theNumberOfPathsIsBounded() {
        for (int i = 1; i <= 16; i++) {
            assertThat(check(OWN, "peer", false, at(i), 0)).isNotNull();
        }
        assertThat(check(OWN, "peer", false, at(17), 1)).isNull();
        assertThat(check(OWN, "peer", false, at(17), 31 * SECOND_NANOS)).isNotNull();
    }

    @Test
    void credentialsAreLongEnoughAndDiffer() {
        Random random = new Random(1);
        IceCredentials one = IceCredentials.random(random);
        assertThat(one.fragment()).matches("[A-Za-z0-9+/]{8}");
        assertThat(one.password()).matches("[A-Za-z0-9+/]{24}");
        assertThat(IceCredentials.random(random)).isNotEqualTo(one);
    }

    private byte @Nullable [] check(
            IceCredentials to, String peer, boolean use, InetSocketAddress from, long now) {
        String username = to.fragment() + ':' + peer;
        StunMessage named =
                StunMessage.bindingRequest(new byte[12])
                        .with(0x0006, username.getBytes(StandardCharsets.UTF_8))
                        .with(0x0024, new byte[4])
                        .with(0x802A, new byte[8]);
        StunMessage whole = use ? named.with(0x0025, new byte[0]) : named;
        byte[] octets = new ShortTermCredential(to.password()).sign(whole);
        return ice.answer(octets, octets.length, from, now);
    }

    private static StunMessage read(byte[] octets) {
        return Objects.requireNonNull(StunMessage.parse(octets, 0, octets.length));
    }

    private static StunMessage request(String peer) {
        String username = OWN.fragment() + ':' + peer;
        return StunMessage.bindingRequest(new byte[12])
                .with(0x0006, username.getBytes(StandardCharsets.UTF_8));
    }

    private static InetSocketAddress at(int last) {
        return new InetSocketAddress(InetAddress.ofLiteral("192.0.2." + last), 5000);
    }
}
