package dev.ringback.sessiontimer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.header.time.SessionExpires.Refresher;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.reliable.TimedStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Both sides of RFC 4028.
class SessionTimerTest {
    private final TimedStack bench = new TimedStack();
    private final List<String> told = new ArrayList<>();

    private SessionTimer timer(TimerPolicy policy) {
        return new SessionTimer(
                bench.stack(),
                policy,
                new SessionTimer.Owner() {
                    @Override
                    public void refresh() {
                        told.add("refresh");
                    }

                    @Override
                    public void expired() {
                        told.add("expired");
                    }
                });
    }

    private static TimerPolicy every(int seconds) {
        return TimerPolicy.every(Duration.ofSeconds(seconds));
    }

    private static SipRequest asked(SessionTimer timer) {
        SipRequest.Builder request = TimedStack.request("INVITE").edit();
        timer.ask(request);
        return request.build();
    }

    private static @Nullable String interval(SipRequest request) {
        return request.value(HeaderName.SESSION_EXPIRES);
    }

    private SipResponse answer(SessionTimer timer, SipRequest request) {
        SipResponse.Builder response =
                SipResponse.dialogReply(
                        request, 200, "b1", Objects.requireNonNull(NameAddress.parse("<sip:b@h>")));
        bench.run(() -> timer.answer(request, response));
        return response.build();
    }

    private void answered(SessionTimer timer, SipRequest request, String... lines) {
        bench.run(() -> timer.answered(request, TimedStack.response(200, lines)));
    }

    @Test
    void whoWantsNoTimerAsksForNone() {
        SipRequest request = asked(timer(TimerPolicy.PASSIVE));
        assertThat(request.has(HeaderName.SESSION_EXPIRES)).isFalse();
        assertThat(request.has(HeaderName.MIN_SE)).isFalse();
    }

    @Test
    void aTimerIsAskedForWithoutARefresher() {
        assertThat(interval(asked(timer(every(1800))))).isEqualTo("1800");
    }

    @Test
    void aRefresherThatIsWantedIsNamed() {
        Duration half = Duration.ofMinutes(30);
        TimerPolicy policy = new TimerPolicy(half, Duration.ofSeconds(90), Refresher.UAC);
        assertThat(interval(asked(timer(policy)))).isEqualTo("1800;refresher=uac");
    }

    @Test
    void aRefusalMakesTheNextIntervalLongEnough() {
        SessionTimer timer = timer(every(100));
        timer.refused(TimedStack.response(422, "Min-SE: 3600"));
        timer.refused(TimedStack.response(422, "Min-SE: 1000"));
        SipRequest request = asked(timer);
        assertThat(interval(request)).isEqualTo("3600");
        assertThat(request.value(HeaderName.MIN_SE)).isEqualTo("3600");
    }

    @Test
    void theMinimumOfTheFirstRefusalsIsForgottenWhenTheDialogIsThere() {
        SessionTimer timer = timer(every(100));
        timer.refused(TimedStack.response(422, "Min-SE: 3600"));
        answered(timer, asked(timer), "Session-Expires: 3600;refresher=uac");
        assertThat(asked(timer).has(HeaderName.MIN_SE)).isFalse();
        assertThat(interval(asked(timer))).isEqualTo("3600;refresher=uac");
    }

    /// RFC 4028 §7.2: who refreshes, and when what happens.
    @Test
    void theClientRefreshesAtHalfTimeWhereItIsTheRefresher() {
        SessionTimer timer = timer(every(1800));
        answered(timer, asked(timer), "Require: timer", "Session-Expires: 1800;refresher=uac");
        bench.pass(Duration.ofSeconds(899));
        assertThat(told).isEmpty();
        bench.pass(Duration.ofSeconds(1));
        assertThat(told).containsExactly("refresh");
        answered(timer, asked(timer), "Session-Expires: 1800;refresher=uac");
        bench.pass(Duration.ofSeconds(899));
        assertThat(told).containsExactly("refresh");
    }

