package dev.ringback.it.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.ServerProcess;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.sip.Call;
import dev.ringback.sip.CallEnd;
import dev.ringback.sip.SipClient;
import dev.ringback.sip.SipException;
import dev.ringback.sip.TlsOptions;
import dev.ringback.sip.UserAgent;
import dev.ringback.stack.Transport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// Calls by SIPS through the packaged server, over real TLS: RFC 5630, RFC 3261 §16.6 step 4.
class SipsCallsTest {
    private final FreePorts ports = new FreePorts();
    private final int tlsPort = ports.next();
    private final Certificates certificates = Certificates.make();
    private final List<SipMessage> atBob = new CopyOnWriteArrayList<>();
    private final List<Transport> transports = new CopyOnWriteArrayList<>();
    private final List<CallEnd> ends = new CopyOnWriteArrayList<>();

    private ServerProcess server() {
        return ServerProcess.start(
                ports,
                "--domain",
                "localhost",
                "--user",
                "alice:alice",
                "--user",
                "bob:bob",
                "--listen",
                "tls:127.0.0.1:" + tlsPort,
                "--tls",
                certificates.option());
    }

    private SipClient client() throws SipException {
        TlsOptions tls = TlsOptions.defaults().trusting(certificates.authority());
        return SipClient.newBuilder()
                .listen("tls:127.0.0.1:0")
                .tls(tls.showing(certificates.certificate(), certificates.key()))
                .build();
    }

    private UserAgent agent(SipClient client, String scheme, String name) throws Exception {
        String transport = scheme.equals("sips") ? "" : ";transport=tls";
        UserAgent agent =
                client.userAgent(scheme + ':' + name + "@localhost")
                        .password(name)
                        .outbound(
                                "urn:uuid:" + name,
                                scheme + ":localhost:" + tlsPort + transport + ";lr")
                        .build();
        agent.register();
        return agent;
    }

    private void takes(SipClient client, UserAgent bob) {
        client.onWire(
                event -> {
                    atBob.add(event.message());
                    transports.add(event.transport());
                });
        bob.onCall(
                call -> {
                    call.accept();
                    ends.add(call.awaitEnd());
                });
    }

    @Test
    void sipsIsTlsAllTheWayAndRecordedSo() throws Exception {
        try (ServerProcess _ = server();
                SipClient left = client();
                SipClient right = client()) {
            UserAgent alice = agent(left, "sips", "alice");
            takes(right, agent(right, "sips", "bob"));
            Call call = alice.call("sips:bob@localhost");
            call.awaitAnswer();
            call.hold();
            call.hangUp();
            await().atMost(Duration.ofSeconds(10)).until(() -> !ends.isEmpty());
            assertThat(ends.getFirst()).isInstanceOf(CallEnd.ByPeer.class);

            SipRequest invite = request(Method.INVITE);
            assertThat(invite.requestUri().toString()).startsWith("sips:");
            assertThat(invite.values(HeaderName.RECORD_ROUTE))
                    .isNotEmpty()
                    .allMatch(value -> value.startsWith("<sips:127.0.0.1:" + tlsPort + ";lr;"));
            assertThat(invite.value(HeaderName.CONTACT))
                    .isEqualTo("<sips:alice@localhost;gr=urn:uuid:alice>");
            assertThat(request(Method.BYE).requestUri().toString()).startsWith("sips:");
            assertThat(transports).containsOnly(Transport.TLS);
        }
    }

    @Test
    void aSipCallOverTlsIsNotRecordedAsSips() throws Exception {
        try (ServerProcess _ = server();
                SipClient left = client();
                SipClient right = client()) {
            UserAgent alice = agent(left, "sip", "alice");
            takes(right, agent(right, "sips", "bob"));
            Call call = alice.call("sip:bob@localhost");
            call.awaitAnswer();
            call.hangUp();
            await().atMost(Duration.ofSeconds(10)).until(() -> !ends.isEmpty());
            SipRequest invite = request(Method.INVITE);
            assertThat(invite.requestUri().toString()).startsWith("sip:");
            assertThat(invite.values(HeaderName.RECORD_ROUTE))
                    .isNotEmpty()
                    .allMatch(value -> value.startsWith("<sip:127.0.0.1:"));
            assertThat(transports).containsOnly(Transport.TLS);
        }
    }

    @Test
    void whoRegisteredAsSipIsNotReachedBySips() throws Exception {
        try (ServerProcess _ = server();
                SipClient left = client();
                SipClient right = client()) {
            UserAgent alice = agent(left, "sips", "alice");
            takes(right, agent(right, "sip", "bob"));
            List<SipMessage> atAlice = new CopyOnWriteArrayList<>();
            left.onWire(event -> atAlice.add(event.message()));
            assertThatThrownBy(() -> alice.call("sips:bob@localhost").awaitAnswer())
                    .isInstanceOfSatisfying(
                            SipException.class, e -> assertThat(e.status()).isEqualTo(480));
            assertThat(atAlice)
                    .filteredOn(m -> m instanceof SipResponse r && r.status() == 480)
                    .first()
                    .extracting(m -> m.value(HeaderName.WARNING))
                    .asString()
                    .contains("380 ringback \"SIPS Not Allowed\"");
            assertThat(atBob).noneMatch(m -> m.cSeq().method().equals(Method.INVITE));
        }
    }

    private SipRequest request(Method method) {
        return atBob.stream()
                .filter(SipRequest.class::isInstance)
                .map(SipRequest.class::cast)
                .filter(request -> request.method().equals(method))
                .findFirst()
                .orElseThrow();
    }
}
