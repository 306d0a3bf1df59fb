package dev.ringback.callflow.why;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.callflow.CallFlow;
import dev.ringback.cause.Cause;
import dev.ringback.cause.CauseGraph;
import dev.ringback.cause.Element;
import dev.ringback.cause.Finding;
import dev.ringback.cause.Store;
import dev.ringback.header.Method;
import dev.ringback.stack.Destination;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Transport;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The decisive cause is found behind what only passes it on.
class InquiryTest {
    private static final Destination PHONE = new Hop(Transport.UDP, Flows.PHONE);
    private static final Destination ITSELF = new Hop(Transport.UDP, Flows.HERE);
    private static final Cause ABSENT =
            new Cause.StoreAnswered(Store.LOCATION, Finding.NO_BINDING, "bob@example.com");

    private final Flows flows = new Flows("one");

    private Why why(CallFlow... legs) {
        return Inquiry.about(flows.flow(), List.of(legs));
    }

    private static Cause received(Destination from, int status) {
        return new Cause.Received(from, status);
    }

    @Test
    void beforeAnythingIsDecidedItSaysSo() {
        Why why = why();
        assertThat(why.reason().kind()).isEqualTo("undecided");
        assertThat(why.answer()).isNull();
        assertThat(why.origin()).isNull();
        assertThat(why.status()).isZero();
    }

    @Test
    void anAnswerThatOnlyPassedByWasNotDecidedHere() {
        flows.asks("INVITE", 1).tells(486, "Busy Here", "INVITE");
        assertThat(why().reason().kind()).isEqualTo("passed-by");
    }

    @Test
    void whatPeersSayIsToldInTheirWords() {
        flows.asks("INVITE", 1).answers(486, "Gone {fishing}", "INVITE");
        flows.decides(Method.INVITE, 1, 486, received(PHONE, 486));
        assertThat(why().reason().kind()).isEqualTo("received");
        assertThat(why().reason().facts())
                .containsEntry("status", "486")
                .containsEntry("from", "udp:192.0.2.20:5060")
                .containsEntry("phrase", "Gone {fishing}");
    }

    @Test
    void theWordsOfAWarningOrAReasonAreTold() {
        String cause = "Q.850;cause=20";
        flows.asks("INVITE", 1).answers(480, "Absent", "INVITE", "Reason: " + cause);
        flows.decides(Method.INVITE, 1, 480, received(PHONE, 480));
        assertThat(why().reason().kind()).isEqualTo("received-with-words");
        assertThat(why().reason().facts()).containsEntry("words", cause);
    }

    @Test
    void ofARequestThatWasChallengedTheAnswerToTheSecondCounts() {
        flows.asks("INVITE", 1);
        flows.decides(Method.INVITE, 1, 407, new Cause.Challenged("example.com", null));
        flows.asks("INVITE", 2).decides(Method.INVITE, 2, 480, ABSENT);
        assertThat(why().reason().kind()).isEqualTo("no-binding");
        assertThat(why().status()).isEqualTo(480);
    }

    @Test
    void whatComesAfterTheCallIsUpIsAnotherMatter() {
        Cause served = new Cause.Served(Element.ECHO);
        flows.asks("INVITE", 1).decides(Method.INVITE, 1, 200, served);
        flows.asks("INVITE", 2).decides(Method.INVITE, 2, 488, received(PHONE, 488));
        flows.asks("BYE", 3).decides(Method.BYE, 3, 500, new Cause.Fault("java.lang.Error"));
        assertThat(why().reason().kind()).isEqualTo("served");
        assertThat(why().status()).isEqualTo(200);
    }

    @Test
    void anInviteOfTheCalleeWithTheNumberOfTheCallersIsAnotherMatter() {
        flows.asks("INVITE", 1).decides(Method.INVITE, 1, 200, new Cause.Served(Element.ECHO));
        String again = "INVITE sip:alice@192.0.2.10 SIP/2.0\r\n" + HEAD;
        flows.passes(
                Flows.PHONE,
                Flows.HERE,
                again.replace("bob@example.com>", "bob@example.com>;tag=b"));
        flows.decides(Method.INVITE, 1, 488, received(PHONE, 488));
        assertThat(why().status()).isEqualTo(200);
    }

    @Test
    void ofARegistrationTheLastWordCounts() {
        flows.asks("REGISTER", 1);
        flows.decides(Method.REGISTER, 1, 200, new Cause.Served(Element.REGISTRAR));
        flows.decides(Method.REGISTER, 2, 500, new Cause.Fault("java.lang.Error"));
        assertThat(why().reason().kind()).isEqualTo("fault");
    }

