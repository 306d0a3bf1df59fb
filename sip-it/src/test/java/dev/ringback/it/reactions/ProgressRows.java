package dev.ringback.it.reactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.sip.CallEvent;
import dev.ringback.sip.CallOptions;
import dev.ringback.sip.UserAgent;
import java.time.Duration;
import java.util.List;

/// 1xx and 2xx.
final class ProgressRows {
    private ProgressRows() {}

    static List<ReactionRow> all() {
        return List.of(
                trying(),
                progress(180, ""),
                progress(181, ""),
                queued(),
                progress(183, ""),
                reliable(),
                progress(150, " as 183"),
                success(),
                accepted());
    }

    private static Script calling(int status, int millis) {
        return new Script().receive("INVITE").answer(status).pause(millis).accept().end();
    }

    /// Timer A would fire after 100, 300, 700 and 1500 ms.
    private static ReactionRow trying() {
        return new ReactionRow(
                100,
                "stops the retransmissions",
                calling(100, 1800),
                stage -> {
                    stage.call(stage.agent());
                    List<Seen> invites = stage.copies("INVITE");
                    assertThat(invites.getLast().at())
                            .isBefore(invites.getFirst().at().plus(Duration.ofMillis(500)));
                    assertThat(stage.methods()).containsExactly("INVITE", "ACK", "BYE");
                    assertThat(told(stage)).isEmpty();
                });
    }

    private static List<Integer> told(Stage stage) {
        return stage.events().stream()
                .filter(CallEvent.Progressed.class::isInstance)
                .map(event -> ((CallEvent.Progressed) event).response().status())
                .toList();
    }

    private static ReactionRow progress(int status, String as) {
        return new ReactionRow(
                status,
                "is told as progress" + as,
                calling(status, 200),
                stage -> {
                    stage.call(stage.agent());
                    assertThat(told(stage)).containsExactly(status);
                    assertThat(stage.methods()).containsExactly("INVITE", "ACK", "BYE");
                });
    }

    private static ReactionRow queued() {
        return new ReactionRow(
                182,
                "each update is told, the call stays pending",
                new Script()
                        .receive("INVITE")
                        .answer(182, "X-Position: 2")
                        .pause(200)
                        .answerInvite(182, "X-Position: 1")
                        .pause(200)
                        .accept()
                        .end(),
                stage -> {
                    stage.call(stage.agent());
                    assertThat(told(stage)).containsExactly(182, 182);
                    assertThat(stage.methods()).containsExactly("INVITE", "ACK", "BYE");
                });
    }

    private static ReactionRow reliable() {
        return new ReactionRow(
                183,
                "is acknowledged by PRACK where it is reliable",
                new Script()
                        .receive("INVITE")
                        .answer(
                                183,
                                "Require: 100rel",
                                "RSeq: 41",
                                "Contact: <sip:sipp@[local_ip]:[local_port]>")
                        .receive("PRACK")
                        .answerInDialog(200)
                        .accept()
                        .end(),
                stage -> {
                    stage.call(stage.agent(), stage.bob(), CallOptions.defaults().withoutOffer());
                    SipRequest prack = stage.requests("PRACK").getFirst();
                    assertThat(prack.value(HeaderName.RACK)).isEqualTo("41 1 INVITE");
                });
    }

    private static ReactionRow success() {
        return new ReactionRow(
                200,
                "gets an ACK, and each repetition one more",
                new Script()
                        .countingRepetitions()
                        .receive("INVITE")
                        .ok()
                        .receive("ACK")
                        .ok()
                        .receive("ACK")
                        .ok()
                        .receive("ACK")
                        .inDialog()
                        .end(),
                stage -> {
                    UserAgent alice = stage.agent();
                    var call = alice.call(stage.bob());
                    call.awaitAnswer();
                    stage.client().pause(Duration.ofMillis(300));
                    call.hangUp();
                    assertThat(stage.methods()).containsExactly("INVITE", "ACK", "BYE");
                    assertThat(stage.copies("ACK")).hasSize(3);
                    assertThat(stage.requests("ACK").getFirst().topVia().branch())
                            .isNotEqualTo(stage.requests("INVITE").getFirst().topVia().branch());
                });
    }

    private static ReactionRow accepted() {
        return new ReactionRow(
                202,
                "is a success",
                new Script().receive("MESSAGE").answer(202),
                stage -> {
                    SipResponse response = stage.agent().sendMessage(stage.bob(), "hello");
                    assertThat(response.status()).isEqualTo(202);
                    assertThat(stage.methods()).containsExactly("MESSAGE");
                });
    }
}
