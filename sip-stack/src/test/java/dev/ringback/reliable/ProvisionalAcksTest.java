package dev.ringback.reliable;

import static dev.ringback.reliable.ProvisionalAcks.Order.AHEAD;
import static dev.ringback.reliable.ProvisionalAcks.Order.NEXT;
import static dev.ringback.reliable.ProvisionalAcks.Order.REPEATED;
import static dev.ringback.reliable.ProvisionalAcks.Order.UNRELIABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.message.SipResponse;
import org.junit.jupiter.api.Test;

/// The client's side of RFC 3262 §4.
class ProvisionalAcksTest {
    private final ProvisionalAcks acks = new ProvisionalAcks();

    private static SipResponse reliable(long number) {
        return TimedStack.response(180, "Require: 100rel", "RSeq: " + number);
    }

    @Test
    void theFirstNumberMayBeAnyAndTheOthersFollowIt() {
        assertThat(acks.take(reliable(988_789))).isEqualTo(NEXT);
        assertThat(acks.take(reliable(988_790))).isEqualTo(NEXT);
        assertThat(acks.take(reliable(988_792))).isEqualTo(AHEAD);
        assertThat(acks.take(reliable(988_791))).isEqualTo(NEXT);
        assertThat(acks.take(reliable(988_792))).isEqualTo(NEXT);
    }

    @Test
    void aRetransmissionIsKnown() {
        acks.take(reliable(5));
        assertThat(acks.take(reliable(5))).isEqualTo(REPEATED);
        assertThat(acks.take(reliable(4))).isEqualTo(REPEATED);
    }

    @Test
    void withoutBothHeaderFieldsItIsNotReliable() {
        assertThat(acks.take(TimedStack.response(180))).isEqualTo(UNRELIABLE);
        assertThat(acks.take(TimedStack.response(180, "RSeq: 5"))).isEqualTo(UNRELIABLE);
        assertThat(acks.take(TimedStack.response(180, "Require: 100rel"))).isEqualTo(UNRELIABLE);
        assertThat(acks.take(TimedStack.response(100, "Require: 100rel", "RSeq: 5")))
                .isEqualTo(UNRELIABLE);
    }

    @Test
    void theNextInviteCountsAnew() {
        acks.take(reliable(50));
        SipResponse other = reliable(3).edit().set(HeaderName.CSEQ, "8 INVITE").build();
        assertThat(acks.take(other)).isEqualTo(NEXT);
    }

    @Test
    void thePrackNamesTheResponse() {
        assertThat(ProvisionalAcks.rAck(reliable(5)).toString()).isEqualTo("5 7 INVITE");
    }
}
