package dev.ringback.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Element;
import dev.ringback.header.HeaderName;
import dev.ringback.message.SipResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The server's own user agent: RFC 3261 §8.2, §11.2.
class OwnAgentTest {
    private final CoreBench bench = new CoreBench();
    private int branch;

    @Test
    void optionsTellsAllThatTheServerCan() {
        SipResponse ok = ask("OPTIONS");
        assertThat(ok.status()).isEqualTo(200);
        assertThat(ok.value(HeaderName.ALLOW)).isEqualTo("REGISTER, OPTIONS");
        assertThat(ok.value(HeaderName.ACCEPT)).isEqualTo("application/sdp");
        assertThat(ok.value(HeaderName.ACCEPT_ENCODING)).isEqualTo("identity");
        assertThat(ok.value(HeaderName.ACCEPT_LANGUAGE)).isEqualTo("en");
        assertThat(ok.has(HeaderName.SUPPORTED)).isTrue();
        assertThat(ok.bodyLength()).isZero();
        assertThat(bench.cause()).isEqualTo(new Cause.Served(Element.SERVER_AGENT));
    }

    @Test
    void optionsForAUserGoesToTheUserAsItIs() {
        bench.bind("bob", "sip:bob@192.0.2.20");
        bench.receive(
                CoreBench.CALLER,
                CoreBench.text(
                        "OPTIONS", "sip:bob@example.com", "u", "Accept: text/plain", "Require: x"));
        assertThat(bench.forwarded("OPTIONS")).hasSize(1);
        assertThat(bench.forwarded("OPTIONS").getFirst().value(HeaderName.REQUIRE)).isEqualTo("x");
        assertThat(bench.statuses()).isEmpty();
    }

    @Test
    void methodsThatAreKnownAreNotAllowedAndOthersNotImplemented() {
        for (String method : List.of("INVITE", "MESSAGE", "SUBSCRIBE", "PUBLISH", "REFER")) {
            SipResponse refused = ask(method);
            assertThat(refused.status()).as(method).isEqualTo(405);
            assertThat(refused.value(HeaderName.ALLOW)).isEqualTo("REGISTER, OPTIONS");
        }
        assertThat(ask("FROBNICATE").status()).isEqualTo(501);
    }

    @Test
    void itHasNoDialogs() {
        for (String method : List.of("BYE", "INFO", "OPTIONS", "INVITE")) {
            String text = CoreBench.text(method, "sip:example.com", "d" + ++branch);
            bench.receive(
                    CoreBench.CALLER, text.replaceFirst("To: <[^>]*>", "To: <sip:x@y>;tag=1"));
            assertThat(bench.lastResponse().status()).as(method).isEqualTo(481);
        }
    }

    @Test
    void whatItDoesNotUnderstandItNames() {
        SipResponse extension = ask("OPTIONS", "Require: foo, bar");
        assertThat(extension.status()).isEqualTo(420);
        assertThat(extension.value(HeaderName.UNSUPPORTED)).isEqualTo("foo, bar");
        String text =
                CoreBench.text("OPTIONS", "sip:example.com", "b", "Content-Type: text/plain")
                        .replace("call-1", "call-b");
        bench.receive(
                CoreBench.CALLER, text.replace("Content-Length: 0", "Content-Length: 2") + "hi");
        assertThat(bench.lastResponse().status()).isEqualTo(415);
        assertThat(bench.lastResponse().value(HeaderName.ACCEPT)).isEqualTo("application/sdp");
    }

    @Test
    void anAddressWithoutSuchAUserIsNotFoundAndAnotherSchemeNotSupported() {
        bench.receive(CoreBench.CALLER, CoreBench.text("INVITE", "tel:+1234", "t"));
        assertThat(bench.lastResponse().status()).isEqualTo(416);
        bench.receive(CoreBench.CALLER, CoreBench.text("INVITE", "sip:x@192.0.2.1:5062", "n"));
        assertThat(bench.lastResponse().status()).isEqualTo(403);
    }

    @Test
    void theResponseRepeatsWhatItMust() {
        String text =
                CoreBench.text(
                        "OPTIONS", "sip:example.com", "v", "Via: SIP/2.0/UDP 10.0.0.1;branch=z9");
        bench.receive(CoreBench.CALLER, text);
        SipResponse ok = bench.lastResponse();
        assertThat(ok.values(HeaderName.VIA))
                .containsExactly(
                        "SIP/2.0/UDP 192.0.2.10;branch=z9hG4bKv", "SIP/2.0/UDP 10.0.0.1;branch=z9");
        assertThat(ok.value(HeaderName.FROM)).isEqualTo("<sip:carol@far.example>;tag=c1");
        assertThat(ok.callId()).isEqualTo("call-1");
        assertThat(ok.value(HeaderName.CSEQ)).isEqualTo("1 OPTIONS");
        assertThat(ok.value(HeaderName.TO)).startsWith("<sip:example.com>;tag=");
    }

    @Test
    void aRegistrationThatComesOnTwoWaysOrWithAForeignBodyIsRefused() {
        String register =
                CoreBench.text("REGISTER", "sip:example.com", "r1")
                        .replaceFirst("To: <[^>]*>", "To: <sip:bob@example.com>");
        bench.receive(CoreBench.CALLER, register);
        assertThat(bench.lastResponse().status()).isEqualTo(200);
        bench.receive(CoreBench.CALLER, register.replace("r1", "r2"));
        assertThat(bench.lastResponse().status()).isEqualTo(482);
        String body =
                register.replace("r1", "r3")
                        .replace("CSeq: 1", "CSeq: 2")
                        .replace("Content-Length: 0", "Content-Type: a/b\r\nContent-Length: 2");
        bench.receive(CoreBench.CALLER, body + "hi");
        assertThat(bench.lastResponse().status()).isEqualTo(415);
        assertThat(bench.lastResponse().value(HeaderName.ACCEPT)).isEmpty();
    }

    private SipResponse ask(String method, String... more) {
        String text = CoreBench.text(method, "sip:example.com", "a" + ++branch, more);
        bench.receive(CoreBench.CALLER, text.replace("call-1", "call-" + branch));
        return bench.lastResponse();
    }
}
