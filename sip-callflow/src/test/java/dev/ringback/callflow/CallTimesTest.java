package dev.ringback.callflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.callflow.CallTimes.Measured;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// The figures of RFC 6076 §4.1 to §4.5.
final class CallTimesTest {
    private static final Instant LATER = Scene.BEGIN.plusSeconds(600);

    private static CallTimes times(String text) {
        return CallTimes.of(Scene.flow(text), LATER);
    }

    private static Measured measured(long milliseconds, boolean successful) {
        return new Measured(Duration.ofMillis(milliseconds), successful);
    }

    @Test
    void aRegistrationLastsFromTheFirstRequestToThe200BeyondTheChallenge() {
        CallTimes times =
                times(
                        """
                        0   ua1 > reg REGISTER 1 a
                        30  reg > ua1 401 REGISTER 1 a
                        40  ua1 > reg REGISTER 2 b
                        140 reg > ua1 200 REGISTER 2 b
                        """);

        assertThat(times.registrationRequestDelay()).isEqualTo(Duration.ofMillis(140));
        assertThat(times.sessionRequestDelay()).isNull();
    }

    @Test
    void aRegistrationThatFailedHasNoDelay() {
        CallTimes times =
                times(
                        """
                        0   ua1 > reg REGISTER 1 a
                        500 ua1 > reg REGISTER 1 a
                        900 reg > ua1 503 REGISTER 1 a
                        """);

        assertThat(times.registrationRequestDelay()).isNull();
    }

    @Test
    void aSessionRequestLastsToTheFirstResponseThatTellsHowItGoes() {
        CallTimes times =
                times(
                        """
                        0   ua1 > ua2 INVITE 1 a
                        5   ua2 > ua1 100 INVITE 1 a
                        80  ua2 > ua1 180 INVITE 1 a
                        900 ua2 > ua1 200 INVITE 1 a
                        """);

        assertThat(times.sessionRequestDelay()).isEqualTo(measured(80, true));
    }

    @Test
    void aSessionThatIsAnsweredWithoutRingingLastsToThe200() {
        CallTimes times =
                times(
                        """
                        0   ua1 > ua2 INVITE 1 a
                        500 ua1 > ua2 INVITE 1 a
                        900 ua2 > ua1 200 INVITE 1 a
                        """);

        assertThat(times.sessionRequestDelay()).isEqualTo(measured(900, true));
    }

    @Test
    void aRedirectedSessionRequestBeginsWithTheFirstInvite() {
        CallTimes times =
                times(
                        """
                        0   ua1 > rs  INVITE 1 a
                        10  rs > ua1  302 INVITE 1 a
                        11  ua1 > rs  ACK 1 a
                        12  ua1 > ua2 INVITE 2 b
                        70  ua2 > ua1 180 INVITE 2 b
                        90  ua2 > ua1 200 INVITE 2 b
                        """);

        assertThat(times.sessionRequestDelay()).isEqualTo(measured(70, true));
    }

    @Test
    void aFailedSessionRequestIsToldApart() {
        CallTimes direct =
                times(
                        """
                        0   ua1 > ua2 INVITE 1 a
                        33  ua2 > ua1 480 INVITE 1 a
                        """);
        CallTimes redirected =
                times(
                        """
                        0   ua1 > rs  INVITE 1 a
                        10  rs > ua1  302 INVITE 1 a
                        12  ua1 > ua2 INVITE 2 b
                        77  ua2 > ua1 480 INVITE 2 b
                        """);

        assertThat(direct.sessionRequestDelay()).isEqualTo(measured(33, false));
        assertThat(redirected.sessionRequestDelay()).isEqualTo(measured(77, false));
    }

    @Test
    void aFailureAfterRingingLastsToTheRinging() {
        CallTimes times =
                times(
                        """
                        0    ua1 > ua2 INVITE 1 a
                        50   ua2 > ua1 180 INVITE 1 a
                        9000 ua2 > ua1 486 INVITE 1 a
                        """);

        assertThat(times.sessionRequestDelay()).isEqualTo(measured(50, false));
    }

