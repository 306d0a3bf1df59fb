package dev.ringback.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.ringback.admission.Admission;
import dev.ringback.message.SipRequest;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import dev.ringback.stack.Input;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Requests with far more values than anybody needs. A quadratic reader would need minutes for one
/// of these, and for one that fits into a datagram so long that a few keep a shard busy.
class LongRequestTest {
    private static final int VALUES = 100_000;
    private static final int VALUES_OF_LINE = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CoreBench bench = new CoreBench(Mode.PROXY, Admission::open);

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
}
