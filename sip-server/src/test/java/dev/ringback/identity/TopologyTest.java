package dev.ringback.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.admission.Admission;
import dev.ringback.admission.Domains;
import dev.ringback.admission.HostPort;
import dev.ringback.core.Mode;
import dev.ringback.core.ServerCore;
import dev.ringback.core.ServerServices;
import dev.ringback.core.ServerSettings;
import dev.ringback.core.Trust;
import dev.ringback.header.HeaderName;
import dev.ringback.location.MemoryLocation;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.parse.Malformed;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import dev.ringback.routing.Router;
import dev.ringback.routing.Routing;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Ids;
import dev.ringback.stack.Input;
import dev.ringback.stack.LateUser;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.Output;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.StackConfig;
import dev.ringback.stack.Transport;
import dev.ringback.stir.Keys;
import dev.ringback.stir.Signer;
import dev.ringback.stir.Stir;
import dev.ringback.stir.Verifier;
import dev.ringback.testkit.SeededIds;
import dev.ringback.testkit.SimRandom;
import dev.ringback.transaction.Timers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/// A server behind a translator, which tells nobody where it really is: its sockets are bound to
/// 10.7.7.7 and `fd00::7`, and peers are told sip.example.com.
class TopologyTest {
    private static final String SECRET_V4 = "10.7.7.7";
    private static final String SECRET_V6 = "fd00::7";
    private static final InetSocketAddress BOUND = Hidden.address(SECRET_V4, 5999);
    private static final InetSocketAddress PEER = Hidden.address("192.0.2.10", 5060);

    /// What nobody outside may read: our addresses and ports, what we are made of.
    private static final List<String> SECRETS =
            List.of(
                    SECRET_V4,
                    SECRET_V6,
                    "fd00:",
                    "5999",
                    "dev.ringback",
                    "netty",
                    "jdk",
                    "java",
                    "exception",
                    "/tmp",
                    "SNAPSHOT",
                    "localhost",
                    "127.0.0.1");

    /// The server.
    private static final class Hidden {
        final List<SipMessage> sent = new ArrayList<>();
        private final LateUser core = new LateUser();
        private final SipStack stack;
        private long now;

        Hidden(Mode mode) {
            List<ListenPoint> points =
                    List.of(
                            new ListenPoint(Transport.UDP, BOUND, "sip.example.com", 5060),
                            new ListenPoint(Transport.TCP, BOUND, "sip.example.com", 5060),
                            new ListenPoint(
                                    Transport.UDP,
                                    address(SECRET_V6, 5999),
                                    "sip.example.com",
                                    5060));
            Ids ids = new SeededIds(new SimRandom(1));
            stack =
                    new SipStack(
                            new StackConfig(Timers.defaults(), points, ids, Instant.EPOCH), core);
            Domains domains =
                    new Domains(
                            List.of("example.com"), List.of(new HostPort("sip.example.com", 5060)));
            Verifier verifier =
                    new Verifier(Keys.verifier(), Keys.source(), Keys.replays(), false, true);
            ServerServices services =
                    new ServerServices(
                            domains,
                            new Trust(
                                    Admission.open(domains),
                                    Border.plain(),
                                    new Stir(Signer.NONE, verifier)),
                            new MemoryLocation(),
                            ServerSettings.defaults().with(mode),
                            new SecretKeySpec(new byte[32], "HmacSHA256"),
                            new Routing(Router.NONE));
            core.become(new ServerCore(stack, services));
        }

        static InetSocketAddress address(String host, int port) {
            return new InetSocketAddress(InetAddress.ofLiteral(host), port);
        }

        private void receive(Transport transport, String text) {
            Flow flow = new Flow(transport, BOUND, PEER, transport.reliable() ? 7 : 0);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            handle(
                    switch (new MessageParser(ParseLimits.defaults()).parse(bytes)) {
                        case Parsed(SipMessage message) -> new Input.Received(flow, message);
                        case Malformed malformed -> new Input.ReceivedMalformed(flow, malformed);
                    });
        }

        private void handle(Input input) {
            stack.handle(
                    input,
                    now,
                    output -> {
                        if (output instanceof Output.Send send) {
                            sent.add(send.message());
                        }
                    });
        }

        void pass(Duration time) {
            long until = now + time.toNanos();
            while (stack.nextDeadline() <= until) {
                now = Math.max(now, stack.nextDeadline());
                handle(new Input.TimersDue());
            }
            now = until;
        }

        private static String register(String branch, String... more) {
            return text("REGISTER", "sip:example.com", branch, more)
                    .replace("sip:carol@far.example", "sip:bob@example.com")
                    .replace("To: <sip:example.com>", "To: <sip:bob@example.com>")
                    .replace("sip:carol@192.0.2.10", "sip:bob@192.0.2.20;transport=tcp");
        }

