package dev.ringback.app.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.cause.Cause;
import dev.ringback.cause.CauseGraph;
import dev.ringback.cause.DnsStep;
import dev.ringback.header.Method;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import dev.ringback.runtime.ShardWatch;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Hop;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.Notice;
import dev.ringback.stack.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// What passed is there until its place is needed.
class RecorderTest {
    private static final InetSocketAddress HERE = address("192.0.2.1", 5060);
    private static final InetSocketAddress PEER = address("2001:db8::7", 40_000);
    private static final Flow FLOW = new Flow(Transport.TLS, HERE, PEER, 7);

    private long now;
    private final Recorder recorder = new Recorder(() -> now++, 1 << 20, 1);
    private final ShardWatch shard = recorder.shard();

    private static InetSocketAddress address(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }

    private static SipRequest options(String callId, int body) {
        String text =
                "OPTIONS sip:example.com SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK1\r\n"
                        + "From: <sip:a@example.com>;tag=1\r\nTo: <sip:example.com>\r\nCall-ID: "
                        + callId
                        + "\r\nCSeq: 7 OPTIONS\r\nMax-Forwards: 70\r\nContent-Length: "
                        + body
                        + "\r\n\r\n"
                        + "x".repeat(body);
        byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
        return (SipRequest)
                ((Parsed) new MessageParser(ParseLimits.defaults()).parse(octets)).message();
    }

    private static List<Recorded> all(RecordReader reader) {
        List<Recorded> all = new ArrayList<>();
        reader.read(all::add);
        return all;
    }

    @Test
    void aMessageIsKeptWithWhereAndWhenItPassed() {
        SipMessage message = options("one", 3);
        now = 1_000;
        shard.passed(/* sent= */ true, FLOW, message);
        assertThat(all(recorder.reader()))
                .singleElement()
                .isInstanceOfSatisfying(
                        Recorded.Message.class,
                        kept -> {
                            assertThat(kept.at()).isEqualTo(1_000);
                            assertThat(kept.sent()).isTrue();
                            assertThat(kept.line())
                                    .isEqualTo(new Recorded.Line(Transport.TLS, HERE, PEER));
                            assertThat(kept.octets()).isEqualTo(message.toBytes());
                        });
    }

    @Test
    void whatLeavesForAHopLeavesFromWhereWeListen() {
        InetSocketAddress udp = address("192.0.2.1", 5070);
        recorder.heardAt(
                List.of(
                        new ListenPoint(Transport.TCP, HERE, "192.0.2.1", 5060),
                        new ListenPoint(Transport.UDP, udp, "192.0.2.1", 5070)));
        shard.passed(
                /* sent= */ true,
                new Hop(Transport.UDP, address("192.0.2.5", 5060)),
                options("x", 0));
        Recorded.Message kept = (Recorded.Message) all(recorder.reader()).getFirst();
        assertThat(kept.line().local()).isEqualTo(udp);
    }

    @Test
    void whereWeListenOnEveryAddressThatWhichPeersAreToldIsKept() {
        InetSocketAddress every = address("0.0.0.0", 5060);
        InetSocketAddress told = address("192.0.2.1", 5060);
        InetSocketAddress peer = address("192.0.2.5", 5060);
        SipMessage message = options("x", 0);
        recorder.heardAt(
                List.of(
                        new ListenPoint(Transport.UDP, every, "192.0.2.1", 5060),
                        new ListenPoint(Transport.TCP, every, "sip.example.com", 5060)));
        shard.passed(/* sent= */ false, new Flow(Transport.UDP, every, peer, 0), message);
        shard.passed(/* sent= */ true, new Hop(Transport.UDP, peer), message);
        shard.passed(/* sent= */ true, new Hop(Transport.TCP, peer), message);
        List<InetSocketAddress> locals = new ArrayList<>();
        all(recorder.reader())
                .forEach(each -> locals.add(((Recorded.Message) each).line().local()));
        assertThat(locals.subList(0, 2)).containsExactly(told, told);
        assertThat(locals.getLast().getPort()).isEqualTo(5060);
        assertThat(locals.getLast().getAddress().isAnyLocalAddress()).isFalse();
    }

    @Test
    void aDecisionIsKeptWithItsCauses() {
        SipResponse response = SipResponse.replyTo(options("one", 0), 404).toTag("t").build();
        CauseGraph causes = CauseGraph.of(5, 0, new Cause.Cancelled());
        shard.told(new Notice.Answered(response, causes));
        assertThat(all(recorder.reader()))
                .containsExactly(new Recorded.Decided(0, "one", Method.OPTIONS, 7, 404, causes));
    }

