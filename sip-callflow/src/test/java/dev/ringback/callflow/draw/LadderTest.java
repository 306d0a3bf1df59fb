package dev.ringback.callflow.draw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Reason;
import dev.ringback.callflow.Remark;
import dev.ringback.callflow.Scene;
import dev.ringback.callflow.draw.Ladder.Arrow;
import dev.ringback.callflow.draw.Ladder.Column;
import dev.ringback.callflow.draw.Ladder.Note;
import dev.ringback.header.Method;
import dev.ringback.message.SipMessage;
import dev.ringback.stack.Transport;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

final class LadderTest {
    /// A proxy forks to two phones; one is busy, which the caller never learns.
    static final String FORK =
            """
            0   alice > p   INVITE 1 a sdp
            1   p > alice   100 INVITE 1 a
            2   p > bob     INVITE 1 b,a sdp
            3   p > carol   INVITE 1 c,a sdp
            503 p > carol   INVITE 1 c,a sdp
            510 bob > p     180 INVITE 1 b,a tags=caller/bob
            511 p > alice   180 INVITE 1 a tags=caller/bob
            600 carol > p   486 INVITE 1 c,a tags=caller/carol
            601 p > carol   ACK 1 c tags=caller/carol
            900 bob > p     200 INVITE 1 b,a sdp tags=caller/bob
            901 p > alice   200 INVITE 1 a sdp tags=caller/bob
            902 alice > p   ACK 1 d tags=caller/bob
            903 p > bob     ACK 1 e,d tags=caller/bob
            """;

    private static Ladder ladder(String text) {
        return Ladder.of(Scene.flow(text));
    }

    private static List<Arrow> those(Ladder ladder, Predicate<Arrow> which) {
        return ladder.arrows().stream().filter(which).toList();
    }

    @Test
    void everyPartyHasAColumnInTheOrderOfItsAppearance() {
        Ladder ladder = ladder(FORK);

        assertThat(ladder.columns())
                .extracting(Column::name)
                .containsExactly("alice", "192.0.2.2:5060", "bob", "192.0.2.4:5060");
        assertThat(ladder.arrows().get(3).from()).isEqualTo(1);
        assertThat(ladder.arrows().get(3).to()).isEqualTo(3);
    }

    /// Each response goes to the port from which the request before it came.
    @Test
    void anyNumberOfPortsOfOneHostIsOneParty() {
        SipMessage request = Scene.passed("c", "0 a > b INFO 1 x").getFirst().message();
        List<Passed> passed = new ArrayList<>();
        for (int port = 1_024; port < 21_024; port++) {
            SipMessage own = Scene.parse(request.toString().replace("z9hG4bKx", "z9hG4bK" + port));
            SipMessage ok =
                    Scene.parse(
                            own.toString()
                                    .replace("INFO sip:bob@example.com SIP/2.0", "SIP/2.0 200 OK"));
            passed.add(passed(port + 1, 5060, own, true));
            passed.add(passed(port, 5060, ok, false));
        }

        Ladder ladder = Ladder.of(new CallFlow("c", passed, List.of(), Set.of(), 0));

        assertThat(ladder.columns()).hasSize(2);
    }

    private static Passed passed(int port, int other, SipMessage message, boolean forth) {
        InetSocketAddress one = new InetSocketAddress(Scene.address(1).getAddress(), port);
        InetSocketAddress two = new InetSocketAddress(Scene.address(2).getAddress(), other);
        return new Passed(
                Scene.BEGIN, Transport.UDP, forth ? one : two, forth ? two : one, message);
    }

