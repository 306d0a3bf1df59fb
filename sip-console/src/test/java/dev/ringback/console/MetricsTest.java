package dev.ringback.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Prometheus reads after something known has happened.
final class MetricsTest {
    private static final String MARK = "hostile";

    private final TestConsole console;
    private final Telephone alice;
    private final Telephone bob;

    MetricsTest(@TempDir Path folder) throws Exception {
        console = TestConsole.open(folder);
        alice = new Telephone("alice", console.sip());
        bob = new Telephone("bob", console.sip());
    }

    @AfterEach
    void end() {
        alice.close();
        bob.close();
        console.close();
    }

    private String metrics() throws IOException {
        return console.stranger().get("/metrics").body();
    }

    private void shows(String... lines) throws IOException {
        assertThat(metrics().lines()).contains(lines);
    }

    @Test
    void aCallIsCountedOnItsWayInAndOut() throws Exception {
        bob.register();
        shows(
                "sip_bindings 1.0",
                "sip_register_total{result=\"ok\"} 1.0",
                "sip_messages_total{direction=\"in\",method=\"REGISTER\",transport=\"udp\"} 1.0",
                "sip_messages_total{direction=\"out\",method=\"REGISTER\",transport=\"udp\"} 1.0",
                "sip_responses_total{code=\"200\",direction=\"out\",method=\"REGISTER\"} 1.0",
                "sip_request_seconds_count{method=\"REGISTER\"} 1");

        alice.invite("bob");
        String invite = bob.hear("INVITE ");
        bob.answer(invite, "180 Ringing");
        alice.hear("SIP/2.0 180 ");
        shows("sip_dialogs{state=\"early\"} 1.0", "sip_dialogs{state=\"confirmed\"} 0.0");
        bob.answer(invite, "200 OK");
        String ok = alice.hear("SIP/2.0 200 ");
        shows("sip_dialogs{state=\"early\"} 0.0", "sip_dialogs{state=\"confirmed\"} 1.0");
        alice.within(ok, "ACK");
        bob.hear("ACK ");
        alice.within(ok, "BYE");
        bob.answer(bob.hear("BYE "), "200 OK");
        alice.hear("SIP/2.0 200 ");
        shows(
                "sip_dialogs{state=\"confirmed\"} 0.0",
                "sip_messages_total{direction=\"in\",method=\"ACK\",transport=\"udp\"} 1.0",
                "sip_messages_total{direction=\"out\",method=\"ACK\",transport=\"udp\"} 1.0",
                "sip_messages_total{direction=\"in\",method=\"BYE\",transport=\"udp\"} 2.0",
                "sip_messages_total{direction=\"out\",method=\"BYE\",transport=\"udp\"} 2.0",
                "sip_responses_total{code=\"180\",direction=\"in\",method=\"INVITE\"} 1.0",
                "sip_responses_total{code=\"180\",direction=\"out\",method=\"INVITE\"} 1.0",
                "sip_responses_total{code=\"200\",direction=\"in\",method=\"INVITE\"} 1.0",
                "sip_responses_total{code=\"200\",direction=\"out\",method=\"INVITE\"} 1.0",
                "sip_request_seconds_count{method=\"INVITE\"} 1",
                "sip_request_seconds_count{method=\"BYE\"} 1",
                "sip_request_seconds_bucket{method=\"BYE\",le=\"+Inf\"} 1",
                "sip_auth_failures_total{reason=\"wrong_response\"} 0.0",
                "sip_transactions{kind=\"server\"} 0.0",
                "sip_transactions{kind=\"client\"} 0.0",
                "sip_retransmissions_total 0.0");
    }

    @Test
    void nothingThatAPeerSendsBecomesALabel() throws Exception {
        bob.register();
        alice.send(alice.request(MARK, "sip:localhost", "").getBytes(UTF_8));
        alice.hear("SIP/2.0 ");
        alice.invite("bob");
        String invite = bob.hear("INVITE ");
        bob.answer(invite, "477 " + MARK);
        alice.hear("SIP/2.0 477 ");
        alice.send((MARK + " sip:localhost SIP/2.0\r\n" + MARK + "\r\n\r\n").getBytes(UTF_8));
        alice.register();
        String metrics = metrics();
        assertThat(metrics).doesNotContain(MARK).doesNotContain("\"477\"");
        assertThat(metrics.lines())
                .contains(
                        "sip_messages_total{direction=\"in\",method=\"other\",transport=\"udp\"}"
                                + " 1.0",
                        "sip_responses_total{code=\"other\",direction=\"in\",method=\"INVITE\"}"
                                + " 1.0",
                        "sip_responses_total{code=\"other\",direction=\"out\",method=\"INVITE\"}"
                                + " 1.0",
                        "sip_request_seconds_count{method=\"other\"} 1")
                .anyMatch(line -> line.startsWith("sip_parse_errors_total{reason=\""));
    }

    @Test
    void theNamesAreThoseThatOperatorsKnow() throws Exception {
        String[] names = {
            "sip_messages_total",
            "sip_responses_total",
            "sip_transactions",
            "sip_retransmissions_total",
            "sip_request_seconds",
            "sip_dialogs",
            "sip_bindings",
            "sip_register_total",
            "sip_auth_failures_total",
            "sip_connections",
            "sip_parse_errors_total",
            "sip_dropped_total",
            "ringback_build_info",
            "jvm_memory_used_bytes",
            "ringback_console_slow_clients_total"
        };
        alice.send("hello\r\n\r\n".getBytes(UTF_8));
        alice.within(alice.strayOk(), "ACK");
        alice.register();
        String metrics = metrics();
        for (String name : names) {
            assertThat(metrics).contains("# HELP " + name + " ").contains("\n" + name);
        }
    }
}
