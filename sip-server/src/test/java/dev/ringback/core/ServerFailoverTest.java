package dev.ringback.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Cause;
import dev.ringback.cause.DnsStep.Outcome;
import dev.ringback.message.SipRequest;
import dev.ringback.stack.Answer;
import dev.ringback.stack.Destination;
import dev.ringback.stack.DnsRecord;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Input;
import dev.ringback.stack.Notice;
import dev.ringback.stack.Output;
import dev.ringback.stack.Question;
import dev.ringback.stack.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A user behind two servers that SRV records name: RFC 3263 §4.3, through the whole core.
class ServerFailoverTest {
    private static final Hop FIRST = hop("192.0.2.21");
    private static final Hop SECOND = hop("192.0.2.22");
    private static final Duration TIMER_B = Duration.ofSeconds(32);

    private final CoreBench bench = new CoreBench();
    private Outcome failure = Outcome.NO_DATA;
    private int answered;

    private static Hop hop(String address) {
        return new Hop(Transport.UDP, new InetSocketAddress(InetAddress.ofLiteral(address), 5060));
    }

    @BeforeEach
    void bind() {
        bench.bind("bob", "sip:bob@cluster.example");
    }

    private void resolve() {
        for (; answered < bench.asked.size(); answered++) {
            Output.Ask ask = bench.asked.get(answered);
            List<DnsRecord> records = records((Question.Dns) ask.question());
            Answer answer =
                    records.isEmpty()
                            ? new Answer.NoRecords(failure, Duration.ZERO)
                            : new Answer.Records(records, Duration.ofMinutes(1));
            bench.handle(new Input.Answered(ask.id(), answer));
        }
    }

    private static List<DnsRecord> records(Question.Dns question) {
        return switch (question.type() + " " + question.name()) {
            case "SRV _sip._udp.cluster.example" ->
                    List.of(
                            new DnsRecord.Srv(20, 0, 5060, "two.example"),
                            new DnsRecord.Srv(10, 0, 5060, "one.example"));
            case "A one.example" -> List.of(new DnsRecord.Address(FIRST.remote().getAddress()));
            case "A two.example" -> List.of(new DnsRecord.Address(SECOND.remote().getAddress()));
            default -> List.of();
        };
    }

    private void call(String method, String branch) {
        bench.receive(CoreBench.CALLER, CoreBench.text(method, "sip:bob@example.com", branch));
        resolve();
    }

    private List<Destination> destinations(String method) {
        List<Destination> all = new ArrayList<>();
        for (Output.Send send : bench.sends) {
            if (send.message() instanceof SipRequest request
                    && request.method().name().equals(method)) {
                all.add(send.to());
            }
        }
        return all;
    }

    private SipRequest last(String method) {
        return bench.forwarded(method).getLast();
    }

    private Cause lastCause() {
        Cause last = null;
        for (Notice notice : bench.notices) {
            last = notice instanceof Notice.Answered answered ? answered.cause() : last;
        }
        return Objects.requireNonNull(last);
    }

    @Test
    void allOfOneTransactionGoesToOneServer() {
        call("INVITE", "1");
        bench.pass(Duration.ofSeconds(2));
        bench.answer(last("INVITE"), 180, "t");
        bench.receive(
                CoreBench.CALLER,
                CoreBench.text("CANCEL", "sip:bob@example.com", "1").replace("Contact", "X-C"));
        bench.answer(last("INVITE"), 487, "t");
        assertThat(destinations("INVITE")).hasSizeGreaterThan(1).containsOnly(FIRST);
        assertThat(destinations("CANCEL")).isNotEmpty().containsOnly(FIRST);
        assertThat(destinations("ACK")).isNotEmpty().containsOnly(FIRST);
    }