    @Test
    void aChallengeIsNoFailure() {
        CallTimes times =
                times(
                        """
                        0   ua1 > p1 INVITE 1 a
                        10  p1 > ua1 407 INVITE 1 a
                        """);

        assertThat(times.sessionRequestDelay()).isNull();
    }

    @Test
    void theTimesAreThoseOfTheCallerWhereAProxyStandsBetween() {
        CallTimes times =
                times(
                        """
                        0    ua1 > p1  INVITE 1 a
                        10   p1 > ua2  INVITE 1 b,a
                        50   ua2 > p1  180 INVITE 1 b,a
                        60   p1 > ua1  180 INVITE 1 a
                        990  ua2 > p1  200 INVITE 1 b,a
                        1000 p1 > ua1  200 INVITE 1 a
                        5000 ua2 > p1  BYE 1 c tags=callee/caller
                        5010 p1 > ua1  BYE 1 d,c tags=callee/caller
                        5020 ua1 > p1  200 BYE 1 d,c tags=callee/caller
                        5030 p1 > ua2  200 BYE 1 c tags=callee/caller
                        """);

        assertThat(times.sessionRequestDelay()).isEqualTo(measured(60, true));
        assertThat(times.sessionDurationTime()).isEqualTo(measured(4010, true));
        assertThat(times.sessionDisconnectDelay()).isEqualTo(measured(30, true));
    }

    @Test
    void aDisconnectionLastsFromTheByeToTheSuccessThatARecoveryBrought() {
        CallTimes times =
                times(
                        """
                        0    ua1 > ua2 INVITE 1 a
                        100  ua2 > ua1 200 INVITE 1 a
                        1000 ua1 > ua2 BYE 2 b
                        1010 ua2 > ua1 503 BYE 2 b
                        2000 ua1 > ua2 BYE 3 c
                        2020 ua2 > ua1 200 BYE 3 c
                        """);

        assertThat(times.sessionDisconnectDelay()).isEqualTo(measured(1020, true));
        assertThat(times.sessionDurationTime()).isEqualTo(measured(900, true));
    }

    @Test
    void aDisconnectionThatFailsIsToldApart() {
        CallTimes times =
                times(
                        """
                        0    ua1 > ua2 INVITE 1 a
                        100  ua2 > ua1 200 INVITE 1 a
                        1000 ua1 > ua2 BYE 2 b
                        1010 ua2 > ua1 481 BYE 2 b
                        """);

        assertThat(times.sessionDisconnectDelay()).isEqualTo(measured(10, false));
    }

    @Test
    void aByeWithoutAnswerEndsTheSessionWithTimerF() {
        CallTimes times =
                times(
                        """
                        0    ua1 > ua2 INVITE 1 a
                        100  ua2 > ua1 200 INVITE 1 a
                        600  ua2 > ua1 200 INVITE 1 a
                        1000 ua1 > ua2 BYE 2 b
                        1500 ua1 > ua2 BYE 2 b
                        """);

        assertThat(times.sessionDisconnectDelay()).isNull();
        assertThat(times.sessionDurationTime()).isEqualTo(measured(32_900, false));
    }

    @Test
    void nothingIsSaidOfAByeThatMayStillBeAnswered() {
        CallFlow flow =
                Scene.flow(
                        """
                        0    ua1 > ua2 INVITE 1 a
                        100  ua2 > ua1 200 INVITE 1 a
                        1000 ua1 > ua2 BYE 2 b
                        """);

        CallTimes times = CallTimes.of(flow, Scene.BEGIN.plusSeconds(32));

        assertThat(times.sessionDurationTime()).isNull();
    }

    @Test
    void theByeOfALateForkDoesNotEndTheSession() {
        CallTimes times =
                times(
                        """
                        0   ua1 > p1 INVITE 1 a
                        100 p1 > ua1 200 INVITE 1 a tags=caller/one
                        110 p1 > ua1 200 INVITE 1 a tags=caller/two
                        120 ua1 > p1 BYE 2 b tags=caller/two
                        130 p1 > ua1 200 BYE 2 b tags=caller/two
                        """);

        assertThat(times.sessionDurationTime()).isNull();
    }
}
