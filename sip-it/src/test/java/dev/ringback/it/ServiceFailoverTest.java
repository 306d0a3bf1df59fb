package dev.ringback.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.it.peer.Checkout;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.Nsd;
import dev.ringback.it.peer.RawSip;
import dev.ringback.it.peer.Received;
import dev.ringback.it.peer.ServerProcess;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Calls to users behind two servers that NAPTR and SRV records name: RFC 3263 §4.3. That a server
/// is dead shows at once over TCP; over UDP it takes Timer B, which a simulation waits for.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServiceFailoverTest {
    private static final Duration SECONDS = Duration.ofSeconds(5);

    private final FreePorts ports = new FreePorts();
    private final int names = ports.next();
    private final ServerProcess server = serve(names);
    private final RawSip first = new RawSip(server.port());
    private final RawSip second = new RawSip(server.port());
    private final RawSip caller = new RawSip(server.port());
    private final Nsd nsd =
            Nsd.start(
                    names,
                    "call.test",
                    """
                    dead NAPTR 10 10 "s" "SIP+D2T" "" _sip._tcp.dead
                    dead NAPTR 10 20 "s" "SIP+D2U" "" _sip._udp.dead
                    _sip._tcp.dead SRV 10 0 %1$d one
                    _sip._udp.dead SRV 10 0 %3$d two
                    _sip._udp.busy SRV 10 0 %2$d one
                    _sip._udp.busy SRV 20 0 %3$d two
                    one A 127.0.0.1
                    two A 127.0.0.1
                    """
                            .formatted(ports.next(), first.port(), second.port()));

    private ServerProcess serve(int dns) {
        try {
            Path config = Checkout.folder("config").resolve("ringback.yaml");
            Files.writeString(
                    config,
                    """
                    auth: {required: false}
                    dns: {servers: ['127.0.0.1:%d'], timeout: 900ms}
                    """
                            .formatted(dns));
            return ServerProcess.start(ports, "--config", config.toString());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @AfterAll
    void stop() {
        server.close();
        nsd.close();
        first.close();
        second.close();
        caller.close();
    }

    private static void register(RawSip phone, String user, String contact) {
        String text =
                """
                REGISTER sip:localhost SIP/2.0
                Via: SIP/2.0/UDP 127.0.0.1:%1$d;rport;branch=z9hG4bK%2$s
                From: <sip:%2$s@localhost>;tag=%2$s
                To: <sip:%2$s@localhost>
                Call-ID: %2$s
                CSeq: 1 REGISTER
                Max-Forwards: 70
                Contact: <%3$s>
                Content-Length: 0

                """
                        .formatted(phone.port(), user, contact)
                        .replace("\n", "\r\n");
        Received answer = phone.call(text);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static void answer(RawSip phone, Received request, String status, String... more) {
        StringBuilder text = new StringBuilder("SIP/2.0 " + status + "\r\n");
        for (String name : new String[] {"Via", "From", "Call-ID", "CSeq", "Record-Route"}) {
            request.headers(name).forEach(value -> text.append(name + ": " + value + "\r\n"));
        }
        text.append("To: " + request.header("To") + ";tag=t\r\n");
        text.append("Contact: <sip:here@127.0.0.1:" + phone.port() + ">\r\n");
        for (String line : more) {
            text.append(line).append("\r\n");
        }
        phone.send(text.append("Content-Length: 0\r\n\r\n").toString());
    }

    private Received invited(RawSip phone) {
        Received request = phone.receive(SECONDS);
        if (request == null) {
            throw new AssertionError("no request: " + server.describe());
        }
        assertThat(request.startLine()).startsWith("INVITE ");
        return request;
    }

    @Test
    void aDeadServerIsFollowedByTheNext() {
        register(caller, "dora", "sip:dora@dead.call.test");
        caller.send(Requests.invite(caller, "sip:dora@localhost", "sip:s@x.example"));
        answer(second, invited(second), "200 OK");
        assertThat(caller.finalResponse(SECONDS).status()).isEqualTo(200);
    }

    @Test
    void aServerThatSends503IsFollowedByTheNextAndThenLeftAlone() {
        register(caller, "bob", "sip:bob@busy.call.test");
        caller.send(Requests.invite(caller, "sip:bob@localhost", "sip:s@x.example"));
        answer(first, invited(first), "503 Service Unavailable", "Retry-After: 60");
        answer(second, invited(second), "200 OK");
        assertThat(caller.finalResponse(SECONDS).status()).isEqualTo(200);
        assertThat(first.answer().startLine()).startsWith("ACK ");

        caller.send(Requests.invite(caller, "sip:bob@localhost", "sip:s@x.example"));
        answer(second, invited(second), "486 Busy Here");
        assertThat(caller.finalResponse(SECONDS).status()).isEqualTo(486);
        assertThat(first.receive(Duration.ofMillis(300))).isNull();
    }

    @Test
    void aNameServerThatSaysNothingIs504() throws Exception {
        InetSocketAddress anywhere = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        try (DatagramSocket silent = new DatagramSocket(anywhere);
                ServerProcess deaf = serve(silent.getLocalPort());
                RawSip stranger = new RawSip(deaf.port())) {
            register(stranger, "mute", "sip:mute@silent.test:5060");
            stranger.send(Requests.invite(stranger, "sip:mute@localhost", "sip:s@x.example"));
            Received last = stranger.finalResponse(SECONDS);
            assertThat(last.status()).as(last.text()).isEqualTo(504);
        }
    }
}
