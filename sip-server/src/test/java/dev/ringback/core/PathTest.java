package dev.ringback.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.message.SipRequest;
import org.junit.jupiter.api.Test;

/// The home proxy of RFC 3327 §5.4: what goes to a phone goes through the proxies of its Path.
class PathTest {
    private static final String PATH =
            "Path: <sip:192.0.2.30;lr>, <sip:192.0.2.31:5080;lr;transport=tcp>";

    private final CoreBench bench = new CoreBench();
    private int sequence;

    @Test
    void aRequestTakesThePathOfTheBinding() {
        register("bob", "sip:bob@192.0.2.20:5070", PATH);
        bench.invite("bob");
        SipRequest copy = bench.forwarded("INVITE").getFirst();
        assertThat(copy.requestUri()).hasToString("sip:bob@192.0.2.20:5070");
        assertThat(copy.values(HeaderName.ROUTE))
                .containsExactly("<sip:192.0.2.30;lr>", "<sip:192.0.2.31:5080;lr;transport=tcp>");
        assertThat(sentTo()).isEqualTo("192.0.2.30:5060");
    }

    @Test
    void eachBindingHasItsOwnPath() {
        register("bob", "sip:bob@192.0.2.20", PATH);
        register("bob", "sip:bob@192.0.2.21", "Path: <sip:192.0.2.32;lr>");
        register("bob", "sip:bob@192.0.2.22", "X-None: 1");
        bench.invite("bob");
        assertThat(bench.forwarded("INVITE"))
                .extracting(copy -> copy.value(HeaderName.ROUTE))
                .containsExactly("<sip:192.0.2.30;lr>", "<sip:192.0.2.32;lr>", null);
    }

    @Test
    void aStrictRouterInThePathGetsItselfAsRequestUri() {
        register("bob", "sip:bob@192.0.2.20", "Path: <sip:192.0.2.30>");
        bench.invite("bob");
        SipRequest copy = bench.forwarded("INVITE").getFirst();
        assertThat(copy.requestUri()).hasToString("sip:192.0.2.30");
        assertThat(copy.values(HeaderName.ROUTE)).containsExactly("<sip:bob@192.0.2.20>");
    }

    @Test
    void ourselvesInThePathAreNoDetour() {
        register("bob", "sip:bob@192.0.2.20", "Path: <sip:192.0.2.1;lr>, <sip:example.com;lr>");
        bench.invite("bob");
        assertThat(bench.forwarded("INVITE").getFirst().has(HeaderName.ROUTE)).isFalse();
        assertThat(sentTo()).isEqualTo("192.0.2.20:5060");
    }

    @Test
    void theDialogOfAStrangerGoesOnThroughThePathAndWithoutIt() {
        register("bob", "sip:bob@192.0.2.20", PATH);
        bench.invite("bob");
        String ours = bench.forwarded("INVITE").getFirst().value(HeaderName.RECORD_ROUTE);
        bye("2", "Route: " + ours, "Route: <sip:192.0.2.30;lr>");
        assertThat(sentTo()).isEqualTo("192.0.2.30:5060");
        bye("3", "Route: " + ours);
        assertThat(sentTo()).isEqualTo("192.0.2.20:5060");
        assertThat(bench.forwarded("BYE")).hasSize(2);
        bye("4", "Route: " + ours, "Route: <sip:192.0.2.66;lr>");
        assertThat(bench.forwarded("BYE")).as("nobody else is permitted").hasSize(2);
        assertThat(bench.lastResponse().status()).isEqualTo(403);
    }

    @Test
    void aPathOfAnotherRequestThanRegisterRoutesNothing() {
        bench.bind("bob", "sip:bob@192.0.2.20");
        bench.receive(
                CoreBench.CALLER,
                CoreBench.text("INVITE", "sip:bob@example.com", "1", PATH, "Supported: path"));
        assertThat(bench.forwarded("INVITE").getFirst().has(HeaderName.ROUTE)).isFalse();
        assertThat(sentTo()).isEqualTo("192.0.2.20:5060");
    }

    @Test
    void aRefusedPathRoutesNothing() {
        receive("bob", "sip:bob@192.0.2.20", PATH);
        assertThat(bench.lastResponse().status()).isEqualTo(420);
        bench.invite("bob");
        assertThat(bench.forwarded("INVITE")).isEmpty();
    }

    private void register(String user, String contact, String line) {
        receive(user, contact, line, "Supported: path");
        assertThat(bench.lastResponse().status()).isEqualTo(200);
    }

    private void receive(String user, String contact, String... lines) {
        String number = Integer.toString(++sequence);
        String text =
                CoreBench.text("REGISTER", "sip:example.com", "r" + number, lines)
                        .replace("To: <sip:example.com>", "To: <sip:" + user + "@example.com>")
                        .replace("<sip:carol@192.0.2.10>", "<" + contact + ">")
                        .replace("Call-ID: call-1", "Call-ID: register-" + number);
        bench.receive(CoreBench.CALLER, text);
    }

    private void bye(String number, String... lines) {
        String text =
                CoreBench.text("BYE", "sip:bob@192.0.2.20", "b" + number, lines)
                        .replace("To: <sip:bob@192.0.2.20>", "To: <sip:bob@example.com>;tag=t")
                        .replace("CSeq: 1 BYE", "CSeq: " + number + " BYE");
        bench.receive(CoreBench.CALLER, text);
    }

    private String sentTo() {
        var requests =
                bench.sends.stream().filter(send -> send.message() instanceof SipRequest).toList();
        var remote = requests.getLast().to().remote();
        return remote.getAddress().getHostAddress() + ":" + remote.getPort();
    }
}
