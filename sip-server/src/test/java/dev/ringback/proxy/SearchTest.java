package dev.ringback.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.header.HeaderName;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Input;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// In which order targets are tried, and how far a request spreads: RFC 3261 §16.5 and §16.6, RFC
/// 5393 §5.3.
class SearchTest {
    private final ProxyBench bench = new ProxyBench();

    @Test
    void groupsOfEqualPreferenceAreTriedFromTheHighestDown() {
        bench.targets =
                TargetSet.byPreference(
                        List.of(
                                ProxyBench.target("sip:c@192.0.2.23", 100),
                                ProxyBench.target("sip:a@192.0.2.21", 1000),
                                ProxyBench.target("sip:b@192.0.2.22", 1000)));
        List<SipRequest> first = bench.invite();
        assertThat(first)
                .extracting(ProxyBench::hostOf)
                .containsExactly("192.0.2.21", "192.0.2.22");
        bench.answer(first.get(0), 486);
        assertThat(bench.forwarded("INVITE")).hasSize(2);
        bench.answer(first.get(1), 480);
        assertThat(bench.forwarded("INVITE").getLast())
                .extracting(ProxyBench::hostOf)
                .isEqualTo("192.0.2.23");
        bench.answer(bench.forwarded("INVITE").getLast(), 404);
        assertThat(bench.statuses()).containsExactly(100, 486);
    }

    @Test
    void a6xxASuccessAndACancelEndTheSearch() {
        bench.inTurn("sip:a@192.0.2.21", "sip:b@192.0.2.22");
        bench.answer(bench.invite().getFirst(), 603);
        assertThat(bench.statuses()).containsExactly(100, 603);

        var other = new ProxyBench().inTurn("sip:a@192.0.2.21", "sip:b@192.0.2.22");
        other.answer(other.invite().getFirst(), 180);
        other.receive(
                ProxyBench.udp("192.0.2.10"), ProxyBench.text("CANCEL", "sip:bob@example.com"));
        other.answer(other.forwarded("INVITE").getFirst(), 487);
        assertThat(other.last().status()).isEqualTo(487);
        assertThat(other.forwarded("INVITE")).hasSize(1);
        assertThat(bench.forwarded("INVITE")).hasSize(1);
    }

    @Test
    void noPlaceIsTriedTwice() {
        TargetSet set =
                TargetSet.byPreference(
                        List.of(
                                ProxyBench.target("sip:bob@192.0.2.20", 500),
                                ProxyBench.target("sip:bob@192.0.2.20;x=1", 1000),
                                ProxyBench.target("SIP:bob@192.0.2.20", 500)));
        assertThat(set.groups()).hasSize(1);
        assertThat(set.groups().getFirst()).hasSize(1);
    }

    @Test
    void aFallbackGoesOnAfterAProvisionalOfItsOwn() {
        bench.to("sip:a@192.0.2.21");
        bench.fallback =
                (best, cause) -> {
                    assertThat(best.status()).isEqualTo(486);
                    assertThat(((Cause.Received) cause).status()).isEqualTo(486);
                    return new Fallback.Try(
                            TargetSet.of(ProxyBench.target("sip:mail@192.0.2.22")),
                            forwarded(),
                            Fallback.NONE);
                };
        bench.answer(bench.invite().getFirst(), 486);
        assertThat(bench.statuses()).containsExactly(100, 181);
        SipRequest second = bench.forwarded("INVITE").getLast();
        bench.answer(second, 200);
        assertThat(bench.last().status()).isEqualTo(200);
    }

    private @Nullable SipResponse forwarded() {
        SipRequest copy = bench.forwarded("INVITE").getFirst();
        SipRequest original = copy.edit().removeFirst(HeaderName.VIA).build();
        return SipResponse.replyTo(original, 181).toTag("us").build();
    }

    @Test
    void aFallbackIsNotAskedAfterA6xxNorOnceTheCallerGaveUp() {
        int[] asked = new int[1];
        bench.to("sip:a@192.0.2.21");
        bench.fallback =
                (_, _) -> {
                    asked[0]++;
                    return null;
                };
        bench.answer(bench.invite().getFirst(), 600);
        assertThat(bench.last().status()).isEqualTo(600);
        assertThat(asked[0]).isZero();
    }

