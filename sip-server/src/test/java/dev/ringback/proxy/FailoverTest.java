package dev.ringback.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Cause;
import dev.ringback.cause.DnsStep;
import dev.ringback.cause.TimerName;
import dev.ringback.flow.FlowLoss;
import dev.ringback.flow.FlowUse;
import dev.ringback.message.SipRequest;
import dev.ringback.stack.Answer;
import dev.ringback.stack.DnsRecord;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Input;
import dev.ringback.stack.Output;
import dev.ringback.stack.Question;
import dev.ringback.uri.SipUri;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// One target, several servers: RFC 3261 §16.6 step 7 and §16.9, RFC 3263 §4.3.
class FailoverTest {
    private final ProxyBench bench = new ProxyBench();

    /// Sends an INVITE to a name that has these addresses.
    private SipRequest inviteToServers(String... addresses) {
        bench.to("sip:bob@farm.example:5070");
        bench.invite();
        resolve(addresses);
        return last();
    }

    private void resolve(String... addresses) {
        List<DnsRecord> records = new ArrayList<>();
        for (String address : addresses) {
            records.add(new DnsRecord.Address(InetAddress.ofLiteral(address)));
        }
        List<Output.Ask> asked = List.copyOf(bench.asked);
        bench.asked.clear();
        for (Output.Ask ask : asked) {
            boolean ipv4 = ((Question.Dns) ask.question()).type() == DnsRecord.Type.A;
            Answer answer =
                    ipv4 && !records.isEmpty()
                            ? new Answer.Records(records, Duration.ofMinutes(5))
                            : new Answer.NoRecords(DnsStep.Outcome.NO_DATA, Duration.ZERO);
            bench.handle(new Input.Answered(ask.id(), answer));
        }
    }

    private SipRequest last() {
        return bench.forwarded("INVITE").getLast();
    }

    private String lastHost() {
        return bench.sends.stream()
                .filter(send -> send.message().equals(last()))
                .findFirst()
                .orElseThrow()
                .to()
                .remote()
                .getHostString();
    }

    @Test
    void aTransportErrorLeadsToTheNextServerWithANewBranch() {
        SipRequest first = inviteToServers("192.0.2.31", "192.0.2.32");
        bench.fails(first);
        assertThat(lastHost()).isEqualTo("192.0.2.32");
        assertThat(last().topVia().branch()).isNotEqualTo(first.topVia().branch());
        assertThat(bench.statuses()).containsExactly(100);
        bench.answer(last(), 200);
        assertThat(bench.last().status()).isEqualTo(200);
    }

    @Test
    void aTargetIsReachedOnItsConnectionAndElsewhereOnlyWhereThatIsGone() {
        Target phone =
                new Target(
                        SipUri.of(false, "bob", "192.0.2.31", 5060),
                        Target.MOST_PREFERRED,
                        new FlowUse(ProxyBench.tcp("192.0.2.31"), FlowLoss.RESOLVE),
                        List.of());
        bench.targets = TargetSet.of(phone);
        bench.invite();
        bench.fails(last());
        assertThat(bench.forwarded("INVITE")).hasSize(2);
        assertThat(bench.sends.getFirst().to()).isInstanceOf(Flow.class);
        assertThat(bench.sends.getLast().to()).isInstanceOf(Hop.class);

        again("2");
        bench.answer(last(), 503);
        assertThat(bench.forwarded("INVITE")).hasSize(3);
        assertThat(bench.last().status()).isEqualTo(500);
    }

    @Test
    void timerBLeadsToTheNextServer() {
        inviteToServers("192.0.2.31", "192.0.2.32");
        bench.pass(Duration.ofSeconds(31));
        assertThat(lastHost()).isEqualTo("192.0.2.31");
        bench.pass(Duration.ofSeconds(2));
        assertThat(lastHost()).isEqualTo("192.0.2.32");
        assertThat(bench.statuses()).containsExactly(100);
        bench.pass(Duration.ofSeconds(32));
        assertThat(bench.last().status()).isEqualTo(408);
        assertThat(bench.cause())
                .isInstanceOfSatisfying(
                        Cause.TimerFired.class,
                        fired -> {
                            assertThat(fired.timer()).isEqualTo(TimerName.B);
                            assertThat(fired.to().remote().getHostString()).isEqualTo("192.0.2.32");
                            assertThat(fired.passed().sent()).isEqualTo(7);
                        });
    }

