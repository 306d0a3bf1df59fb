package dev.ringback.reliable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.header.dialog.RSeq;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.transaction.ServerTransaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The server's side of RFC 3262 §3.
class ReliableProvisionalsTest {
    private final TimedStack bench = new TimedStack();
    private final List<String> given = new ArrayList<>();
    private final SipRequest invite = TimedStack.request("INVITE", "Supported: 100rel");
    private final ServerTransaction transaction = bench.receive(invite);
    private final ReliableProvisionals reliable =
            new ReliableProvisionals(bench.stack(), transaction, () -> given.add("up"));

    @BeforeEach
    void letTheFirstTryingPass() {
        bench.pass(Duration.ofMillis(250));
        bench.sent().clear();
    }

    private void send(int status) {
        bench.run(
                () ->
                        reliable.send(
                                () ->
                                        SipResponse.dialogReply(
                                                invite,
                                                status,
                                                "b1",
                                                Objects.requireNonNull(
                                                        NameAddress.parse("<sip:b@h>")))));
    }

    private long rSeq(SipResponse response) {
        return Objects.requireNonNull(response.read(RSeq.FIELD).first());
    }

    private boolean prack(String rack) {
        boolean[] matched = new boolean[1];
        SipRequest prack = TimedStack.request("PRACK", "RAck: " + rack);
        bench.run(() -> matched[0] = reliable.acknowledge(prack));
        return matched[0];
    }

    private boolean prackLast() {
        return prack(rSeq(bench.sent().getLast()) + " 7 INVITE");
    }

    @Test
    void aReliableResponseRequires100relAndHasANumber() {
        send(180);
        SipResponse sent = bench.sent().getFirst();
        assertThat(sent.value(HeaderName.REQUIRE)).isEqualTo("100rel");
        assertThat(rSeq(sent)).isBetween(1L, (1L << 31) - 1);
    }

    @Test
    void itIsSentAgainEachTimeAfterTwiceTheTime() {
        send(180);
        bench.pass(Duration.ofMillis(499));
        assertThat(bench.sent()).hasSize(1);
        bench.pass(Duration.ofMillis(1));
        assertThat(bench.sent()).hasSize(2);
        bench.pass(Duration.ofSeconds(1));
        assertThat(bench.sent()).hasSize(3);
        bench.pass(Duration.ofSeconds(2));
        assertThat(bench.sent()).hasSize(4);
        assertThat(bench.sent()).extracting(this::rSeq).containsOnly(rSeq(bench.sent().getFirst()));
    }

    @Test
    void aPrackStopsIt() {
        send(180);
        assertThat(prackLast()).isTrue();
        bench.pass(Duration.ofSeconds(40));
        assertThat(bench.sent()).hasSize(1);
        assertThat(given).isEmpty();
    }

    @Test
    void without64T1OfPracksItGivesUp() {
        send(180);
        bench.pass(Duration.ofMillis(31_999));
        assertThat(given).isEmpty();
        bench.pass(Duration.ofMillis(1));
        assertThat(given).containsExactly("up");
        int before = bench.sent().size();
        bench.pass(Duration.ofMinutes(5));
        assertThat(bench.sent()).hasSize(before);
        assertThat(bench.stack().timerCount()).isLessThanOrEqualTo(1);
    }

    @Test
    void theNextOneWaitsForThePrackAndHasTheNextNumber() {
        send(180);
        send(183);
        assertThat(bench.sent()).hasSize(1);
        assertThat(prackLast()).isTrue();
        assertThat(bench.sent()).hasSize(1);
        bench.run(reliable::proceed);
        assertThat(bench.sent()).hasSize(2);
        assertThat(bench.sent().getLast().status()).isEqualTo(183);
        assertThat(rSeq(bench.sent().getLast())).isEqualTo(rSeq(bench.sent().getFirst()) + 1);
    }

    @ParameterizedTest
    @CsvSource({"0, 8 INVITE", "1, 7 INVITE", "0, 7 UPDATE"})
    void aPrackForSomethingElseMatchesNothing(int more, String cSeq) {
        send(180);
        assertThat(prack(rSeq(bench.sent().getFirst()) + more + " " + cSeq)).isFalse();
        assertThat(reliable.waiting()).isTrue();
    }

    @Test
    void aSecondPrackMatchesNothing() {
        send(180);
        assertThat(prackLast()).isTrue();
        assertThat(prackLast()).isFalse();
    }

    @Test
    void aPrackWithoutRackMatchesNothing() {
        send(180);
        assertThat(reliable.acknowledge(TimedStack.request("PRACK"))).isFalse();
    }

    @Test
    void aFinalResponseStopsItButThePrackStillMatches() {
        send(180);
        send(183);
        bench.run(reliable::stop);
        bench.pass(Duration.ofSeconds(40));
        assertThat(bench.sent()).hasSize(1);
        assertThat(given).isEmpty();
        assertThat(prackLast()).isTrue();
        bench.run(reliable::proceed);
        assertThat(bench.sent()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "Supported: 100rel, POSSIBLE",
        "Supported: 100REL, POSSIBLE",
        "Require: 100rel, REQUIRED",
        "Supported: timer, IMPOSSIBLE",
    })
    void theClientSaysWhetherItKnows100rel(String line, Reliability reliability) {
        assertThat(Reliability.of(TimedStack.request("INVITE", line))).isEqualTo(reliability);
    }
}
