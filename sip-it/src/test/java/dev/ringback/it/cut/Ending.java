package dev.ringback.it.cut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.it.peer.Received;
import java.io.IOException;
import java.time.Duration;

/// What becomes of a call after the cut, as both sides see it.
enum Ending {
    /// The caller hears that the callee is away.
    CALLER_HEARS_480 {
        @Override
        void play(Call call) {
            assertThat(call.caller().expectFinal("INVITE").status()).isEqualTo(480);
        }
    },

    /// The caller hears the same once the callee has had the time to come back.
    CALLER_HEARS_480_LATE {
        @Override
        void play(Call call) {
            assertThat(call.caller().expectFinal("INVITE", GRACE).status()).isEqualTo(480);
        }
    },

    /// The caller hears that its own CANCEL ended the call.
    CALLER_HEARS_487 {
        @Override
        void play(Call call) {
            assertThat(call.caller().expectFinal("INVITE").status()).isEqualTo(487);
        }
    },

    /// The callee stops ringing: nobody is left to whom an answer could go.
    CALLEE_IS_CANCELLED {
        @Override
        void play(Call call) throws IOException {
            cancelled(call.callee(), call.invite());
        }
    },

    /// A further INVITE is cancelled, and who hangs up hears that the other one is away.
    REINVITE_IS_CANCELLED {
        @Override
        void play(Call call) throws IOException {
            cancelled(call.callee(), call.last());
            assertThat(call.callee().hangUp()).isEqualTo(480);
        }
    },

    /// A further INVITE is refused, and so is the BYE that follows.
    REINVITE_IS_480 {
        @Override
        void play(Call call) throws IOException {
            assertThat(call.caller().expectFinal("INVITE").status()).isEqualTo(480);
            assertThat(call.caller().hangUp()).isEqualTo(480);
        }
    },

    /// Who is left hangs up and hears that the other one is away.
    BYE_IS_480 {
        @Override
        void play(Call call) throws IOException {
            assertThat(call.left().hangUp()).isEqualTo(480);
        }
    },

    /// The BYE that was under way is answered for the one who is away.
    BYE_UNDER_WAY_IS_480 {
        @Override
        void play(Call call) {
            assertThat(call.caller().expectFinal("BYE").status()).isEqualTo(480);
        }
    },

    /// The callee answers the BYE, which ends the call for both, whoever hears it.
    CALLEE_ANSWERS_BYE {
        @Override
        void play(Call call) throws IOException {
            call.callee().answer(call.last(), 200);
        }
    },

    /// The callee is cancelled as it would have been.
    CALLEE_ANSWERS_CANCEL {
        @Override
        void play(Call call) throws IOException {
            call.callee().answer(call.last(), 200);
            call.callee().answer(call.invite(), 487);
            call.callee().expect("ACK ");
        }
    },

    /// The callee comes back and answers: the call stands.
    CALLEE_RETURNS_AND_ANSWERS {
        @Override
        void play(Call call) throws IOException {
            returnsAndAnswers(call);
        }
    },

    /// The callee comes back and repeats its answer: the call stands.
    CALLEE_RETURNS_AND_REPEATS {
        @Override
        void play(Call call) throws IOException {
            returnsAndAnswers(call);
        }
    },

    /// The caller comes back and acknowledges: the call stands.
    CALLER_RETURNS_AND_ACKNOWLEDGES {
        @Override
        void play(Call call) throws IOException {
            call.caller().arrive();
            call.caller().acknowledge(call.last());
            call.callee().expect("ACK ");
            talking(call);
        }
    },

    /// Who was cut off comes back: the call stands.
    RETURNS_AND_TALKS {
        @Override
        void play(Call call) throws IOException {
            call.lost().arrive();
            talking(call);
        }
    },

    /// The callee comes back, after the further INVITE was refused: the call stands as it was.
    RETURNS_AFTER_REINVITE {
        @Override
        void play(Call call) throws IOException {
            assertThat(call.caller().expectFinal("INVITE").status()).isEqualTo(480);
            call.callee().arrive();
            talking(call);
        }
    };

    /// 64 times T1, and some seconds for a busy machine.
    private static final Duration GRACE = Duration.ofSeconds(45);

    abstract void play(Call call) throws IOException;

    private static void cancelled(Party callee, Received invite) throws IOException {
        callee.answer(invite, 180);
        callee.answer(callee.expect("CANCEL "), 200);
        callee.answer(invite, 487);
        callee.expect("ACK ");
    }

    private static void returnsAndAnswers(Call call) throws IOException {
        call.callee().arrive();
        call.callee().answer(call.invite(), 200);
        call.caller().acknowledge(call.caller().expect("200 INVITE"));
        call.callee().expect("ACK ");
        talking(call);
    }

    /// Either side reaches the other one, and the one that was not cut off hangs up.
    private static void talking(Call call) throws IOException {
        call.lost().inDialog("INFO");
        call.left().answer(call.left().expect("INFO "), 200);
        call.lost().expect("200 INFO");
        call.left().inDialog("BYE");
        call.lost().hungUp();
        call.left().expect("200 BYE");
    }
}