    @Test
    void rowsTellTheTimeSinceTheBeginningAndSinceTheOneAbove() {
        Arrow ringing = ladder(FORK).arrows().get(6);

        assertThat(ringing.moment().since()).isEqualTo(Duration.ofMillis(511));
        assertThat(ringing.moment().delta()).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void whatPassedThereBeforeIsARetransmission() {
        List<Arrow> again = those(ladder(FORK), arrow -> arrow.marks().again());

        assertThat(again).hasSize(1);
        assertThat(again.getFirst().moment().since()).isEqualTo(Duration.ofMillis(503));
    }

    @Test
    void aRetransmissionThatIsSentOnIsNoOtherMessage() {
        Ladder ladder =
                ladder(
                        """
                        0  alice > p INVITE 1 a
                        1  p > bob   INVITE 1 b,a
                        9  bob > p   200 INVITE 1 b,a
                        10 p > alice 200 INVITE 1 a
                        20 bob > p   200 INVITE 1 b,a
                        21 p > alice 200 INVITE 1 a
                        """);

        assertThat(those(ladder, arrow -> arrow.marks().again())).hasSize(2);
        assertThat(those(ladder, arrow -> arrow.marks().stopped())).isEmpty();
    }

    @Test
    void theResponseThatAForkLostWentNoFurther() {
        List<Arrow> stopped = those(ladder(FORK), arrow -> arrow.marks().stopped());

        assertThat(stopped)
                .extracting(arrow -> Label.of(arrow.passed().message()))
                .containsExactly("486 Busy Here");
    }

    @Test
    void aRequestThatAnElementAnswersItselfDidNotStop() {
        Ladder ladder =
                ladder(
                        """
                        0 alice > p INVITE 1 a
                        1 p > alice 407 INVITE 1 a
                        2 alice > p ACK 1 a
                        3 alice > p INVITE 2 b
                        4 p > bob   INVITE 2 c,b
                        """);

        assertThat(those(ladder, arrow -> arrow.marks().stopped())).isEmpty();
    }

    @Test
    void aRequestThatNobodyAnswersStoppedAtTheElementThatRecordedIt() {
        CallFlow seen = Scene.flow("0 alice > p OPTIONS 1 a");
        CallFlow flow = new CallFlow("c", seen.messages(), List.of(), Set.of(Scene.address(2)), 0);

        assertThat(Ladder.of(seen).arrows().getFirst().marks().stopped()).isFalse();
        assertThat(Ladder.of(flow).arrows().getFirst().marks().stopped()).isTrue();
    }

    @Test
    void messagesWithOneTopViaAreOneBranch() {
        Ladder ladder = ladder(FORK);

        assertThat(ladder.arrows())
                .extracting(arrow -> arrow.marks().branch())
                .containsExactly(0, 0, 1, 2, 2, 1, 0, 2, 2, 1, 0, 3, 4);
    }

    @Test
    void theAddressesOfTheElementAreOneColumn() {
        CallFlow seen =
                Scene.flow(
                        """
                        0 alice > in INVITE 1 a Server:_None
                        1 out > bob  INVITE 1 b,a
                        2 bob > out  200 INVITE 1 b,a Server:_Phone/2
                        """);
        Set<InetSocketAddress> own = Set.of(Scene.address(2), Scene.address(3));

        Ladder ladder = Ladder.of(new CallFlow("c", seen.messages(), List.of(), own, 0));

        assertThat(ladder.columns()).hasSize(3);
        assertThat(ladder.columns().get(1).own()).isTrue();
        assertThat(ladder.columns().get(1).addresses()).hasSize(2);
        assertThat(ladder.columns().get(2).name()).isEqualTo("bob");
    }

    @Test
    void aRegistrarIsNotCalledLikeItsUsers() {
        Ladder ladder =
                ladder(
                        """
                        0 alice > reg REGISTER 1 a User-Agent:_Desk_7
                        1 reg > alice 200 REGISTER 1 a Server:_Office/1.0
                        """);

        assertThat(ladder.columns())
                .extracting(Column::name)
                .containsExactly("alice", "Office/1.0");
    }

    @Test
    void aRemarkStandsAtTheElementThatDecided() {
        CallFlow seen = Scene.flow("0 alice > p INVITE 1 a\n5 p > alice 404 INVITE 1 a");
        Remark remark =
                new Remark(
                        Scene.BEGIN.plusMillis(4),
                        Method.INVITE,
                        1,
                        404,
                        new Reason("cancelled", Map.of(), List.of()));
        CallFlow told = new CallFlow("c", seen.messages(), List.of(remark), Set.of(), 3);

        Ladder ladder = Ladder.of(told);

        assertThat(ladder.rows().get(1)).isInstanceOf(Note.class);
        assertThat(((Note) ladder.rows().get(1)).column()).isEqualTo(1);
        assertThat(ladder.forgotten()).isEqualTo(3);
        assertThat(Label.of(remark)).isEqualTo("INVITE 404: The caller gave up.");
    }

    @Test
    void legsAreOneLadderInTheOrderOfTime() {
        CallFlow one = Scene.flow("one", "0 a > b INVITE 1 a\n9 b > a 200 INVITE 1 a");
        CallFlow two = Scene.flow("two", "4 a > b INVITE 1 x");

        Ladder ladder = Ladder.of(List.of(one, two), false);

        assertThat(ladder.arrows())
                .extracting(arrow -> arrow.marks().flow())
                .containsExactly(0, 1, 0);
    }

    @Test
    void everyMethodAndStatusLeadsToItsSection() {
        assertThat(section("486 INVITE 1 a")).hasToString("RFC 3261 §21.4.24");
        assertThat(section("489 SUBSCRIBE 1 a")).hasToString("RFC 6665 §8.3.2");
        assertThat(section("499 INVITE 1 a")).hasToString("RFC 3261 §21.4");
        assertThat(section("PRACK 1 a").link())
                .isEqualTo("https://www.rfc-editor.org/rfc/rfc3262.html#section-6");
    }

    private static RfcSection section(String message) {
        return RfcSection.of(Scene.flow("0 a > b " + message).messages().getFirst().message());
    }
}