    @Test
    void a503LeadsToTheNextServerAndItsAuthorIsLeftAloneForRetryAfter() {
        SipRequest first = inviteToServers("192.0.2.31", "192.0.2.32");
        bench.answer(first, 503, "Retry-After:60");
        assertThat(lastHost()).isEqualTo("192.0.2.32");
        bench.answer(last(), 486);
        assertThat(bench.last().status()).isEqualTo(486);

        again("2", "192.0.2.31", "192.0.2.32");
        assertThat(lastHost()).isEqualTo("192.0.2.32");
        bench.pass(Duration.ofSeconds(61));
        again("3", "192.0.2.31", "192.0.2.32");
        assertThat(lastHost()).isEqualTo("192.0.2.31");
    }

    private void again(String call, String... addresses) {
        bench.receive(
                ProxyBench.udp("192.0.2.10"),
                ProxyBench.text("INVITE", "sip:bob@example.com")
                        .replace("z9hG4bKcaller", "z9hG4bKcaller" + call)
                        .replace("call-1", "call-" + call));
        resolve(addresses);
    }

    @Test
    void aServerThatSaidNoIsNotFollowedByAnother() {
        bench.answer(inviteToServers("192.0.2.31", "192.0.2.32"), 486);
        assertThat(bench.last().status()).isEqualTo(486);
        assertThat(bench.forwarded("INVITE")).hasSize(1);
    }

    @Test
    void aTransportErrorCountsAs503AndGoesUpAs500() {
        bench.fails(inviteToServers("192.0.2.31"));
        assertThat(bench.last().status()).isEqualTo(500);
        assertThat(bench.cause()).isInstanceOf(Cause.TransportFailed.class);
    }

    @Test
    void aNameServerThatIsSilentEndsWith504AndOneThatKnowsNobodyAsAnUnreachablePhone() {
        bench.to("sip:bob@farm.example:5070");
        bench.invite();
        bench.pass(Duration.ofSeconds(10));
        assertThat(bench.last().status()).isEqualTo(504);
        assertThat(bench.cause())
                .isInstanceOfSatisfying(
                        Cause.NotLocated.class,
                        cause ->
                                assertThat(cause.reason())
                                        .isEqualTo(Cause.NotLocated.Reason.TIMED_OUT));

        bench.asked.clear();
        again("2");
        assertThat(bench.last().status()).isEqualTo(500);
        assertThat(bench.cause()).isInstanceOf(Cause.NotLocated.class);
    }

    @Test
    void aForeignNameThatDoesNotExistIs404() {
        bench.receive(
                ProxyBench.udp("192.0.2.10"),
                ProxyBench.text("INVITE", "sip:bob@nowhere.example:5070"));
        resolve();
        assertThat(bench.last().status()).isEqualTo(404);
    }

    @Test
    void cancelDuringTheQuestionEndsTheCallAtOnce() {
        bench.to("sip:bob@farm.example:5070");
        bench.invite();
        bench.receive(
                ProxyBench.udp("192.0.2.10"), ProxyBench.text("CANCEL", "sip:bob@example.com"));
        assertThat(bench.last().status()).isEqualTo(487);
        assertThat(bench.cause()).isEqualTo(new Cause.Cancelled());
        resolve("192.0.2.31");
        assertThat(bench.forwarded("INVITE")).isEmpty();
    }

    @Test
    void cancelStopsTheWayToTheNextServer() {
        SipRequest first = inviteToServers("192.0.2.31", "192.0.2.32");
        bench.receive(
                ProxyBench.udp("192.0.2.10"), ProxyBench.text("CANCEL", "sip:bob@example.com"));
        bench.answer(first, 503);
        assertThat(bench.forwarded("INVITE")).hasSize(1);
        assertThat(bench.statuses().getLast()).isEqualTo(500);
    }

    @Test
    void nobodyWaitsForAMessageThatTimedOutAndNoOtherServerGetsIt() {
        bench.to("sip:bob@farm.example:5070");
        bench.receive(
                ProxyBench.udp("192.0.2.10"), ProxyBench.text("MESSAGE", "sip:bob@example.com"));
        resolve("192.0.2.31", "192.0.2.32");
        bench.pass(Duration.ofSeconds(70));
        assertThat(bench.forwarded("MESSAGE")).hasSize(1);
        assertThat(bench.statuses()).containsOnly(100);
        assertThat(bench.stack.transactionCount()).isZero();
    }
}
