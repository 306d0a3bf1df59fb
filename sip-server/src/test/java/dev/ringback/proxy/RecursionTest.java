package dev.ringback.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.message.SipRequest;
import dev.ringback.transaction.Timers;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Redirections that the proxy follows itself: RFC 3261 §16.5 and §16.7 step 4.
class RecursionTest {
    private static final AddressOfRecord ALICE = new AddressOfRecord("alice", "example.com");

    private final ProxyBench bench =
            new ProxyBench(ProxySettings.defaults().withRecurse(true), Timers.defaults());

    private SipRequest redirected(int status, String... contacts) {
        bench.to("sip:bob@192.0.2.20");
        bench.answer(bench.invite().getFirst(), status, "Contact:" + String.join(", ", contacts));
        return bench.forwarded("INVITE").getLast();
    }

    private List<String> hosts() {
        return bench.forwarded("INVITE").stream().map(ProxyBench::hostOf).toList();
    }

    @Test
    void itIsOffUnlessWanted() {
        var plain = new ProxyBench().to("sip:bob@192.0.2.20");
        plain.sender = ALICE;
        plain.answer(plain.invite().getFirst(), 302, "Contact:<sip:bob@192.0.2.30>");
        assertThat(plain.last().status()).isEqualTo(302);
        assertThat(plain.forwarded("INVITE")).hasSize(1);
    }

    @Test
    void contactsAreTriedByPreferenceWithoutTheirHeadersAndMethod() {
        bench.sender = ALICE;
        redirected(
                302,
                "<sip:low@192.0.2.31>;q=0.1",
                "<sip:high@192.0.2.30;method=BYE?Subject=x>;q=0.9");
        assertThat(hosts()).containsExactly("192.0.2.20", "192.0.2.30");
        SipRequest high = bench.forwarded("INVITE").getLast();
        assertThat(high.requestUri()).hasToString("sip:high@192.0.2.30");
        bench.answer(high, 486);
        assertThat(hosts()).endsWith("192.0.2.31");
        bench.answer(bench.forwarded("INVITE").getLast(), 200);
        assertThat(bench.statuses()).containsExactly(100, 200);
    }

    @Test
    void aSipsContactForASipRequestIsTheCallersToTry() {
        bench.sender = ALICE;
        redirected(302, "<sips:bob@198.51.100.1>");
        assertThat(hosts()).containsExactly("192.0.2.20");
        assertThat(bench.last().status()).isEqualTo(302);
        assertThat(bench.last().value(HeaderName.CONTACT)).contains("sips:bob@198.51.100.1");
    }

    @Test
    void aRefusalThatAsksForTheOtherSchemeGoesBeforeAnAbsence() {
        bench.to("sip:bob@192.0.2.20", "sip:bob@192.0.2.21");
        List<SipRequest> copies = bench.invite();
        bench.answer(copies.get(0), 480);
        bench.answer(copies.get(1), 480, "Warning:381 phone \"SIPS Required\"");
        assertThat(bench.last().value(HeaderName.WARNING)).contains("381");
    }

    @Test
    void aStrangerIsNotTakenAnywhereByARedirection() {
        redirected(302, "<sip:bob@198.51.100.1>");
        assertThat(hosts()).containsExactly("192.0.2.20");
        assertThat(bench.last().status()).isEqualTo(302);
        assertThat(bench.last().value(HeaderName.CONTACT)).contains("198.51.100.1");
    }

    @Test
    void aStrangerReachesOtherUsersOfOurs() {
        redirected(302, "<sip:carol@192.0.2.1>", "<sip:x@198.51.100.1>");
        assertThat(hosts()).containsExactly("192.0.2.20", "192.0.2.1");
        bench.answer(bench.forwarded("INVITE").getLast(), 404);
        assertThat(bench.last().status()).isEqualTo(302);
        assertThat(bench.last().values(HeaderName.CONTACT)).containsExactly("<sip:x@198.51.100.1>");
    }

    @Test
    void whatIsTriedIsNoLongerInTheResponseAndAnEmptyOneIsNoChoice() {
        bench.sender = ALICE;
        SipRequest second = redirected(300, "<sip:bob@192.0.2.30>");
        bench.answer(second, 486);
        assertThat(bench.last().status()).isEqualTo(486);
    }

    @Test
    void noUriIsTriedTwiceSoCirclesEnd() {
        bench.sender = ALICE;
        SipRequest second = redirected(302, "<sip:bob@192.0.2.30>");
        bench.answer(second, 302, "Contact:<sip:bob@192.0.2.20>");
        assertThat(hosts()).containsExactly("192.0.2.20", "192.0.2.30");
        assertThat(bench.last().status()).isEqualTo(302);
    }

    @Test
    void depthAndNumberAreBounded() {
        bench.sender = ALICE;
        SipRequest last = redirected(302, "<sip:bob@198.51.100.1>");
        for (int i = 2; i < 10; i++) {
            bench.answer(last, 302, "Contact:<sip:bob@198.51.100." + i + ">");
            last = bench.forwarded("INVITE").getLast();
        }
        assertThat(hosts()).hasSize(1 + ProxySettings.defaults().deepestRedirect());
        assertThat(bench.last().status()).isEqualTo(302);
    }

    @Test
    void manyContactsAreCutOff() {
        bench.sender = ALICE;
        String[] contacts = new String[40];
        for (int i = 0; i < contacts.length; i++) {
            contacts[i] = "<sip:bob@198.51.100." + (i + 1) + ">";
        }
        redirected(302, contacts);
        assertThat(hosts()).hasSize(1 + ProxySettings.defaults().mostRedirected());
    }

    @Test
    void theBreadthOfTheRedirectedBranchBoundsItsFollowers() {
        bench.sender = ALICE;
        bench.to("sip:bob@192.0.2.20");
        SipRequest first = bench.invite("Max-Breadth: 2").getFirst();
        bench.answer(
                first,
                302,
                "Contact:<sip:a@198.51.100.1>, <sip:b@198.51.100.2>, <sip:c@198.51.100.3>");
        assertThat(bench.forwarded("INVITE")).hasSize(3);
        bench.answer(bench.forwarded("INVITE").get(1), 486);
        assertThat(bench.forwarded("INVITE")).hasSize(3);
        bench.answer(bench.forwarded("INVITE").get(2), 486);
        assertThat(bench.forwarded("INVITE")).hasSize(4);
    }

    @Test
    void useProxyAndAlternativeServiceAreTheClientsToJudge() {
        bench.sender = ALICE;
        redirected(305, "<sip:proxy.evil@198.51.100.1>");
        assertThat(bench.last().status()).isEqualTo(305);
        assertThat(hosts()).hasSize(1);
    }

    @Test
    void aForeignRequestUriIsNotOursToRedirect() {
        bench.sender = ALICE;
        bench.receive(
                ProxyBench.udp("192.0.2.10"), ProxyBench.text("INVITE", "sip:dave@198.51.100.7"));
        bench.answer(bench.forwarded("INVITE").getFirst(), 302, "Contact:<sip:dave@198.51.100.8>");
        assertThat(bench.last().status()).isEqualTo(302);
        assertThat(bench.forwarded("INVITE")).hasSize(1);
    }

    @Test
    void otherSchemesStayInTheResponse() {
        bench.sender = ALICE;
        SipRequest second = redirected(302, "<tel:+123>", "<sip:bob@192.0.2.30>");
        bench.answer(second, 480);
        assertThat(bench.last().status()).isEqualTo(302);
        assertThat(bench.last().values(HeaderName.CONTACT)).containsExactly("<tel:+123>");
    }
}
