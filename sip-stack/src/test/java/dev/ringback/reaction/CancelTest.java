package dev.ringback.reaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.uri.Uri;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// How a request is given up: RFC 3261 §9.1, and everything that waits.
class CancelTest {
    private static final String BOB = "sip:bob@192.0.2.9";

    private final ReactionBench bench = new ReactionBench();

    private List<String> methods() {
        return bench.requests().stream().map(r -> r.method().name()).toList();
    }

    private SipFailure.Cancelled cancelled() {
        return (SipFailure.Cancelled) bench.failure();
    }

    @Test
    void anInviteThatRingsIsCancelledAndEndsWithIts487() {
        bench.send("INVITE", BOB, Reactions.defaults());
        bench.answer(180);
        bench.cancel();
        assertThat(methods()).containsExactly("INVITE", "CANCEL");
        assertThat(bench.attempts().ended()).isFalse();
        bench.answer(487);
        assertThat(Objects.requireNonNull(cancelled().response()).status()).isEqualTo(487);
        assertThat(cancelled().status()).isEqualTo(487);
        bench.quiet();
    }

    @Test
    void theCancelWaitsForAProvisionalResponse() {
        bench.send("INVITE", BOB, Reactions.defaults());
        bench.cancel();
        assertThat(methods()).containsExactly("INVITE");
        bench.answer(100);
        assertThat(methods()).containsExactly("INVITE", "CANCEL");
        SipRequest cancel = bench.last();
        assertThat(cancel.method()).isEqualTo(Method.CANCEL);
        assertThat(cancel.cSeq().number()).isEqualTo(1);
        bench.answer(487);
        bench.quiet();
    }

    @Test
    void aPeerThatWasFasterHasTakenTheCall() {
        bench.send("INVITE", BOB, Reactions.defaults());
        bench.answer(180);
        bench.cancel();
        bench.answer(200);
        assertThat(bench.heard).containsExactly("progress 180", "succeeded 200");
        bench.quiet();
    }

    @Test
    void aPeerThatNeverAnswersIsCancelledWithoutAResponse() {
        bench.send("INVITE", BOB, Reactions.defaults());
        bench.answer(180);
        bench.cancel();
        bench.pass(Duration.ofSeconds(33));
        assertThat(cancelled().response()).isNull();
        bench.quiet();
    }

    @Test
    void whatComesInsteadOf487LeadsNowhereElse() {
        Reactions policy = Reactions.builder().authenticator(bench.authenticator("a", "b")).build();
        for (int status : new int[] {302, 401, 503, 486, 491}) {
            ReactionBench fresh = new ReactionBench();
            fresh.servers("example.com", "192.0.2.21", "192.0.2.22");
            fresh.send("INVITE", "sip:bob@example.com", policy);
            fresh.answer(180);
            fresh.cancel();
            fresh.answer(
                    status,
                    "Contact: <sip:bob@192.0.2.10>",
                    "WWW-Authenticate: Digest realm=\"r\", nonce=\"n\"");
            assertThat(fresh.failure()).as("%s", status).isInstanceOf(SipFailure.Cancelled.class);
            assertThat(fresh.requests()).hasSize(2);
            fresh.quiet();
        }
    }

    @Test
    void whatWaitsEndsAtOnce() {
        bench.send("INVITE", BOB, Reactions.defaults());
        bench.answer(413, "Retry-After: 20");
        bench.cancel();
        assertThat(cancelled().response()).isNull();
        assertThat(bench.attempts().ended()).isTrue();
        bench.pass(Duration.ofSeconds(30));
        assertThat(bench.requests()).hasSize(1);
        bench.quiet();
    }

    @Test
    void whoIsAskedForDigitsMayComeTooLate() {
        List<Consumer<@Nullable Uri>> asked = new ArrayList<>();
        bench.send(
                "INVITE", BOB, Reactions.builder().digits((_, _, then) -> asked.add(then)).build());
        bench.answer(484);
        assertThat(bench.heard).isEmpty();
        bench.cancel();
        assertThat(bench.heard).containsExactly("failed 487");
        bench.run(() -> asked.getFirst().accept(Uri.parse("sip:1@192.0.2.9")));
        assertThat(bench.requests()).hasSize(1);
        bench.quiet();
    }

    @Test
    void anotherMethodIsGivenUpWithoutACancel() {
        bench.send("MESSAGE", BOB, Reactions.defaults());
        bench.answer(100);
        bench.cancel();
        assertThat(bench.heard).containsExactly("failed 487");
        bench.answer(200);
        assertThat(bench.heard).containsExactly("failed 487");
        assertThat(methods()).containsExactly("MESSAGE");
        bench.quiet();
    }

    @Test
    void whoCancelsWhileHearingOfARetryIsNotSentForAgain() {
        bench.servers("example.com", "192.0.2.21", "192.0.2.22");
        bench.onRetry = () -> bench.attempts().cancel();
        for (int status : new int[] {302, 413, 503}) {
            bench.failures.clear();
            bench.sends.clear();
            bench.send("INVITE", "sip:bob@example.com", Reactions.defaults());
            bench.answer(status, "Contact: <sip:bob@192.0.2.10>", "Retry-After: 1");
            assertThat(bench.failure()).isInstanceOf(SipFailure.Cancelled.class);
            bench.pass(Duration.ofMinutes(1));
            assertThat(bench.requests()).as("%s", status).hasSize(1);
        }
        bench.quiet();
    }

    @Test
    void cancellingTwiceOrTooLateDoesNothing() {
        bench.send("INVITE", BOB, Reactions.defaults());
        bench.answer(180);
        bench.cancel();
        bench.cancel();
        bench.answer(487);
        bench.cancel();
        assertThat(methods()).containsExactly("INVITE", "CANCEL");
        assertThat(bench.failures).hasSize(1);
        bench.quiet();
    }

    @Test
    void every2xxOfAForkedInviteIsHeard() {
        bench.send("INVITE", BOB, Reactions.defaults());
        bench.answer(200);
        bench.answer(200);
        assertThat(bench.heard).containsExactly("succeeded 200", "succeeded 200");
        assertThat(bench.attempts().ended()).isTrue();
        bench.quiet();
    }
}
