package dev.ringback.it.reactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Cause;
import dev.ringback.header.HeaderName;
import dev.ringback.reaction.Reaction;
import dev.ringback.reaction.SipFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The codes that are reported: one request, its ACK, a failure with its cause, and nothing more.
final class RefusalRows {
    private static final int[] REPORTED = {
        400, 402, 403, 404, 406, 408, 410, 414, 482, 483, 501, 502, 504, 505, 513, 604, 499, 599,
        699
    };

    private static final int[] WITH_TIME = {480, 486, 500, 600, 603};

    private RefusalRows() {}

    static List<ReactionRow> all() {
        List<ReactionRow> rows = new ArrayList<>();
        for (int status : REPORTED) {
            String as = status % 100 == 99 ? " as " + status / 100 + "00" : "";
            rows.add(reported(status, as));
        }
        for (int status : WITH_TIME) {
            rows.add(reportedWithItsTime(status));
            rows.add(triedLater(status));
        }
        rows.add(notAllowed());
        rows.add(silence());
        return rows;
    }

    private static ReactionRow reported(int status, String as) {
        return new ReactionRow(
                status,
                "is reported" + as,
                new Script().refuse(status),
                stage -> {
                    SipFailure failure = stage.failedCall(stage.agent());
                    assertThat(failure).isInstanceOf(SipFailure.Refused.class);
                    assertThat(failure.status()).isEqualTo(status);
                    assertThat(failure.causes().decisive())
                            .isInstanceOfSatisfying(
                                    Cause.Received.class,
                                    cause -> assertThat(cause.status()).isEqualTo(status));
                    assertThat(stage.methods()).containsExactly("INVITE", "ACK");
                });
    }

    private static ReactionRow reportedWithItsTime(int status) {
        return new ReactionRow(
                status,
                "is reported with its Retry-After",
                new Script().refuse(status, "Retry-After: 90"),
                stage -> {
                    SipFailure failure = stage.failedCall(stage.agent());
                    assertThat(failure)
                            .isInstanceOfSatisfying(
                                    SipFailure.Refused.class,
                                    f ->
                                            assertThat(f.retryAfter())
                                                    .isEqualTo(Duration.ofSeconds(90)));
                    assertThat(failure.status()).isEqualTo(status);
                    assertThat(stage.methods()).containsExactly("INVITE", "ACK");
                });
    }

    private static ReactionRow triedLater(int status) {
        return new ReactionRow(
                status,
                "is tried again later where the policy says so",
                new Script().refuse(status, "Retry-After: 1").take().end(),
                stage -> {
                    stage.call(stage.agent(reactions -> reactions.on(status, Reaction.LATER)));
                    assertThat(stage.waited("INVITE", 0))
                            .isBetween(Duration.ofMillis(990), Duration.ofSeconds(2));
                });
    }

    private static ReactionRow notAllowed() {
        return new ReactionRow(
                405,
                "is reported with the allowed methods",
                new Script().refuse(405, "Allow: OPTIONS, MESSAGE"),
                stage -> {
                    SipFailure failure = stage.failedCall(stage.agent());
                    assertThat(failure)
                            .isInstanceOfSatisfying(
                                    SipFailure.Refused.class,
                                    f ->
                                            assertThat(f.response().value(HeaderName.ALLOW))
                                                    .isEqualTo("OPTIONS, MESSAGE"));
                    assertThat(stage.methods()).containsExactly("INVITE", "ACK");
                });
    }

    /// The client of these tests has a T1 of 100 ms: Timer B fires after 6.4 s, and seven
    /// sendings.
    private static ReactionRow silence() {
        return new ReactionRow(
                408,
                "is made here where nobody answers",
                new Script().receive("INVITE").pause(7000),
                stage -> {
                    SipFailure failure = stage.failedCall(stage.agent());
                    assertThat(failure).isInstanceOf(SipFailure.TimedOut.class);
                    assertThat(failure.status()).isEqualTo(408);
                    assertThat(stage.copies("INVITE")).hasSize(7);
                });
    }
}