    @Test
    void aSpiralIsFollowedToItsEnd() {
        flows.asks("INVITE", 1);
        flows.decides(Method.INVITE, 1, 480, ABSENT);
        flows.decides(Method.INVITE, 1, 480, received(ITSELF, 480));
        Why why = why();
        assertThat(why.reason().kind()).isEqualTo("no-binding");
        assertThat(Objects.requireNonNull(why.answer()).reason().kind()).isEqualTo("received");
        assertThat(Objects.requireNonNull(why.origin()).remark().reason().kind())
                .isEqualTo("no-binding");
    }

    @Test
    void aHopThatSentTheRequestBackIsASpiralWhateverOurAddressesAre() {
        flows.asks("INVITE", 1);
        flows.passes(Flows.PHONE, Flows.HERE, "INVITE sip:bob@example.com SIP/2.0\r\n" + HEAD);
        flows.decides(Method.INVITE, 1, 480, ABSENT);
        flows.decides(Method.INVITE, 1, 480, received(PHONE, 480));
        assertThat(why().reason().kind()).isEqualTo("no-binding");
    }

    @Test
    void twoDecisionsThatPointAtEachOtherEndSomewhere() {
        flows.asks("INVITE", 1);
        flows.decides(Method.INVITE, 1, 480, received(ITSELF, 480));
        flows.decides(Method.INVITE, 1, 480, received(ITSELF, 480));
        assertThat(why().reason().kind()).isEqualTo("received");
    }

    @Test
    void whatAnotherHopSaidIsNotTakenForOurOwnEarlierDecision() {
        flows.asks("INVITE", 1);
        flows.decides(Method.INVITE, 1, 480, ABSENT);
        flows.decides(Method.INVITE, 1, 480, received(PHONE, 480));
        assertThat(why().reason().kind()).isEqualTo("received");
    }

    @Test
    void anotherLegOfTheCallIsFollowed() {
        Flows other = new Flows("two").asks("INVITE", 1).decides(Method.INVITE, 1, 480, ABSENT);
        flows.asks("INVITE", 1).passes(Flows.PHONE, Flows.HERE, "SIP/2.0 480 x\r\n" + HEAD);
        flows.decides(Method.INVITE, 1, 480, received(PHONE, 480));
        Why why = why(other.flow());
        assertThat(why.reason().kind()).isEqualTo("no-binding");
        assertThat(Objects.requireNonNull(why.origin()).flow().callId()).isEqualTo("two");
        assertThat(why.legs()).hasSize(1);
    }

    private static final String HEAD =
            """
            Via: SIP/2.0/UDP 192.0.2.10:7000;branch=z9hG4bK1
            From: <sip:alice@example.com>;tag=a
            To: <sip:bob@example.com>
            Call-ID: one
            CSeq: 1 INVITE
            Max-Forwards: 70
            Content-Length: 0

            """
                    .replace("\n", "\r\n");

    @Test
    void aRuleThatAnsweredAFailureGivesWayToTheFailure() {
        Cause failed = new Cause.TransportFailed(PHONE, "connection refused");
        CauseGraph causes =
                CauseGraph.of(0, 0, AllCauses.RULE)
                        .and(1, 1, failed)
                        .and(2, 0, new Cause.FellBack(AllCauses.RULE, failed));
        flows.asks("INVITE", 1).decides(Method.INVITE, 1, 480, causes);
        Why why = why();
        assertThat(why.reason().kind()).isEqualTo("econnrefused");
        assertThat(Objects.requireNonNull(why.origin()).remark().chain())
                .extracting(link -> link.reason().kind())
                .containsExactly("rule-matched", "econnrefused", "fell-back");
    }

    @Test
    void whatAPhoneSaidBeforeARuleAnsweredIsToldInItsWords() {
        CauseGraph causes =
                CauseGraph.of(0, 0, new Cause.FellBack(AllCauses.RULE, received(PHONE, 486)));
        flows.asks("INVITE", 1).answers(486, "Do Not Disturb", "INVITE");
        flows.decides(Method.INVITE, 1, 480, causes);
        assertThat(why().reason().kind()).isEqualTo("received");
        assertThat(why().reason().facts()).containsEntry("phrase", "Do Not Disturb");
    }
}