    @Test
    void aRefreshThatIsNotAnsweredIsTriedAgainAndThenTheSessionEnds() {
        SessionTimer timer = timer(every(1800));
        answered(timer, asked(timer), "Session-Expires: 1800;refresher=uac");
        bench.pass(Duration.ofSeconds(1799));
        assertThat(told).hasSizeBetween(2, 6).containsOnly("refresh");
        bench.pass(Duration.ofSeconds(1));
        assertThat(told).last().isEqualTo("expired");
        assertThat(timer.interval()).isNull();
        assertThat(bench.stack().timerCount()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1800, 1768", "90, 60"})
    void whoDoesNotRefreshHangsUpABitBeforeTheEnd(int interval, int end) {
        SessionTimer timer = timer(TimerPolicy.PASSIVE);
        answered(timer, asked(timer), "Session-Expires: " + interval + ";refresher=uas");
        assertThat(timer.refreshing()).isFalse();
        bench.pass(Duration.ofSeconds(end - 1));
        assertThat(told).isEmpty();
        bench.pass(Duration.ofSeconds(1));
        assertThat(told).containsExactly("expired");
    }

    @Test
    void aPeerThatKnowsNoTimersIsRefreshedByUs() {
        SessionTimer timer = timer(every(200));
        answered(timer, asked(timer));
        assertThat(timer.refreshing()).isTrue();
        bench.pass(Duration.ofSeconds(100));
        assertThat(told).containsExactly("refresh");
    }

    @Test
    void aResponseWithoutIntervalTurnsTheTimerOffThatWeNeverWanted() {
        SessionTimer timer = timer(TimerPolicy.PASSIVE);
        answered(timer, asked(timer), "Session-Expires: 1800;refresher=uas");
        answered(timer, asked(timer));
        assertThat(timer.interval()).isNull();
        assertThat(bench.stack().timerCount()).isZero();
    }

    @Test
    void theRefresherStaysTheSameWhoeverAsks() {
        SessionTimer timer = timer(every(1800));
        answer(
                timer,
                TimedStack.request(
                        "INVITE", "Supported: timer", "Session-Expires: 1800;refresher=uac"));
        assertThat(interval(asked(timer))).isEqualTo("1800;refresher=uas");
    }

    /// Table 2 of RFC 4028 §9; `-` stands for a header field that is not there.
    @ParameterizedTest
    @CsvSource({
        "-, 1800, 1800;refresher=uas, -",
        "timer, 1800, 1800;refresher=uac, timer",
        "timer, 1800;refresher=uac, 1800;refresher=uac, timer",
        "timer, 1800;refresher=uas, 1800;refresher=uas, timer",
        "timer, -, -, -",
        "-, -, -, -",
        "-, 60, -, -",
    })
    void theServerAnswersByTheTable(String supported, String asked, String given, String require) {
        List<String> lines = new ArrayList<>();
        if (!supported.equals("-")) {
            lines.add("Supported: " + supported);
        }
        if (!asked.equals("-")) {
            lines.add("Session-Expires: " + asked);
        }
        SessionTimer timer = timer(TimerPolicy.PASSIVE);
        SipResponse response =
                answer(timer, TimedStack.request("INVITE", lines.toArray(String[]::new)));
        assertThat("" + response.value(HeaderName.SESSION_EXPIRES))
                .isEqualTo(given.replaceFirst("^-$", "null"));
        assertThat("" + response.value(HeaderName.REQUIRE))
                .isEqualTo(require.replaceFirst("^-$", "null"));
        assertThat(timer.refreshing()).isEqualTo(given.endsWith("uas"));
    }

    /// RFC 4028 §9: shorter than asked, never longer, never below Min-SE.
    @ParameterizedTest
    @CsvSource({
        "600, 1800, 90, 600",
        "600, 1800, 900, 900",
        "3600, 1800, 90, 1800",
    })
    void theServerMayShortenTheInterval(int wanted, int asked, int least, int given) {
        SessionTimer timer = timer(every(wanted));
        SipRequest request =
                TimedStack.request(
                        "INVITE",
                        "Supported: timer",
                        "Session-Expires: " + asked,
                        "Min-SE: " + least);
        assertThat(timer.tooBrief(request)).isNull();
        assertThat(answer(timer, request).value(HeaderName.SESSION_EXPIRES))
                .startsWith(given + ";");
    }

    @Test
    void theServerAsksForATimerWhereTheClientKnowsThem() {
        SessionTimer timer = timer(every(600));
        SipResponse response = answer(timer, TimedStack.request("INVITE", "Supported: timer"));
        assertThat(response.value(HeaderName.SESSION_EXPIRES)).isEqualTo("600;refresher=uac");
    }

    @Test
    void theServerKeepsATimerForItselfWhereTheClientKnowsNone() {
        SessionTimer timer = timer(every(600));
        SipResponse response = answer(timer, TimedStack.request("INVITE"));
        assertThat(response.has(HeaderName.SESSION_EXPIRES)).isFalse();
        bench.pass(Duration.ofMinutes(5));
        assertThat(told).containsExactly("refresh");
    }

    @ParameterizedTest
    @CsvSource({"timer, 60, 90", "timer, 90, ", "replaces, 60, ", "timer, 299, "})
    void anIntervalThatIsTooShortIsRefusedWhereTheClientCanBeTold(
            String supported, int asked, @Nullable String least) {
        var brief =
                timer(TimerPolicy.PASSIVE)
                        .tooBrief(
                                TimedStack.request(
                                        "INVITE",
                                        "Supported: " + supported,
                                        "Session-Expires: " + asked));
        assertThat(brief == null ? null : brief.toString()).isEqualTo(least);
    }

    @Test
    void ourOwnMinimumIsToldInTheRefusal() {
        Duration least = Duration.ofMinutes(5);
        SessionTimer timer = timer(new TimerPolicy(null, least, null));
        SipRequest request =
                TimedStack.request("INVITE", "Supported: timer", "Session-Expires: 299");
        assertThat(Objects.requireNonNull(timer.tooBrief(request)).interval()).isEqualTo(least);
        assertThat(asked(timer).value(HeaderName.MIN_SE)).isEqualTo("300");
    }

    @Test
    void theMinimumOfAPeersRequestIsKeptInOurs() {
        SessionTimer timer = timer(TimerPolicy.PASSIVE);
        SipRequest request =
                TimedStack.request(
                        "INVITE", "Supported: timer", "Session-Expires: 600", "Min-SE: 500");
        assertThat(timer.tooBrief(request)).isNull();
        answer(timer, request);
        assertThat(asked(timer).value(HeaderName.MIN_SE)).isEqualTo("500");
    }

    @Test
    void aStoppedTimerSaysNothing() {
        SessionTimer timer = timer(every(600));
        answered(timer, asked(timer), "Session-Expires: 600;refresher=uac");
        bench.run(timer::stop);
        bench.pass(Duration.ofHours(1));
        assertThat(told).isEmpty();
        assertThat(bench.stack().timerCount()).isZero();
    }

    @Test
    void intervalsBelow90SecondsAreNobodysWish() {
        assertThatThrownBy(() -> every(89)).isInstanceOf(IllegalArgumentException.class);
    }
}
