package dev.ringback.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Finding;
import dev.ringback.flow.FlowPhone;
import dev.ringback.header.HeaderName;
import dev.ringback.header.address.Contact;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Input;
import org.junit.jupiter.api.Test;

/// Addresses of one device, RFC 5627 §5 and §6.
class GruuTest {
    private static final String DESK = "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6";
    private final CoreBench bench = new CoreBench();
    private int sequence;

    @Test
    void aDeviceGetsAPublicAndATemporaryAddress() {
        Contact contact = register(1, DESK, "call");
        assertThat(contact.pubGruu()).hasToString("sip:Callee@Example.com;gr=" + DESK);
        assertThat(String.valueOf(contact.tempGruu()))
                .startsWith("sip:tgruu.")
                .endsWith("@example.com;gr")
                .doesNotContainIgnoringCase("callee");
    }

    @Test
    void onlyTheDeviceThatIsMeantRings() {
        String pub = String.valueOf(register(1, DESK, "call").pubGruu());
        register(2, "urn:uuid:other", "call2");
        invite(pub);
        assertThat(bench.forwarded("INVITE")).hasSize(1);
        assertThat(bench.lastSend().to()).isEqualTo(flow(1));
        assertThat(bench.forwarded("INVITE").getFirst().requestUri())
                .hasToString("sip:c@w1.invalid");
        invite("sip:Callee@example.com");
        assertThat(bench.forwarded("INVITE")).hasSize(3);
    }

    @Test
    void temporaryAddressesAccumulateAndCannotBeTold() {
        String first = String.valueOf(register(1, DESK, "call").tempGruu());
        String second = String.valueOf(register(1, DESK, "call").tempGruu());
        assertThat(first.substring(0, 40)).isNotEqualTo(second.substring(0, 40));
        for (String each : new String[] {first, second}) {
            invite(each);
            assertThat(bench.lastSend().to()).isEqualTo(flow(1));
        }
    }

    @Test
    void aTemporaryAddressEndsWithItsRegistration() {
        String first = String.valueOf(register(1, DESK, "call").tempGruu());
        String second = String.valueOf(register(1, DESK, "another").tempGruu());
        invite(first);
        assertThat(bench.lastResponse().status()).isEqualTo(404);
        invite(second);
        assertThat(bench.lastSend().to()).isEqualTo(flow(1));
        send(1, DESK, "another", ";expires=0");
        invite(second);
        assertThat(bench.lastResponse().status()).isEqualTo(404);
    }

    @Test
    void aPublicAddressStaysValidWhileNobodyIsThere() {
        String pub = String.valueOf(register(1, DESK, "call").pubGruu());
        bench.handle(new Input.FlowClosed(flow(1), "closed by peer"));
        invite(pub);
        assertThat(bench.lastResponse().status()).isEqualTo(480);
        send(2, DESK, "anew", "");
        invite(pub);
        assertThat(bench.lastSend().to()).isEqualTo(flow(2));
    }

    @Test
    void aDeviceThatIsGoneIsNoUserThatIsGone() {
        String pub = String.valueOf(register(1, DESK, "call").pubGruu());
        register(2, "urn:uuid:other", "call2");
        send(1, DESK, "call", ";expires=0");
        invite(pub);
        assertThat(bench.lastResponse().status()).isEqualTo(480);
        Cause.StoreAnswered cause = (Cause.StoreAnswered) bench.cause();
        assertThat(cause.finding()).isEqualTo(Finding.NO_USABLE_BINDING);
    }

    @Test
    void anAddressThatNobodyWasGivenIsNotFound() {
        register(1, DESK, "call");
        invite("sip:tgruu.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA@example.com;gr");
        assertThat(bench.lastResponse().status()).isEqualTo(404);
        invite("sip:Callee@example.com;gr");
        assertThat(bench.lastResponse().status()).isEqualTo(404);
    }

    @Test
    void whoDoesNotKnowOfThemGetsNone() {
        send(1, DESK, "call", "", "Supported: path");
        assertThat(bench.lastResponse().value(HeaderName.CONTACT)).doesNotContain("gruu");
    }

    @Test
    void aDeviceIsNotAtItsOwnAddress() {
        String temporary = String.valueOf(register(1, DESK, "call").tempGruu());
        for (String own :
                new String[] {"sip:Callee@example.com", "sip:Callee@example.com;gr=x", temporary}) {
            bench.receive(
                    flow(1),
                    register("<" + own + ">;+sip.instance=\"<" + DESK + ">\"", "loop" + own));
            assertThat(bench.lastResponse().status()).isEqualTo(403);
        }
    }

    @Test
    void nobodyChoosesTheirOwn() {
        Contact contact = register(1, DESK, "call", ";pub-gruu=\"sip:x@example.com;gr=z\"");
        assertThat(contact.pubGruu()).hasToString("sip:Callee@Example.com;gr=" + DESK);
    }

    private Contact register(int number, String instance, String callId, String... more) {
        SipResponse ok = send(number, instance, callId, String.join("", more));
        assertThat(ok.status()).isEqualTo(200);
        return ok.read(Contact.FIELD).values().stream()
                .filter(contact -> instance.equals(contact.instance()))
                .findFirst()
                .orElseThrow();
    }

    private String register(String contact, String callId) {
        sequence++;
        return "REGISTER sip:example.com SIP/2.0\r\nVia: SIP/2.0/WS w.invalid;branch=z9hG4bKg"
                + sequence
                + "\r\nMax-Forwards: 70\r\nFrom: <sip:Callee@Example.com>;tag=a"
                + "\r\nTo: <sip:Callee@Example.com>\r\nCall-ID: "
                + callId.replaceAll("[^a-z]", "")
                + "\r\nCSeq: 1 REGISTER\r\nContact: "
                + contact
                + "\r\nContent-Length: 0\r\n\r\n";
    }

    private SipResponse send(
            int number, String instance, String callId, String parameters, String... lines) {
        sequence++;
        bench.receive(
                flow(number),
                "REGISTER sip:example.com SIP/2.0\r\nVia: SIP/2.0/WS w.invalid;branch=z9hG4bKg"
                        + sequence
                        + "\r\nMax-Forwards: 70\r\nFrom: <sip:Callee@Example.com>;tag=a"
                        + "\r\nTo: <sip:Callee@Example.com>\r\nCall-ID: "
                        + callId
                        + "\r\nCSeq: "
                        + sequence
                        + " REGISTER\r\n"
                        + (lines.length == 0 ? "Supported: gruu" : lines[0])
                        + "\r\nContact: <sip:c@w"
                        + number
                        + ".invalid>;+sip.instance=\"<"
                        + instance
                        + ">\""
                        + parameters
                        + "\r\nContent-Length: 0\r\n\r\n");
        return bench.lastResponse();
    }

    private void invite(String uri) {
        sequence++;
        bench.receive(
                CoreBench.CALLER,
                CoreBench.text("INVITE", uri, "i" + sequence).replace("call-1", "call" + sequence));
    }

    private static Flow flow(int number) {
        return FlowPhone.ws(number);
    }
}
