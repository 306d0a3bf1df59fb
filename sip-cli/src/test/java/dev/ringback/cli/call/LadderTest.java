package dev.ringback.cli.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.message.SipMessage;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import dev.ringback.sip.WireEvent;
import dev.ringback.stack.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LadderTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final String INVITE = message("INVITE sip:bob@example.com SIP/2.0", "INVITE");

    private final Ladder ladder = new Ladder("alice");

    @Test
    void messagesAreArrowsWithTheirTimes() {
        assertThat(ladder.draw(event(0, true, 5060, sdp(INVITE), false)))
                .containsExactly(
                        "   alice                                 192.0.2.1:5060",
                        "     |---- INVITE (SDP) ----------------------->|      0.0 ms");
        assertThat(ladder.draw(event(300, false, 5060, reply("100 Trying", "INVITE"), false)))
                .containsExactly("     |<--- 100 Trying --------------------------|      0.3 ms");
        assertThat(ladder.draw(event(1100, false, 5060, reply("200 OK", "BYE"), true)))
                .containsExactly(
                        "     |<--- 200 OK of BYE -----------------------|      1.1 ms   again");
    }

    @Test
    void whoIsElsewhereIsNamed() {
        ladder.draw(event(0, true, 5060, INVITE, false));

        assertThat(ladder.draw(event(0, true, 5070, INVITE, false)))
                .containsExactly(
                        "     |---- INVITE ----------------------------->|      0.0 ms"
                                + "   192.0.2.1:5070");
    }

    @Test
    void whatAPeerWroteCannotSteerTheTerminalNorBreakTheColumns() {
        String reply = reply("486 \u202e[2J" + "x".repeat(80), "INVITE");

        String line = ladder.draw(event(0, false, 5060, reply, false)).getLast();

        assertThat(line).doesNotContain("\u202e").contains("486 ?[2Jxxx");
        assertThat(line.indexOf('|', 6)).isEqualTo(48);
    }

    private static WireEvent event(
            long micros, boolean sent, int port, String text, boolean again) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        SipMessage message =
                ((Parsed) new MessageParser(ParseLimits.defaults()).parse(bytes)).message();
        InetSocketAddress remote = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), port);
        return new WireEvent(
                BEGIN.plusNanos(micros * 1000), sent, Transport.UDP, remote, message, again);
    }

    private static String reply(String status, String method) {
        return message("SIP/2.0 " + status, method);
    }

    private static String message(String start, String method) {
        return """
                %s
                Via: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK1
                Max-Forwards: 70
                From: <sip:alice@example.com>;tag=1
                To: <sip:bob@example.com>
                Call-ID: 1
                CSeq: 1 %s
                Content-Length: 0

                """
                .formatted(start, method)
                .replace("\n", "\r\n");
    }

    private static String sdp(String message) {
        return message.replace(
                        "Content-Length: 0", "Content-Type: application/sdp\r\nContent-Length: 2")
                + "v=";
    }
}
