package dev.ringback.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.ringback.admission.Admission;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import dev.ringback.stack.Input;
import dev.ringback.stack.Notice;
import dev.ringback.stack.Output;
import dev.ringback.testkit.Seeds;
import dev.ringback.testkit.SimRandom;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Peers that mean harm: requests reflected, Vias and branches altered, finals after finals, 1xx
/// after finals, and identifiers that collide across methods and senders.
class HostilePeerTest {
    private static final List<Mode> MODES = List.of(Mode.PROXY, Mode.STATELESS);
    private static final int SEEDS = 1_500;

    /// The most that one hostile message brings about at once: an ACK, a CANCEL and a response.
    private static final int MOST_AT_ONCE = 3;

    private static final Set<String> KNOWN = Set.of("192.0.2.10", "192.0.2.20", "192.0.2.30");

    private static final int VALUES = 100_000;
    private static final int VALUES_OF_LINE = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CoreBench bench = new CoreBench();

    @Test
    void reflectedRequestsAreRefusedAndGoNoFurther() {
        SipRequest copy = call();
        bench.sends.clear();
        bench.receive(HostileTrick.PHONE, HostileTrick.text(copy));
        assertThat(bench.statuses()).containsExactly(403);
        assertThat(bench.lastSend().to().remote()).isEqualTo(HostileTrick.PHONE.remote());
        assertThat(bench.forwarded("INVITE")).isEmpty();
    }

    @Test
    void alteredViasReachNobodyElse() {
        SipRequest copy = call();
        String ringing = HostileTrick.response(copy, 180);
        String own = "SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK1";
        bench.sends.clear();
        for (String via :
                List.of(
                        "SIP/2.0/UDP 198.51.100.1;branch=z9hG4bKx",
                        own + ";received=198.51.100.1;rport=9")) {
            bench.receive(HostileTrick.PHONE, ringing.replace(own, via));
        }
        assertThat(bench.sends)
                .isNotEmpty()
                .allSatisfy(send -> assertThat(send.to()).isEqualTo(CoreBench.CALLER));
        bench.sends.clear();
        bench.receive(HostileTrick.PHONE, ringing.replace("Via: " + own + "\r\n", ""));
        bench.receive(HostileTrick.PHONE, ringing.replaceFirst("192.0.2.1:5060", "192.0.2.2:5060"));
        assertThat(bench.sends).isEmpty();
    }

    @Test
    void finalsAfterFinalsChangeNothing() {
        SipRequest copy = call();
        bench.sends.clear();
        for (int status : List.of(486, 200, 603, 302, 486)) {
            bench.receive(HostileTrick.PHONE, HostileTrick.response(copy, status));
        }
        assertThat(bench.statuses()).containsExactly(486);
        assertThat(sent("ACK")).isEqualTo(4);
    }

    @Test
    void failuresAfterA2xxAreNotAcknowledged() {
        SipRequest copy = call();
        bench.sends.clear();
        for (int status : List.of(200, 486, 200)) {
            bench.receive(HostileTrick.PHONE, HostileTrick.response(copy, status));
        }
        assertThat(bench.statuses()).containsExactly(200, 200);
        assertThat(sent("ACK")).isZero();
    }

    @Test
    void provisionalsAfterFinalsAreNotForwarded() {
        for (int last : List.of(200, 486)) {
            CoreBench other = new CoreBench();
            SipRequest copy = call(other);
            other.receive(HostileTrick.PHONE, HostileTrick.response(copy, last));
            other.sends.clear();
            for (int status : List.of(100, 180, 183, 199)) {
                other.receive(HostileTrick.PHONE, HostileTrick.response(copy, status));
            }
            assertThat(other.sends).isEmpty();
        }
    }

    @Test
    void idsThatCollideAcrossMethodsStayApart() {
        SipRequest copy = call();
        bench.sends.clear();
        String busy = HostileTrick.response(copy, 486);
        for (String method : List.of("CANCEL", "BYE", "MESSAGE", "ACK", "invite")) {
            bench.receive(HostileTrick.PHONE, busy.replace("1 INVITE", "1 " + method));
        }
        assertThat(bench.sends).isEmpty();
        bench.receive(CoreBench.CALLER, HostileTrick.request("MESSAGE"));
        assertThat(bench.forwarded("MESSAGE")).hasSize(1);
        bench.receive(CoreBench.CALLER, HostileTrick.request("ACK"));
        assertThat(bench.forwarded("CANCEL")).isEmpty();
        bench.receive(
                HostileTrick.OTHER,
                HostileTrick.request("CANCEL").replace("192.0.2.10", "192.0.2.30"));
        assertThat(bench.lastResponse().status()).isEqualTo(481);
        assertThat(bench.forwarded("CANCEL")).isEmpty();
        bench.receive(HostileTrick.PHONE, busy);
        assertThat(bench.lastResponse().status()).isEqualTo(486);
    }