    @Test
    void aReaderSeesEachEntryOnceAndOnlyThoseOfItsCallWhereItWantsThat() {
        RecordReader reader = recorder.reader();
        shard.passed(false, FLOW, options("one", 0));
        assertThat(all(reader)).hasSize(1);
        shard.passed(false, FLOW, options("two", 0));
        shard.passed(false, FLOW, options("one", 9));
        assertThat(all(reader)).hasSize(2);
        assertThat(all(reader)).isEmpty();
        List<Recorded> ofOne = new ArrayList<>();
        recorder.reader().read(Set.of("one"), ofOne::add);
        assertThat(ofOne).hasSize(2);
        List<Recorded> ofBoth = new ArrayList<>();
        recorder.reader().read(Set.of("one", "two", "three"), ofBoth::add);
        assertThat(ofBoth).hasSize(3);
    }

    @Test
    void anEntryThatIsTooMuchForWhoeverTakesItDoesNotComeAgain() {
        RecordReader reader = recorder.reader();
        shard.passed(false, FLOW, options("one", 0));
        shard.passed(false, FLOW, options("two", 0));
        assertThatThrownBy(
                        () ->
                                reader.read(
                                        _ -> {
                                            throw new IllegalStateException("too much");
                                        }))
                .hasMessage("too much");
        assertThat(all(reader))
                .singleElement()
                .satisfies(each -> assertThat(text(each)).contains("Call-ID: two"));
    }

    @Test
    void theOldestGivesWayAndIsCountedForWhoeverHadNotReadIt() {
        RecordReader early = recorder.reader();
        shard.passed(false, FLOW, options("first", 0));
        assertThat(all(early)).hasSize(1);
        int messages = 4 * (1 << 20) / 10_000;
        for (int i = 0; i < messages; i++) {
            shard.passed(false, FLOW, options("call" + i, 10_000));
        }
        List<Recorded> left = all(recorder.reader());
        assertThat(left).hasSizeBetween(75, 105);
        assertThat(text(left.getLast())).contains("call" + (messages - 1));
        assertThat(text(left.getFirst())).doesNotContain("first");
        assertThat(all(early)).hasSameSizeAs(left);
        assertThat(early.missed()).isPositive();
    }

    @Test
    void decisionsTakeNoMoreMemoryThanTheMessagesBesideThem() {
        List<DnsStep> steps =
                Collections.nCopies(
                        DnsStep.MOST,
                        new DnsStep("x".repeat(200) + ".example", "SRV", DnsStep.Outcome.FOUND));
        CauseGraph causes = CauseGraph.of(0, 1, new Cause.Located("0", steps));
        for (int i = 1; i < CauseGraph.MOST_STEPS; i++) {
            causes = causes.and(i, i, new Cause.Located(String.valueOf(i), steps));
        }
        SipResponse response = SipResponse.replyTo(options("one", 0), 404).toTag("t").build();
        for (int i = 0; i < 2_000; i++) {
            shard.told(new Notice.Answered(response, causes));
        }
        List<Recorded> left = all(recorder.reader());
        assertThat(left).isNotEmpty();
        assertThat((long) left.size() * causes.octets()).isLessThanOrEqualTo(1 << 20);
    }

    private static String text(Recorded recorded) {
        return new String(((Recorded.Message) recorded).octets(), StandardCharsets.US_ASCII);
    }

    @Test
    void whoReadsWhileItIsOverwrittenGetsWholeMessagesOrNone() throws InterruptedException {
        AtomicBoolean ends = new AtomicBoolean();
        Thread writer =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    for (int i = 0; !ends.get(); i++) {
                                        shard.passed(false, FLOW, options("c" + i, i % 5_000));
                                    }
                                });
        MessageParser parser = new MessageParser(ParseLimits.defaults());
        RecordReader reader = recorder.reader();
        long read = 0;
        while (read < 200_000 && (reader.missed() == 0 || read < 20_000)) {
            for (Recorded each : all(reader)) {
                assertThat(parser.parse(((Recorded.Message) each).octets()))
                        .isInstanceOf(Parsed.class);
                read++;
            }
        }
        ends.set(true);
        writer.join();
        assertThat(read).isPositive();
    }
}
