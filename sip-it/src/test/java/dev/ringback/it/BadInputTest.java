package dev.ringback.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.RawSip;
import dev.ringback.it.peer.RawTcp;
import dev.ringback.it.peer.Received;
import dev.ringback.it.peer.ServerProcess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Whatever comes in, the next good request is answered, and answers to bad ones are of the 400 and
/// 500 classes.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
    private static final Duration PROMPT = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofMillis(200);
    private static final int LARGEST_DATAGRAM = 65_507;

    private final FreePorts ports = new FreePorts();
    private ServerProcess server;

    @BeforeAll
    void start() {
        server = ServerProcess.start(ports, "--demo");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @AfterEach
    void theNextGoodRequestIsAnswered() {
        try (RawSip udp = new RawSip(server.port());
                RawTcp tcp = new RawTcp(server.port())) {
            udp.send(Requests.options(udp, server.port()));
            Received overUdp = udp.answer();
            assertThat(overUdp.status()).as(overUdp.text()).isEqualTo(200);

            tcp.send(Requests.options("TCP", 9, server.port()));
            Received overTcp = tcp.receive(PROMPT);
            assertThat(overTcp.status()).as(overTcp.text()).isEqualTo(200);
        }
    }

    @Test
    void randomOctetsGetNoAnswer() {
        Random random = new Random(1);
        try (RawSip udp = new RawSip(server.port())) {
            for (int i = 0; i < 500; i++) {
                byte[] octets = new byte[random.nextInt(1400)];
                random.nextBytes(octets);
                udp.send(octets);
            }
            assertThat(udp.receive(SILENCE)).isNull();
        }
        try (RawTcp tcp = new RawTcp(server.port())) {
            byte[] octets = new byte[20_000];
            random.nextBytes(octets);
            tcp.send(octets);
            assertThat(tcp.closed(PROMPT)).as("connection with garbage closed").isTrue();
        }
    }

    @Test
    void aTruncatedInviteIsRefusedOrDropped() {
        try (RawSip udp = new RawSip(server.port())) {
            byte[] invite = octets(Requests.invite(udp, "sip:nobody@localhost", "sip:s@x.example"));
            for (int length = 0; length < invite.length; length += 7) {
                udp.send(Arrays.copyOf(invite, length));
                checkRefusals(udp, Duration.ofMillis(1));
            }
            checkRefusals(udp, SILENCE);
        }
    }

    @Test
    void aTruncatedStreamHarmsOnlyItsConnection() {
        try (RawSip udp = new RawSip(server.port())) {
            byte[] invite = octets(Requests.invite(udp, "sip:nobody@localhost", "sip:s@x.example"));
            for (int length = 0; length < invite.length; length += 37) {
                try (RawTcp tcp = new RawTcp(server.port())) {
                    assertThat(tcp.send(Arrays.copyOf(invite, length))).isTrue();
                }
            }
        }
    }

    @Test
    void theLargestDatagramIsAnswered() {
        try (RawSip udp = new RawSip(server.port())) {
            String options = Requests.options(udp, server.port());
            String padding = "x".repeat(LARGEST_DATAGRAM - options.length() - 14);
            String large = options.replace("Max-F", "Subject: " + padding + "\r\nMax-F");
            udp.send(Arrays.copyOf(octets(large), LARGEST_DATAGRAM));
            assertRefused(udp.answer());
        }
    }

    @Test
    void contentLengthBeyondTheDatagramIsRefused() {
        try (RawSip udp = new RawSip(server.port())) {
            udp.send(withLength(udp, "99"));
            assertRefused(udp.answer());
            for (String wrong : new String[] {"-1", "x", "99999999999999999999", "1, 1"}) {
                udp.send(withLength(udp, wrong));
                assertRefused(udp.answer());
            }
        }
    }

    @Test
    void octetsBeyondContentLengthAreIgnored() {
        try (RawSip udp = new RawSip(server.port())) {
            udp.send(Requests.options(udp, server.port()) + "more than was said");
            Received answer = udp.answer();

            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        }
    }

    @Test
    void wrongContentLengthOnAStreamClosesIt() {
        for (String wrong : new String[] {"x", "-1", "99999999999999999999"}) {
            try (RawTcp tcp = new RawTcp(server.port())) {
                String options = Requests.options("TCP", 9, server.port());
                tcp.send(options.replace("Content-Length: 0", "Content-Length: " + wrong));
                Received answer = tcp.receive(PROMPT);
                if (!answer.text().isEmpty()) {
                    assertRefused(answer);
                }
                assertThat(tcp.closed(PROMPT)).as("closed after Content-Length " + wrong).isTrue();
            }
        }
    }

    @Test
    void nulsAreRefusedOrDropped() {
        try (RawSip udp = new RawSip(server.port())) {
            udp.send(new byte[4]);
            udp.send(new byte[1000]);
            assertThat(udp.receive(SILENCE)).isNull();
            udp.send(Requests.options(udp, server.port()).replace("CSeq: 1", "CSeq: \0"));
            udp.send(
                    Requests.options(udp, server.port())
                            .replace("Max-F", "Sub\0ject: a\0b\r\nMax-F"));
            checkRefusals(udp, SILENCE);
        }
    }

    @Test
    void tenThousandHeadersAreRefused() {
        String many = "X: y\r\n".repeat(10_000);
        try (RawSip udp = new RawSip(server.port())) {
            udp.send(Requests.options(udp, server.port()).replace("Max-F", many + "Max-F"));
            assertRefused(udp.answer());
        }
        try (RawTcp tcp = new RawTcp(server.port())) {
            String options = Requests.options("TCP", 9, server.port());
            tcp.send(options.replace("Max-F", many + "Max-F"));
            Received answer = tcp.receive(PROMPT);
            if (!answer.text().isEmpty()) {
                assertRefused(answer);
            }
        }
    }

    @Test
    void bareLineFeedsAreRefusedOrUnderstood() {
        try (RawSip udp = new RawSip(server.port())) {
            udp.send(Requests.options(udp, server.port()).replace("\r\n", "\n"));
            Received answer = udp.receive(SILENCE);
            if (answer != null && answer.status() != 200) {
                assertRefused(answer);
            }
        }
    }

    @Test
    void badRequestsGetTheClassOfTheirFault() {
        try (RawSip udp = new RawSip(server.port())) {
            String good = Requests.options(udp, server.port());
            assertThat(status(udp, good.replace(" SIP/2.0\r", " SIP/7.0\r"))).isEqualTo(505);
            assertThat(status(udp, good.replace("CSeq: 1 OPTIONS", "CSeq: 1 INVITE")))
                    .isEqualTo(400);
            assertThat(status(udp, good.replace("Call-ID", "Not-ID"))).isEqualTo(400);
            String longUri = "sip:" + "a".repeat(5000) + "@127.0.0.1:" + server.port();
            String withLongUri = good.replaceFirst("sip:[^ ]+ ", longUri + " ");
            assertThat(status(udp, withLongUri)).isIn(400, 414);
        }
    }

    @Test
    void anAckIsNeverAnswered() {
        try (RawSip udp = new RawSip(server.port())) {
            String ack = Requests.options(udp, server.port()).replace("OPTIONS", "ACK");
            udp.send(ack);
            udp.send(ack.replace("Call-ID", "Not-ID"));
            udp.send(ack.replace("Content-Length: 0", "Content-Length: 9"));
            udp.send(ack.replace("From:", "From"));
            assertThat(udp.receive(SILENCE)).isNull();
        }
    }

    @Test
    void aStrayResponseIsNeverAnswered() {
        try (RawSip udp = new RawSip(server.port())) {
            String options = Requests.options(udp, server.port());
            udp.send(options.replaceFirst("OPTIONS [^\r]+", "SIP/2.0 200 OK"));
            udp.send(options.replaceFirst("OPTIONS [^\r]+", "SIP/2.0 999999 OK"));
            assertThat(udp.receive(SILENCE)).isNull();
        }
    }

    private String withLength(RawSip udp, String length) {
        return Requests.options(udp, server.port())
                .replace("Content-Length: 0", "Content-Length: " + length);
    }

    private static int status(RawSip udp, String request) {
        udp.send(request);
        Received answer = udp.answer();
        return answer.status();
    }

    private static void checkRefusals(RawSip udp, Duration quiet) {
        for (Received answer = udp.receive(quiet); answer != null; answer = udp.receive(quiet)) {
            if (answer.status() >= 200) {
                assertRefused(answer);
            }
        }
    }

    private static void assertRefused(Received answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(400, 599);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