        /// Requests of each kind that leads to a response of its own.
        void visit(Transport transport) {
            String tag = transport.name();
            String bob = "sip:bob@example.com";
            receive(transport, register("r" + tag, "Supported: path", "Path: <sip:192.0.2.30;lr>"));
            receive(transport, register("q" + tag, "Require: nothing"));
            receive(transport, register("i" + tag, "Expires: 1"));
            receive(transport, text("INVITE", bob, "f" + tag));
            receive(transport, text("INVITE", "sip:nobody@example.com", "n" + tag));
            receive(transport, text("INVITE", "sip:x@198.51.100.1", "x" + tag));
            receive(transport, text("INVITE", "tel:+1234", "t" + tag));
            receive(transport, text("INVITE", bob, "p" + tag, "Proxy-Require: foo"));
            receive(transport, text("INVITE", bob, "y" + tag, "Identity: ???"));
            receive(
                    transport,
                    text("INVITE", bob, "h" + tag).replace("Max-Forwards: 70", "Max-Forwards: 0"));
            receive(
                    transport,
                    text("INVITE", bob, "l" + tag)
                            .replace(
                                    "From:",
                                    "Via: SIP/2.0/UDP sip.example.com;branch=z9hG4bKl\r\nFrom:"));
            receive(transport, text("OPTIONS", "sip:example.com", "o" + tag));
            receive(transport, text("OPTIONS", "sip:echo@example.com", "e" + tag));
            receive(transport, text("CANCEL", bob, "c" + tag));
            receive(transport, text("STRANGE", "sip:example.com", "s" + tag));
            receive(transport, text("BYE", "sip:echo@example.com", "b" + tag));
            receive(transport, text("INVITE", "sip:echo@example.com", "a" + tag));
            receive(transport, text("INVITE", bob, "m" + tag).replace("CSeq: 1", "CSeq: one"));
            receive(
                    transport,
                    text("INVITE", bob, "v" + tag).replace(" SIP/2.0\r\nVia", " SIP/3.0\r\nVia"));
        }

        void leaksNothing() {
            for (SipMessage message : sent) {
                String text = message.toString();
                for (String secret : SECRETS) {
                    assertThat(text).doesNotContainIgnoringCase(secret);
                }
                assertThat(message.has(HeaderName.SERVER)).as(text).isFalse();
                assertThat(message.has(HeaderName.USER_AGENT)).as(text).isFalse();
            }
        }
    }

    /// A request of a stranger at 192.0.2.10.
    private static String text(String method, String uri, String branch, String... more) {
        StringBuilder text = new StringBuilder();
        text.append(method).append(' ').append(uri).append(" SIP/2.0\r\n");
        text.append("Via: SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK").append(branch).append("\r\n");
        text.append("From: <sip:carol@far.example>;tag=c1\r\n");
        text.append("To: <").append(uri).append(">\r\n");
        text.append("Call-ID: call-1\r\nCSeq: 1 ").append(method).append("\r\n");
        text.append("Max-Forwards: 70\r\nContact: <sip:carol@192.0.2.10>\r\n");
        for (String line : more) {
            text.append(line).append("\r\n");
        }
        return text.append("Content-Length: 0\r\n\r\n").toString();
    }

    @Test
    void noMessageSaysWhereTheServerReallyIs() {
        Hidden server = new Hidden(Mode.PROXY);
        server.visit(Transport.UDP);
        server.visit(Transport.TCP);
        server.pass(Duration.ofMinutes(5));
        server.leaksNothing();
        Set<Integer> statuses = new TreeSet<>();
        Set<String> methods = new TreeSet<>();
        for (SipMessage message : server.sent) {
            switch (message) {
                case SipResponse response -> statuses.add(response.status());
                case SipRequest request -> methods.add(request.method().name());
            }
        }
        assertThat(statuses)
                .as("the test reaches what it says")
                .contains(100, 200, 400, 403, 408, 416, 420, 438, 480, 481, 482, 483, 501, 505);
        assertThat(methods).contains("INVITE");
        SipMessage forwarded =
                server.sent.stream().filter(SipRequest.class::isInstance).findFirst().orElseThrow();
        assertThat(forwarded.topVia().host()).isEqualTo("sip.example.com");
        assertThat(forwarded.value(HeaderName.RECORD_ROUTE))
                .startsWith("<sip:sip.example.com:5060");
    }

    @Test
    void norDoesItsOtherModes() {
        for (Mode mode : new Mode[] {Mode.REDIRECT, Mode.STATELESS}) {
            Hidden other = new Hidden(mode);
            other.visit(Transport.UDP);
            other.pass(Duration.ofMinutes(5));
            assertThat(other.sent).hasSizeGreaterThan(10);
            other.leaksNothing();
        }
    }
}
