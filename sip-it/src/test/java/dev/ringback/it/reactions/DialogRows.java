package dev.ringback.it.reactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ringback.reaction.SipFailure;
import dev.ringback.sip.Body;
import dev.ringback.sip.Call;
import dev.ringback.sip.CallEnd;
import dev.ringback.sip.SipException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The codes that are about a dialog, or about the end of a call.
final class DialogRows {
    private DialogRows() {}

    static List<ReactionRow> all() {
        return List.of(gone(), terminated(), faster(), glare());
    }

    /// §12.2.1.2: to end a dialog of an INVITE is to send BYE.
    private static ReactionRow gone() {
        return new ReactionRow(
                481,
                "ends the dialog",
                new Script().take().receive("INFO").answer(481).receive("BYE").answer(481),
                stage -> {
                    Call call = stage.agent().call(stage.bob());
                    call.awaitAnswer();
                    SipException failure =
                            catchThrowableOfType(
                                    SipException.class, () -> call.info(Body.text("hello")));
                    assertThat(failure.status()).isEqualTo(481);
                    assertThat(call.awaitEnd(Duration.ofSeconds(5)))
                            .isInstanceOf(CallEnd.Broken.class);
                    assertThat(stage.methods()).containsExactly("INVITE", "ACK", "INFO", "BYE");
                });
    }

    private static ReactionRow terminated() {
        return new ReactionRow(
                487,
                "ends a call as cancelled",
                new Script()
                        .receive("INVITE")
                        .answer(180)
                        .receive("CANCEL")
                        .answer(200)
                        .answerInvite(487)
                        .receive("ACK"),
                stage -> {
                    Call call = ringing(stage);
                    call.hangUp();
                    assertThat(call.awaitEnd()).isInstanceOf(CallEnd.Cancelled.class);
                    SipException failure =
                            catchThrowableOfType(SipException.class, call::awaitAnswer);
                    assertThat(failure.requireFailure()).isInstanceOf(SipFailure.Cancelled.class);
                    assertThat(stage.methods()).containsExactly("INVITE", "CANCEL", "ACK");
                    assertThat(stage.requests("CANCEL").getFirst().topVia())
                            .isEqualTo(stage.requests("INVITE").getFirst().topVia());
                });
    }

    /// The answer crosses the CANCEL: the call is up, and ended by BYE at once (RFC 5407 §3.1.2).
    private static ReactionRow faster() {
        return new ReactionRow(
                200,
                "that crosses the CANCEL is acknowledged and ended",
                new Script()
                        .receive("INVITE")
                        .answer(180)
                        .receive("CANCEL")
                        .answer(200)
                        .accept()
                        .end(),
                stage -> {
                    Call call = ringing(stage);
                    call.hangUp();
                    assertThat(stage.methods()).containsExactly("INVITE", "CANCEL", "ACK", "BYE");
                });
    }

    private static Call ringing(Stage stage) throws Exception {
        CompletableFuture<Boolean> rings = new CompletableFuture<>();
        Call call = stage.agent().call(stage.bob()).onEvent(_ -> rings.complete(true));
        rings.get(5, TimeUnit.SECONDS);
        return call;
    }

    private static ReactionRow glare() {
        return new ReactionRow(
                491,
                "waits from 2.1 to 4 s, as the owner of the Call-ID, and offers again",
                new Script().take().refuse(491).take().end(),
                stage -> {
                    Call call = stage.agent().call(stage.bob());
                    call.awaitAnswer();
                    call.hold();
                    call.hangUp();
                    assertThat(stage.requests("INVITE")).hasSize(3);
                    Duration waited = stage.waited("INVITE", 1);
                    assertThat(waited).isBetween(Duration.ofMillis(2095), Duration.ofMillis(4300));
                });
    }
}
