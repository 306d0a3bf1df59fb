package dev.ringback.cause;

import static dev.ringback.cause.DnsStep.Outcome.FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Cause.NotLocated.Reason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What led to an answer, bounded and with the step that decided.
class CauseGraphTest {
    private static final InetSocketAddress PEER =
            new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 5060);

    private static Cause named(int number) {
        return new Cause.Decided("step " + number);
    }

    @Test
    void whatWasNotedBeforeMayDecideInTheEnd() {
        CauseNotes notes = new CauseNotes();
        Cause best = named(1);
        notes.add(10, 1, best);
        notes.add(20, 2, named(2));
        CauseGraph graph = notes.decided(30, best);
        assertThat(graph.decisive()).isSameAs(best);
        assertThat(graph.deciding()).isZero();
        assertThat(graph.steps()).hasSize(2);
    }

    @Test
    void ofTwoThatAreEqualTheOneThatWasNotedDecides() {
        CauseNotes notes = new CauseNotes();
        Cause first = named(1);
        notes.add(10, 1, first);
        notes.add(20, 2, named(1));
        notes.add(30, 3, first);
        assertThat(notes.decided(30, first).deciding()).isZero();
        assertThat(notes.decided(30, named(1)).deciding()).isEqualTo(2);
    }

    @Test
    void aCauseThatWasNotNotedIsTheLastStep() {
        CauseNotes notes = new CauseNotes();
        notes.add(10, 1, named(1));
        CauseGraph graph = notes.decided(30, named(2));
        assertThat(graph.steps())
                .containsExactly(
                        new CauseGraph.Step(10, 1, named(1)),
                        new CauseGraph.Step(30, CauseGraph.NO_ATTEMPT, named(2)));
        assertThat(graph.deciding()).isEqualTo(1);
    }

    @Test
    void ofTooManyStepsTheFirstAndTheLastAreKept() {
        CauseNotes notes = new CauseNotes();
        for (int i = 0; i < 100; i++) {
            notes.add(i, i, named(i));
        }
        CauseGraph graph = notes.decided(100, named(100));
        List<Long> times = graph.steps().stream().map(CauseGraph.Step::at).toList();
        assertThat(times).hasSize(CauseGraph.MOST_STEPS);
        assertThat(times.subList(0, 16))
                .isEqualTo(
                        List.of(
                                0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L,
                                15L));
        assertThat(times.getLast()).isEqualTo(100L);
        assertThat(times.get(16)).isEqualTo(85L);
        assertThat(graph.forgotten()).isEqualTo(101 - CauseGraph.MOST_STEPS);
    }

    @Test
    void ofTooManyQuestionsToTheDnsTheFirstAndTheLastAreKept() {
        List<DnsStep> steps = IntStream.range(0, 120).mapToObj(i -> asked(i, FOUND)).toList();
        List<DnsStep> kept = new ArrayList<>(steps.subList(0, 4));
        kept.addAll(steps.subList(116, 120));
        assertThat(new Cause.Located("example.com", steps).steps()).isEqualTo(kept);
        assertThat(new Cause.NotLocated("example.com", Reason.NO_SERVER, steps).steps())
                .isEqualTo(kept);
    }

    @Test
    void ofTooManyQuestionsToTheDnsTheOneThatFailedIsKept() {
        List<DnsStep> steps = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            steps.add(asked(i, i == 60 ? DnsStep.Outcome.SERVER_FAILED : FOUND));
        }
        assertThat(new Cause.NotLocated("example.com", Reason.DNS_FAILED, steps).steps())
                .hasSize(DnsStep.MOST)
                .contains(steps.getFirst(), steps.get(60), steps.getLast());
    }

    @Test
    void whatAGraphTakesGrowsWithItsStepsAndTheirQuestions() {
        CauseGraph one = CauseGraph.of(0, 1, named(0));
        int two = one.and(1, 1, named(1)).octets();
        Cause located = new Cause.Located("example.com", List.of(asked(0, FOUND)));
        assertThat(two).isGreaterThan(one.octets());
        assertThat(one.and(1, 1, located).octets()).isGreaterThan(two);
    }

    private static DnsStep asked(int number, DnsStep.Outcome outcome) {
        return new DnsStep("h" + number + ".example.com", "A", outcome);
    }

    @Test
    void aGraphThatGoesOnKeepsWhatItForgot() {
        CauseGraph graph = CauseGraph.of(0, 1, named(0));
        for (int i = 1; i < 40; i++) {
            graph = graph.and(i, 1, named(i));
        }
        assertThat(graph.forgotten()).isEqualTo(8);
        assertThat(graph.decisive()).isEqualTo(named(39));
    }

    @Test
    void theWordsOfASocketHaveTheirErrorNumber() {
        assertThat(TransportError.of("connection refused").errno()).isEqualTo(Errno.ECONNREFUSED);
        assertThat(TransportError.of("no route to host").errno()).isEqualTo(Errno.EHOSTUNREACH);
        assertThat(TransportError.of("host is unreachable").errno()).isEqualTo(Errno.EHOSTUNREACH);
        assertThat(TransportError.of("connection closed").errno()).isNull();
    }

    @Test
    void theAlertOfAPeerHasItsNumber() {
        TransportError error = TransportError.of("tls: alert certificate expired");
        assertThat(error.alert()).isEqualTo(TlsAlert.CERTIFICATE_EXPIRED);
        assertThat(TlsAlert.CERTIFICATE_EXPIRED.code()).isEqualTo(45);
        assertThat(TransportError.of("tls: certificate expired").alert())
                .as("that is what we found, not what the peer told")
                .isNull();
    }

    @Test
    void unreadableMessagesAreCountedByAddressAndTime() {
        UnreadableMessages messages = new UnreadableMessages();
        messages.add(PEER, "c_seq", 10);
        messages.add(PEER, "via", 20);
        InetSocketAddress other = new InetSocketAddress(PEER.getAddress(), 5062);
        assertThat(messages.count(PEER, 0)).isEqualTo(2);
        assertThat(messages.count(PEER, 15)).isEqualTo(1);
        assertThat(messages.count(other, 0)).isZero();
        assertThat(messages.fault(PEER)).isEqualTo("via");
    }

    @Test
    void ofAPeerThatKeepsSendingTheLastSixteenAreCounted() {
        UnreadableMessages messages = new UnreadableMessages();
        for (int i = 1; i <= 1_000; i++) {
            messages.add(PEER, "via", i);
        }
        assertThat(messages.count(PEER, 0)).isEqualTo(16);
        assertThat(messages.count(PEER, 990)).isEqualTo(11);
    }

    @Test
    void aFloodOfUnreadableMessagesTakesNoMoreMemoryThanItMay() {
        UnreadableMessages messages = new UnreadableMessages();
        for (int port = 1; port <= 1_000; port++) {
            messages.add(new InetSocketAddress(PEER.getAddress(), port), "via", port);
        }
        assertThat(messages.count(new InetSocketAddress(PEER.getAddress(), 744), 0)).isZero();
        assertThat(messages.count(new InetSocketAddress(PEER.getAddress(), 745), 0)).isEqualTo(1);
    }
}
