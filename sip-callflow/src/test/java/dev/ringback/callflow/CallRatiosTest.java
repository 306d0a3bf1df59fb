package dev.ringback.callflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.callflow.CallRatios.Sessions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The figures of RFC 6076 §4.2 and §4.6 to §4.9.
final class CallRatiosTest {
    private static final Instant LATER = Scene.BEGIN.plusSeconds(600);

    private static CallRatios ratios(String... flows) {
        List<CallFlow> all = Stream.of(flows).map(Scene::flow).toList();
        return CallRatios.of(all, LATER);
    }

    private static String answered(int status) {
        return """
               0  ua1 > ua2 INVITE 1 a
               10 ua2 > ua1 %d INVITE 1 a
               """
                .formatted(status);
    }

    @Test
    void aRegistrationFailsByTimeoutOrByAFailureButNotByAChallenge() {
        CallRatios ratios =
                ratios(
                        """
                        0    ua1 > reg REGISTER 1 a
                        500  ua1 > reg REGISTER 1 a
                        1500 ua1 > reg REGISTER 1 a
                        """,
                        """
                        0  ua1 > reg REGISTER 1 a
                        10 reg > ua1 503 REGISTER 1 a
                        """,
                        """
                        0  ua1 > reg REGISTER 1 a
                        10 reg > ua1 401 REGISTER 1 a
                        """,
                        """
                        0    ua1 > reg REGISTER 1 a
                        10   reg > ua1 200 REGISTER 1 a
                        9000 ua1 > reg REGISTER 2 b
                        9010 reg > ua1 200 REGISTER 2 b
                        """);

        assertThat(ratios.registrations()).isEqualTo(5);
        assertThat(ratios.failedRegistrations()).isEqualTo(2);
        assertThat(ratios.ineffectiveRegistrationAttempts()).hasValue(40);
    }

    @Test
    void aRedirectionIsTakenOutOfTheRatioOfEstablishment() {
        CallRatios ratios =
                ratios(
                        """
                        0  ua1 > ua2 INVITE 1 a
                        10 ua2 > ua1 302 INVITE 1 a
                        20 ua1 > ua3 INVITE 2 b
                        30 ua3 > ua1 180 INVITE 2 b
                        40 ua3 > ua1 200 INVITE 2 b
                        """,
                        answered(302),
                        answered(486),
                        answered(500));

        assertThat(ratios.sessions()).isEqualTo(new Sessions(4, 1, 1, 1, 1, 0));
        assertThat(ratios.sessionEstablishmentRatio()).hasValue(100.0 / 3);
        assertThat(ratios.sessionEstablishmentEffectivenessRatio()).hasValue(200.0 / 3);
    }

    @Test
    void aUserWhoDeclinesIsNoFaultOfTheNetwork() {
        CallRatios ratios =
                ratios(answered(480), answered(486), answered(600), answered(603), answered(404));

        assertThat(ratios.sessionEstablishmentRatio()).hasValue(0);
        assertThat(ratios.sessionEstablishmentEffectivenessRatio()).hasValue(80);
    }

    @Test
    void timeoutsAndOverloadAreIneffective() {
        CallRatios ratios =
                ratios(
                        """
                        0   ua1 > p1 INVITE 1 a
                        1   p1 > ua1 407 INVITE 1 a
                        2   ua1 > p1 ACK 1 a
                        3   ua1 > p1 INVITE 2 b
                        4   p1 > p2  INVITE 2 c,b
                        5   p1 > ua1 100 INVITE 2 b
                        90  p2 > p1  408 INVITE 2 c,b
                        99  p1 > ua1 408 INVITE 2 b
                        """,
                        answered(500),
                        answered(503),
                        answered(504),
                        answered(404),
                        "0 ua1 > ua2 INVITE 1 a",
                        answered(200),
                        answered(200));

        assertThat(ratios.ineffectiveSessionAttempts()).hasValue(62.5);
    }

    @Test
    void aSessionIsCompletedWhenItsByeIsAnswered() {
        CallRatios ratios =
                ratios(
                        """
                        0   ua1 > p1 INVITE 1 a
                        1   p1 > ua1 407 INVITE 1 a
                        3   ua1 > p1 INVITE 2 b
                        9   p1 > ua1 200 INVITE 2 b
                        10  ua1 > p1 ACK 2 c
                        50  p1 > ua1 BYE 1 d tags=callee/caller
                        51  ua1 > p1 200 BYE 1 d tags=callee/caller
                        """,
                        """
                        0   ua1 > p1 INVITE 1 a
                        9   p1 > ua1 200 INVITE 1 a
                        50  p1 > ua1 BYE 1 d tags=callee/caller
                        """);

        assertThat(ratios.sessionCompletionRatio()).hasValue(50);
    }

    @Test
    void aRatioOfNothingIsUndefined() {
        CallRatios ratios = ratios();

        assertThat(ratios.ineffectiveRegistrationAttempts()).isEmpty();
        assertThat(ratios.sessionEstablishmentRatio()).isEmpty();
        assertThat(ratios.sessionCompletionRatio()).isEmpty();
    }
}