    @Test
    void anyMixtureEndsWithNothingLeft() {
        Set<HostileTrick> played = EnumSet.noneOf(HostileTrick.class);
        Seeds.run(
                SEEDS,
                seed -> {
                    SimRandom random = new SimRandom(seed);
                    Mode mode = random.pick(MODES);
                    var target = new CoreBench(mode, Admission::open);
                    SipRequest copy = call(target);
                    int tricks = random.between(1, 12);
                    List<String> story = new ArrayList<>();
                    for (int i = 0; i < tricks; i++) {
                        HostileTrick trick = random.pick(List.of(HostileTrick.values()));
                        played.add(trick);
                        int before = target.sends.size();
                        trick.play(target, copy, random);
                        int messages = trick == HostileTrick.FINAL_AFTER_FINAL ? 2 : 1;
                        assertThat(target.sends.size() - before)
                                .as("%s of %s", trick, mode)
                                .isLessThanOrEqualTo(messages * MOST_AT_ONCE);
                        story.add(
                                trick + " -> " + target.sends.subList(before, target.sends.size()));
                        target.pass(random.duration(Duration.ZERO, Duration.ofSeconds(3)));
                    }
                    target.pass(Duration.ofMinutes(10));
                    judge(target, mode, story);
                });
        assertThat(played).hasSizeGreaterThan(Seeds.replaying() ? 0 : 8);
    }

    private static void judge(CoreBench target, Mode mode, List<String> story) {
        assertThat(target.notices).doesNotHaveAnyElementsOfTypes(Notice.Fault.class);
        assertThat(target.stack.transactionCount()).isZero();
        assertThat(target.stack.timerCount()).isZero();
        assertThat(target.stack.questionCount()).isZero();
        Map<String, Set<Integer>> finals = new HashMap<>();
        for (Output.Send send : target.sends) {
            assertThat(KNOWN).contains(send.to().remote().getAddress().getHostAddress());
            if (send.message() instanceof SipResponse response && response.finalResponse()) {
                String transaction =
                        send.to().remote() + response.cSeq().toString() + branch(response);
                finals.computeIfAbsent(transaction, _ -> new LinkedHashSet<>())
                        .add(response.status());
            }
        }
        if (mode == Mode.PROXY) {
            // a failure is the first final response or none; a 2xx may always follow (§16.7 step 5)
            finals.forEach(
                    (transaction, statuses) ->
                            assertThat(statuses.stream().skip(1))
                                    .as("%s after%n%s", transaction, String.join("\n", story))
                                    .allMatch(status -> status < 300));
        }
    }

    /// A quadratic reader would need minutes for one of these, and for one that fits into a
    /// datagram so long that a few keep a shard busy.
    @Test
    void routesThatAreOursAreTakenOutAtOnce() {
        bench.bind("bob", "sip:bob@192.0.2.20");
        receive("INVITE", "sip:bob@example.com", lines("Route", "<sip:u#@192.0.2.1;lr>"));
        assertThat(bench.forwarded("INVITE")).hasSize(1);
    }

    @Test
    void contactsBeyondAllBoundsAreNotComparedWithEachOther() {
        receive("REGISTER", "sip:example.com", lines("Contact", "<sip:u#@192.0.2.10>"));
        assertThat(bench.lastResponse().status()).isEqualTo(403);
        assertThat(bench.lastResponse().reason()).isEqualTo("Too Many Contacts");
    }

    private void receive(String method, String uri, String lines) {
        int most = Integer.MAX_VALUE;
        ParseLimits limits = new ParseLimits(most, most, most, most, most);
        String text =
                CoreBench.text(method, uri, "1")
                        .replace("To: <sip:example.com>", "To: <sip:alice@example.com>")
                        .replace("CSeq:", lines + "CSeq:");
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        assertTimeoutPreemptively(
                PATIENCE,
                () -> {
                    Parsed parsed = (Parsed) new MessageParser(limits).parse(octets);
                    SipRequest request = (SipRequest) parsed.message();
                    bench.handle(new Input.Received(CoreBench.CALLER, request));
                });
    }

    private static String lines(String name, String value) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < VALUES; i++) {
            lines.append(i % VALUES_OF_LINE == 0 ? name + ": " : ", ")
                    .append(value.replace("#", Integer.toString(i)));
            if ((i + 1) % VALUES_OF_LINE == 0) {
                lines.append("\r\n");
            }
        }
        return lines.toString();
    }

    private static String branch(SipResponse response) {
        return String.valueOf(response.topVia().branch());
    }

    private SipRequest call() {
        return call(bench);
    }

    private static SipRequest call(CoreBench target) {
        target.bind("bob", "sip:bob@192.0.2.20");
        target.invite("bob");
        return target.forwarded("INVITE").getFirst();
    }

    private long sent(String method) {
        return bench.sends.stream()
                .filter(
                        send ->
                                send.message() instanceof SipRequest request
                                        && request.method().name().equals(method))
                .count();
    }
}