    @Test
    void silenceUntilTimerBLeadsToTheNextServerInANewTransaction() {
        call("INVITE", "1");
        bench.pass(TIMER_B.minusMillis(1));
        assertThat(destinations("INVITE")).containsOnly(FIRST);
        bench.pass(Duration.ofMillis(1));
        assertThat(destinations("INVITE").getLast()).isEqualTo(SECOND);
        List<SipRequest> copies = bench.forwarded("INVITE");
        assertThat(copies).hasSize(2);
        String first = copies.get(0).toString();
        String branch = String.valueOf(copies.get(0).topVia().branch());
        String other = String.valueOf(copies.get(1).topVia().branch());
        assertThat(copies.get(1).toString().replace(other, branch)).isEqualTo(first);
        assertThat(bench.statuses()).containsOnly(100);
        bench.answer(copies.get(1), 200, "t");
        assertThat(bench.lastResponse().status()).isEqualTo(200);
    }

    /// The sender of the request gives up when our Timer F fires; so no other server is tried for
    /// this one, but for the next.
    @Test
    void silenceUntilTimerFLeadsTheNextRequestToTheNextServer() {
        call("MESSAGE", "1");
        bench.pass(TIMER_B);
        assertThat(destinations("MESSAGE")).containsOnly(FIRST);
        call("MESSAGE", "2");
        assertThat(destinations("MESSAGE").getLast()).isEqualTo(SECOND);
    }

    @Test
    void aServerThatCannotBeReachedIsFollowedAtOnce() {
        call("INVITE", "1");
        bench.handle(new Input.SendFailed(bench.lastSend(), "refused"));
        assertThat(destinations("INVITE")).containsExactly(FIRST, SECOND);
        bench.answer(last("INVITE"), 486, "t");
        call("INVITE", "2");
        assertThat(destinations("INVITE")).containsExactly(FIRST, SECOND, SECOND);
    }

    @Test
    void aServerThatSends503IsFollowedByTheNextAndLeftAloneForItsTime() {
        call("INVITE", "1");
        bench.answer(last("INVITE"), 503, "t", "Retry-After: 120");
        assertThat(destinations("INVITE")).containsExactly(FIRST, SECOND);
        bench.answer(last("INVITE"), 486, "t");
        bench.pass(Duration.ofSeconds(119));
        call("INVITE", "2");
        assertThat(destinations("INVITE").getLast()).isEqualTo(SECOND);
        bench.answer(last("INVITE"), 486, "t");
        bench.pass(Duration.ofSeconds(2));
        call("INVITE", "3");
        assertThat(destinations("INVITE").getLast()).isEqualTo(FIRST);
    }

    @Test
    void otherResponsesLeadNowhereElse() {
        call("INVITE", "1");
        bench.answer(last("INVITE"), 500, "t");
        assertThat(destinations("INVITE")).containsExactly(FIRST);
        assertThat(bench.lastResponse().status()).isEqualTo(500);
    }

    @Test
    void aNameServerThatDoesNotAnswerIs504WithTheStepsAsItsCause() {
        failure = Outcome.TIMED_OUT;
        bench.bind("carol", "sip:carol@silent.example");
        bench.invite("carol");
        resolve();
        assertThat(bench.lastResponse().status()).isEqualTo(504);
        assertThat(lastCause())
                .isInstanceOfSatisfying(
                        Cause.NotLocated.class,
                        cause -> {
                            assertThat(cause.reason()).isEqualTo(Cause.NotLocated.Reason.TIMED_OUT);
                            assertThat(cause.steps()).hasSize(4);
                        });
    }

    @Test
    void aServerThatDoesNotExistIsNo504() {
        failure = Outcome.NO_SUCH_NAME;
        bench.bind("carol", "sip:carol@nowhere.example");
        bench.invite("carol");
        resolve();
        assertThat(bench.lastResponse().status()).isIn(404, 480, 500);
        assertThat(lastCause())
                .isInstanceOfSatisfying(
                        Cause.NotLocated.class,
                        cause ->
                                assertThat(cause.reason())
                                        .isEqualTo(Cause.NotLocated.Reason.NO_SERVER));
    }
}
