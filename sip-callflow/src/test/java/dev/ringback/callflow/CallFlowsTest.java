package dev.ringback.callflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.callflow.CallFlows.Bounds;
import dev.ringback.header.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CallFlowsTest {
    private static final String SETUP = "0 ua1 > ua2 INVITE 1 a";
    private static final String ENDED = SETUP + "\n9 ua2 > ua1 486 INVITE 1 a";

    private static CallFlows flows(int flows, int messages) {
        return new CallFlows(new Bounds(flows, messages), Set.of());
    }

    private static void add(CallFlows flows, String callId, String text) {
        Scene.passed(callId, text).forEach(flows::add);
    }

    @Test
    void theMessagesOfACallIdAreOneFlow() {
        CallFlows flows = flows(10, 10);
        add(flows, "one", ENDED);
        add(flows, "two", SETUP);

        assertThat(flows.callIds()).containsExactly("one", "two");
        CallFlow one = Objects.requireNonNull(flows.flow("one"));
        assertThat(one.messages()).hasSize(2);
        assertThat(flows.flow("three")).isNull();
    }

    @Test
    void whatIsAddedLateStandsWhereItPassed() {
        CallFlows flows = flows(10, 10);
        add(flows, "one", SETUP + "\n9 ua2 > ua1 200 INVITE 1 a\n5 ua2 > ua1 180 INVITE 1 a");

        CallFlow one = Objects.requireNonNull(flows.flow("one"));
        assertThat(one.messages())
                .extracting(passed -> passed.at().toEpochMilli() % 1_000)
                .containsExactly(0L, 5L, 9L);
    }

    @Test
    void whatEndedFirstGoesFirst() {
        CallFlows flows = flows(3, 10);
        add(flows, "lasting", SETUP);
        add(flows, "second", SETUP);
        add(flows, "first", ENDED);
        add(flows, "second", "9 ua2 > ua1 486 INVITE 1 a");
        add(flows, "new", SETUP);

        assertThat(flows.callIds()).containsExactly("lasting", "second", "new");

        add(flows, "newer", SETUP);
        add(flows, "newest", SETUP);
        assertThat(flows.callIds()).containsExactly("new", "newer", "newest");
        assertThat(flows.counts()).isEqualTo(new CallFlows.Counts(3, 8, 3));
    }

    @Test
    void whatHasToGoIsHandedOutAsItWasLast() {
        List<CallFlow> left = new ArrayList<>();
        CallFlows flows = new CallFlows(new Bounds(1, 10), Set.of(), left::add);
        add(flows, "one", ENDED);
        CallFlow one = flows.flow("one");
        add(flows, "two", SETUP);
        flows.remove("two");

        assertThat(left).containsExactly(one);
    }

    @Test
    void theOctetsOfAllFlowsAreBounded() {
        long octets = 1_500L + Scene.passed("one", SETUP).getFirst().message().size();
        CallFlows flows = new CallFlows(new Bounds(100, 4, 5 * octets), Set.of());
        for (int i = 0; i < 9; i++) {
            add(flows, "one", SETUP);
        }
        assertThat(flows.counts().evicted()).isZero();
        add(flows, "two", SETUP);
        assertThat(flows.callIds()).containsExactly("one", "two");
        add(flows, "tre", SETUP);
        assertThat(flows.callIds()).containsExactly("two", "tre");
        for (int i = 0; i < 9; i++) {
            add(flows, "c" + i % 3, SETUP);
            flows.remove("c" + i % 3);
        }
        assertThat(flows.callIds()).containsExactly("two", "tre");
    }

    @Test
    void whatWasDecidedCountsAsMuchAsIsToldAboutIt() {
        CallFlows flows = new CallFlows(new Bounds(100, 4, 10_000), Set.of());
        for (int i = 0; i < 9; i++) {
            flows.add("one", remark("x".repeat(1_000)));
        }
        assertThat(flows.callIds()).containsExactly("one");
        for (int i = 0; i < 4; i++) {
            flows.add("two", remark("x".repeat(1_000)));
        }
        assertThat(flows.callIds()).containsExactly("two");
        flows.remove("two");
        flows.add("three", remark("x".repeat(8_000)));
        assertThat(flows.callIds()).containsExactly("three");
    }

    private static Remark remark(String told) {
        Reason reason = new Reason("rule", Map.of("text", told), List.of());
        Remark.Link link = new Remark.Link(Scene.BEGIN, 0, true, reason);
        Reason whole =
                new Reason("fork", Map.of(), List.of(new Reason("end", Map.of(), List.of())));
        Remark.Story story = new Remark.Story(List.of(link), 0);
        return new Remark(Scene.BEGIN, Method.INVITE, 1, 486, whole, story);
    }

    @Test
    void anAddressIsOwnInTheFlowInWhichItWasOurs() {
        CallFlows flows = flows(10, 10);
        flows.add(Scene.passed("one", SETUP).getFirst(), Scene.address(2));
        add(flows, "two", SETUP);

        assertThat(flows.flows().getFirst().own()).containsExactly(Scene.address(2));
        assertThat(flows.flows().getLast().own()).isEmpty();
    }

    @Test
    void aCallThatGoesOnAfterAChallengeIsNotOver() {
        CallFlows flows = flows(2, 10);
        add(flows, "tried", SETUP + "\n1 ua2 > ua1 407 INVITE 1 a\n2 ua1 > ua2 INVITE 2 b");
        add(flows, "ended", ENDED);
        add(flows, "new", SETUP);

        assertThat(flows.callIds()).containsExactly("tried", "new");
    }

    @Test
    void aCallThatIsChallengedMakesRoomOnlyAfterAllThatEndedAndBeforeThoseThatGoOn() {
        CallFlows flows = flows(3, 10);
        add(flows, "lasting", SETUP);
        add(flows, "challenged", SETUP + "\n1 ua2 > ua1 401 INVITE 1 a\n2 ua1 > ua2 ACK 1 a");
        add(flows, "ended", ENDED);
        add(flows, "new", SETUP);

        assertThat(flows.callIds()).containsExactly("lasting", "challenged", "new");

        add(flows, "newer", SETUP);
        assertThat(flows.callIds()).containsExactly("lasting", "new", "newer");
    }

    @Test
    void aLongFlowKeepsItsBeginningAndItsEnd() {
        CallFlows flows = flows(1, 4);
        for (int i = 1; i <= 10; i++) {
            add(flows, "c", i + " ua1 > ua2 INFO " + i + " b" + i);
        }

        CallFlow flow = Objects.requireNonNull(flows.flow("c"));
        assertThat(flow.messages())
                .extracting(passed -> passed.message().cSeq().number())
                .containsExactly(1L, 2L, 9L, 10L);
        assertThat(flow.forgotten()).isEqualTo(6);
        assertThat(CallSummary.of(flow).span().messages()).isEqualTo(10);
    }

    @Test
    void legsAreJoinedByTheirSessionId() {
        CallFlows flows = flows(10, 10);
        String session = SETUP + " Session-ID:_" + "a".repeat(32) + ";remote=" + "0".repeat(32);
        String other = SETUP + " Session-ID:_" + "b".repeat(32) + ";remote=" + "a".repeat(32);
        add(flows, "one", session);
        add(flows, "stranger", SETUP + " Session-ID:_" + "c".repeat(32));
        add(flows, "two", other);

        assertThat(flows.legs("two")).extracting(CallFlow::callId).containsExactly("one", "two");
        assertThat(flows.legs("stranger")).hasSize(1);
    }

    @Test
    void legsAreJoinedByTheCallIdThatOneNames() {
        CallFlows flows = flows(10, 10);
        add(flows, "one", SETUP);
        add(flows, "two", SETUP + " X-Call-ID:_one");
        add(flows, "three", SETUP + " x-cid:_two");

        assertThat(flows.legs("one"))
                .extracting(CallFlow::callId)
                .containsExactly("one", "two", "three");
        flows.remove("two");
        assertThat(flows.legs("one")).extracting(CallFlow::callId).containsExactly("one");
    }

    @Test
    void ofManyLegsThoseThatBeganFirstAreTold() {
        CallFlows flows = flows(100, 10);
        for (int i = 1; i <= 50; i++) {
            add(flows, "leg-" + i, SETUP + " Session-ID:_" + "a".repeat(32) + " X-CID:_leg-1");
        }

        assertThat(flows.legs("leg-40"))
                .extracting(CallFlow::callId)
                .containsExactly(
                        "leg-1", "leg-2", "leg-3", "leg-4", "leg-5", "leg-6", "leg-7", "leg-40");
        assertThat(flows.moreLegs("leg-40")).isTrue();
        for (int i = 1; i <= 42; i++) {
            flows.remove("leg-" + i);
        }
        assertThat(flows.legs("leg-50")).hasSize(8);
        assertThat(flows.moreLegs("leg-50")).isFalse();
    }

    @Test
    void aMarkThatIsLongerThanAnyIsNone() {
        CallFlows flows = flows(10, 10);
        String mark = " X-CID:_" + "x".repeat(300);
        add(flows, "one", SETUP + mark);
        add(flows, "two", SETUP + mark);

        assertThat(flows.legs("one")).hasSize(1);
    }

    @Test
    void aFilterLooksAtTheLineAndAtTheMessages() {
        CallFlow flow = Scene.flow(SETUP + " Subject:_Lunch");

        assertThat(FlowFilter.ALL.test(flow)).isTrue();
        assertThat(FlowFilter.ALL.withPayload("lunch").test(flow)).isTrue();
        assertThat(FlowFilter.ALL.withPayload("dinner").test(flow)).isFalse();
        assertThat(filter(Set.of("INVITE"), "ALICE", "192.0.2.2").test(flow)).isFalse();
        assertThat(filter(Set.of("INVITE"), "ALICE", "192.0.2.1:5060").test(flow)).isTrue();
        assertThat(filter(Set.of("REGISTER"), "", "").test(flow)).isFalse();
        assertThat(filter(Set.of(), "bob", "").test(flow)).isFalse();
    }

    private static FlowFilter filter(Set<String> methods, String from, String source) {
        return new FlowFilter(methods, from, "", source, "", "");
    }
}