    @Test
    void whoGivesUpGetsA408AndMayGoOn() {
        bench.to("sip:a@192.0.2.21");
        bench.fallback =
                (best, _) -> {
                    assertThat(best.status()).isEqualTo(408);
                    return new Fallback.Try(
                            TargetSet.of(ProxyBench.target("sip:mail@192.0.2.22")),
                            null,
                            Fallback.NONE);
                };
        SipRequest first = bench.invite().getFirst();
        bench.answer(first, 180);
        Forwarding running = Objects.requireNonNull(bench.forwarding);
        bench.handle(new Input.Command(running::giveUp));
        assertThat(bench.forwarded("CANCEL")).hasSize(1);
        bench.answer(first, 487);
        assertThat(bench.forwarded("INVITE").getLast())
                .extracting(ProxyBench::hostOf)
                .isEqualTo("192.0.2.22");
    }

    @Test
    void breadthIsSixtyWhereNoneIsWrittenAndNeverMore() {
        assertThat(breadths(bench.to("sip:a@192.0.2.21").invite())).containsExactly("60");
        assertThat(breadths(to(1).invite("Max-Breadth: 7"))).containsExactly("7");
        assertThat(breadths(to(1).invite("Max-Breadth: 5000"))).containsExactly("60");
    }

    @Test
    void branchesShareTheBreadthAndThoseAfterThemHaveItAgain() {
        assertThat(breadths(to(4).invite("Max-Breadth: 6"))).containsExactly("2", "2", "1", "1");
        var serial = new ProxyBench().inTurn("sip:a@192.0.2.21", "sip:b@192.0.2.22");
        serial.answer(serial.invite("Max-Breadth: 1").getFirst(), 486);
        assertThat(breadths(serial.forwarded("INVITE"))).containsExactly("1", "1");
    }

    @Test
    void aForkThatNeedsMoreBreadthIs440AndNothingIsForwarded() {
        ProxyBench narrow = to(3);
        assertThat(narrow.invite("Max-Breadth: 2")).isEmpty();
        assertThat(narrow.last().status()).isEqualTo(440);
        assertThat(narrow.last().reason()).isEqualTo("Max-Breadth Exceeded");
        assertThat(narrow.cause())
                .isEqualTo(new Cause.CheckFailed(Check.MAX_BREADTH, "Max-Breadth"));
        assertThat(narrow.forwarded("CANCEL")).isEmpty();
    }

    @Test
    void requestsOfADialogAndAcksHaveABreadthToo() {
        bench.receive(ProxyBench.udp("192.0.2.10"), ProxyBench.text("BYE", "sip:bob@192.0.2.20"));
        bench.receive(
                ProxyBench.udp("192.0.2.10"),
                ProxyBench.text("ACK", "sip:bob@192.0.2.20")
                        .replace("z9hG4bKcaller", "z9hG4bKother"));
        assertThat(breadths(bench.forwarded("BYE"))).containsExactly("60");
        assertThat(breadths(bench.forwarded("ACK"))).containsExactly("60");
    }

    private static ProxyBench to(int phones) {
        String[] uris = new String[phones];
        for (int i = 0; i < phones; i++) {
            uris[i] = "sip:bob@192.0.2." + (20 + i);
        }
        return new ProxyBench().to(uris);
    }

    private static List<String> breadths(List<SipRequest> copies) {
        assertThat(copies).allMatch(copy -> copy.values(HeaderName.MAX_BREADTH).size() == 1);
        return copies.stream()
                .map(copy -> String.valueOf(copy.value(HeaderName.MAX_BREADTH)))
                .toList();
    }

    @Test
    void anOrdinaryCallDoesNotCarryTheLoopChecksPart() {
        assertThat(bench.to("sip:a@192.0.2.21").invite().getFirst().topVia().branch())
                .doesNotContain(".");
        assertThat(to(2).invite())
                .allSatisfy(copy -> assertThat(copy.topVia().branch()).contains("."));
    }

    @Test
    void nothingIsLeftAfterASearch() {
        bench.inTurn("sip:a@192.0.2.21", "sip:b@192.0.2.22");
        bench.invite();
        bench.pass(Duration.ofSeconds(140));
        assertThat(bench.last().status()).isEqualTo(408);
        assertThat(bench.stack.transactionCount()).isZero();
        assertThat(bench.stack.timerCount()).isZero();
    }
}
