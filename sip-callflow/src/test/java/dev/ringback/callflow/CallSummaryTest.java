package dev.ringback.callflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CallSummaryTest {
    private static final String RINGING =
            """
            0  ua1 > ua2 INVITE 1 a
            10 ua2 > ua1 180 INVITE 1 a
            """;

    private static CallSummary summary(String text) {
        return CallSummary.of(Scene.flow(text));
    }

    @Test
    void aLineSaysWhoAndHowMuchAndWhen() {
        CallSummary summary = summary(RINGING);

        assertThat(summary.method()).isEqualTo(Method.INVITE);
        assertThat(summary.parties().from()).isEqualTo("alice@example.com");
        assertThat(summary.parties().to()).isEqualTo("bob@example.com");
        assertThat(summary.parties().source()).isEqualTo(Scene.address(1));
        assertThat(summary.parties().destination()).isEqualTo(Scene.address(2));
        assertThat(summary.span().messages()).isEqualTo(2);
        assertThat(summary.span().last()).isEqualTo(Scene.BEGIN.plusMillis(10));
        assertThat(summary.outcome().state()).isEqualTo(CallState.CALL_SETUP);
        assertThat(summary.outcome().status()).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({
        "200, IN_CALL",
        "302, DIVERTED",
        "404, REJECTED",
        "407, REJECTED",
        "480, BUSY",
        "486, BUSY",
        "487, CANCELLED",
        "503, REJECTED",
        "600, BUSY",
        "603, BUSY"
    })
    void theFinalResponseSaysTheState(int status, CallState state) {
        CallSummary summary = summary(RINGING + "20 ua2 > ua1 " + status + " INVITE 1 a");

        assertThat(summary.outcome().state()).isEqualTo(state);
        assertThat(summary.outcome().status()).isEqualTo(status);
    }

    @Test
    void aCallThatIsTriedAgainWithCredentialsIsInItsSetup() {
        CallSummary summary =
                summary(
                        """
                        0 ua1 > p1 INVITE 1 a
                        1 p1 > ua1 407 INVITE 1 a
                        2 ua1 > p1 INVITE 2 b
                        """);

        assertThat(summary.outcome().state()).isEqualTo(CallState.CALL_SETUP);
        assertThat(summary.outcome().status()).isEqualTo(-1);
    }

    @Test
    void aByeCompletesACall() {
        CallSummary summary =
                summary(
                        RINGING
                                + """
                                20 ua2 > ua1 200 INVITE 1 a
                                30 ua2 > ua1 BYE 1 b tags=callee/caller
                                """);

        assertThat(summary.outcome().state()).isEqualTo(CallState.COMPLETED);
    }

    @Test
    void aCallThatIsSentOnIsDivertedAndOneThatIsGivenUpCancelled() {
        assertThat(summary(RINGING + "20 ua2 > ua1 181 INVITE 1 a").outcome().state())
                .isEqualTo(CallState.DIVERTED);
        assertThat(summary(RINGING + "20 ua1 > ua2 CANCEL 1 a").outcome().state())
                .isEqualTo(CallState.CANCELLED);
    }

    @ParameterizedTest
    @CsvSource({
        "20 ua2 > ua1 181 INVITE 1 a, false",
        "20 ua1 > ua2 CANCEL 1 a, false",
        "20 ua2 > ua1 200 INVITE 1 a, false",
        "20 ua2 > ua1 302 INVITE 1 a, true",
        "20 ua2 > ua1 487 INVITE 1 a, true"
    })
    void onlyAFinalResponseEndsACallThatWasNotAnswered(String last, boolean ended) {
        assertThat(summary(RINGING + last).outcome().ended()).isEqualTo(ended);
    }

    @Test
    void aCallOfWhichAProxyCancelsOneBranchStillRingsAtTheOther() {
        CallSummary summary =
                summary(
                        """
                        0  ua1 > p1  INVITE 1 a
                        1  p1  > ua2 INVITE 1 b,a
                        9  p1  > ua2 CANCEL 1 b
                        10 p1  > ua3 INVITE 1 d,a
                        11 ua3 > p1  180 INVITE 1 d,a
                        12 p1  > ua1 180 INVITE 1 a
                        """);

        assertThat(summary.outcome().state()).isEqualTo(CallState.CALL_SETUP);
    }

    @Test
    void aCallWhoseBeginningNobodySawIsNamedAllTheSame() {
        assertThat(summary("0 ua1 > ua2 INVITE 7 a tags=caller/callee").outcome().state())
                .isEqualTo(CallState.IN_CALL);
        assertThat(summary("0 ua1 > ua2 BYE 7 a").outcome().state()).isEqualTo(CallState.COMPLETED);
    }

    @Test
    void aRegistrationIsNoCall() {
        CallSummary summary =
                summary(
                        """
                        0 ua1 > reg REGISTER 1 a
                        9 reg > ua1 200 REGISTER 1 a
                        """);

        assertThat(summary.outcome().state()).isEqualTo(CallState.NONE);
        assertThat(summary.outcome().status()).isEqualTo(200);
    }

    @Test
    void theRemarkAboutTheFinalResponseIsTheDecisiveOne() {
        CallFlow flow = Scene.flow(RINGING + "20 ua2 > ua1 408 INVITE 1 a");
        Remark first = remark(408, "timer-fired");
        CallFlow told =
                new CallFlow("c", flow.messages(), List.of(first, remark(200, "bye")), Set.of(), 0);

        assertThat(CallSummary.of(told).outcome().decisive()).isEqualTo(first);
    }

    private static Remark remark(int status, String kind) {
        Reason reason = new Reason(kind, Map.of(), List.of());
        return new Remark(Scene.BEGIN, Method.INVITE, 1, status, reason);
    }

    @Test
    void theUuidsOfBothSidesAreKnown() {
        String caller = "a".repeat(32);
        String callee = "b".repeat(32);
        CallSummary summary =
                summary(
                        "0 ua1 > ua2 INVITE 1 a Session-ID:_%s;remote=%s\n"
                                        .formatted(caller, "0".repeat(32))
                                + "9 ua2 > ua1 180 INVITE 1 a Session-ID:_%s;remote=%s"
                                        .formatted(callee, caller));

        assertThat(summary.sessionIds()).containsExactlyInAnyOrder(caller, callee);
    }
}
