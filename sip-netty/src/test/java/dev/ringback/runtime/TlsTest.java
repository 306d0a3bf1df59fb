package dev.ringback.runtime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ringback.cause.Cause;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.socket.Backend;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Notice;
import dev.ringback.stack.Transport;
import dev.ringback.tls.Authority;
import dev.ringback.tls.TlsContext;
import dev.ringback.tls.TlsIdentity;
import dev.ringback.tls.TlsSettings;
import dev.ringback.transaction.ClientFailure;
import dev.ringback.transport.SourceLimits;
import dev.ringback.transport.TransportContext;
import dev.ringback.transport.TransportLimits;
import dev.ringback.websocket.WebSocketSettings;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECParameterSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// TLS on real sockets: who is believed, what is shared, and what a stranger cannot do.
class TlsTest {
    private static Authority authority;
    private static TlsIdentity example;

    @BeforeAll
    static void authority() throws Exception {
        authority = new Authority("root");
        example = authority.of("example.com");
    }

    private static TestRuntime start(Backend backend, TlsContext tls) throws Exception {
        return start(backend, tls, limits -> limits);
    }

    private static TestRuntime start(
            Backend backend, TlsContext tls, UnaryOperator<TransportLimits> limits)
            throws Exception {
        return TestRuntime.start(
                backend,
                config ->
                        config.listen(Transport.TLS, Wire.loopback(0))
                                .transportLimits(limits.apply(TransportLimits.defaults()))
                                .secure(
                                        new TransportContext.Secure(
                                                tls, WebSocketSettings.defaults(), Map.of())));
    }

    private static TestRuntime start(TlsSettings settings) throws Exception {
        return start(Backend.preferred(), TlsContext.of(settings));
    }

    private static InetSocketAddress tls(TestRuntime runtime) {
        return runtime.runtime.listenPoints().get(2).bound();
    }

    private static SipRequest options(String callId) {
        return Wire.request(Wire.options("TLS", callId));
    }

    private static Hop hop(TestRuntime to, String domain) {
        return new Hop(Transport.TLS, tls(to), domain);
    }

    private static Object send(TestRuntime from, String callId, Hop to) throws Exception {
        return from.send(options(callId), to).get(15, TimeUnit.SECONDS);
    }

    private static String failure(Object outcome) {
        assertThat(outcome).isInstanceOf(ClientFailure.TransportFailed.class);
        Cause cause = ((ClientFailure.TransportFailed) outcome).cause();
        return ((Cause.TransportFailed) cause).error().words();
    }

    private static SSLSocket connect(InetSocketAddress to, TlsSettings settings) throws Exception {
        SSLSocket socket = (SSLSocket) JdkTls.context(settings).getSocketFactory().createSocket();
        socket.setSoTimeout(5_000);
        socket.connect(to);
        return socket;
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void requestsGoToAServerThatProvesItsDomain(Backend backend) throws Exception {
        TlsSettings settings = authority.settings(example);
        try (TestRuntime server = start(backend, TlsContext.of(settings));
                TestRuntime client = start(backend, TlsContext.of(settings))) {
            for (int i = 0; i < 5; i++) {
                Object outcome = send(client, "good" + i, hop(server, "example.com"));
                assertThat(((SipResponse) outcome).status()).isEqualTo(200);
            }
            assertThat(server.runtime.traffic().connections().accepted()).isEqualTo(1);
            assertThat(server.core().flows.getFirst().transport()).isEqualTo(Transport.TLS);
            assertThat(server.core().requests.getFirst().topVia().toString())
                    .startsWith("SIP/2.0/TLS ")
                    .contains(";alias");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void bothVersionsAreServed(String version) throws Exception {
        try (TestRuntime server = start(authority.settings(example));
                SSLSocket socket = connect(tls(server), authority.settings())) {
            socket.setEnabledProtocols(new String[] {version});
            TcpPeer peer = TcpPeer.of(socket);
            peer.send(Wire.options("TLS", "version"));
            assertThat(peer.receive()).startsWith("SIP/2.0 200 OK\r\n");
            assertThat(socket.getSession().getProtocol()).isEqualTo(version);
        }
    }

    @Test
    void aClientThatShakesHandsAgainIsRefused() throws Exception {
        try (TestRuntime server = start(authority.settings(example));
                SSLSocket socket = connect(tls(server), authority.settings())) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            TcpPeer peer = TcpPeer.of(socket);
            for (int i = 0; i < 3; i++) {
                peer.send(Wire.options("TLS", "once" + i));
                assertThat(peer.receive()).startsWith("SIP/2.0 200 OK\r\n");
            }
            socket.startHandshake(); // JSSE: of a connection that is up, another handshake
            assertThatThrownBy(() -> againIsDone(peer)).isInstanceOf(IOException.class);
            await().until(() -> server.runtime.traffic().connections().open() == 0);
            assertThat(server.core().requests).hasSize(3);
        }
    }

    /// What the peer learns of a handshake that it wanted, it learns with the next octets.
    private static void againIsDone(TcpPeer peer) throws Exception {
        peer.send(Wire.options("TLS", "again"));
        peer.receive();
    }

    @Test
    void aServerThatShakesHandsAgainIsLeft() throws Exception {
        TlsSettings settings = authority.settings(example);
        try (SSLServerSocket listening =
                        (SSLServerSocket)
                                JdkTls.context(settings)
                                        .getServerSocketFactory()
                                        .createServerSocket(0, 5, Wire.loopback(0).getAddress());
                TestRuntime client = start(settings)) {
            listening.setEnabledProtocols(new String[] {"TLSv1.2"});
            Hop hop =
                    new Hop(
                            Transport.TLS,
                            (InetSocketAddress) listening.getLocalSocketAddress(),
                            "example.com");
            CompletableFuture<Object> outcome = client.send(options("asked"), hop);
            try (SSLSocket accepted = (SSLSocket) listening.accept()) {
                accepted.setSoTimeout(5_000);
                TcpPeer peer = TcpPeer.of(accepted);
                assertThat(peer.receive()).startsWith("OPTIONS ");
                accepted.startHandshake();
                assertThatThrownBy(peer::receive).isInstanceOf(IOException.class);
                assertThat(failure(outcome.get(15, TimeUnit.SECONDS)))
                        .isEqualTo("tls: renegotiation refused");
            }
        }
    }

    @Test
    void aServerOfAnotherDomainGetsNothing() throws Exception {
        try (TestRuntime server = start(authority.settings(example));
                TestRuntime client = start(authority.settings(example))) {
            assertThat(failure(send(client, "other", hop(server, "example.org"))))
                    .isEqualTo("tls: the certificate is not one of example.org");
            assertThat(failure(send(client, "sub", hop(server, "sip.example.com"))))
                    .contains("not one of sip.example.com");
            assertThat(server.core().requests).isEmpty();
        }
    }

    @Test
    void aNameThatTlsCannotTellStopsNobodyElse() throws Exception {
        TransportLimits.Patience usual = TransportLimits.Patience.defaults();
        var brief =
                new TransportLimits.Patience(
                        usual.connect(),
                        Duration.ofMillis(200),
                        usual.firstMessage(),
                        usual.idle(),
                        usual.pong());
        try (TestRuntime server = start(authority.settings(example));
                TestRuntime client =
                        start(
                                Backend.preferred(),
                                TlsContext.of(authority.settings(example)),
                                limits -> limits.withPatience(brief));
                Socket silent = silent(client)) {
            for (String odd : List.of("a_b.example", "-a.example")) {
                assertThat(failure(send(client, odd, hop(server, odd))))
                        .contains("not one of " + odd);
            }
            assertThat(silent.getInputStream().read()).as("deadlines still hold").isEqualTo(-1);
        }
    }

    @Test
    void whoAnswersInAnotherProtocolDoesNotSpeakTls() throws Exception {
        try (ServerSocket web = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                TestRuntime client = start(authority.settings(example))) {
            Hop hop =
                    new Hop(
                            Transport.TLS,
                            (InetSocketAddress) web.getLocalSocketAddress(),
                            "example.com");
            var sent = client.send(options("web"), hop);
            try (Socket peer = web.accept()) {
                peer.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
                assertThat(failure(sent.get(15, TimeUnit.SECONDS)))
                        .isEqualTo("tls: the peer does not speak TLS");
            }
        }
    }

    @Test
    void reasonsOfRefusalAreToldApart() throws Exception {
        Authority stranger = new Authority("stranger");
        TlsSettings late = authority.settings(authority.expired("example.com"));
        try (TestRuntime unknown = start(stranger.settings(stranger.of("example.com")));
                TestRuntime expired = start(late);
                TestRuntime plain = start(authority.settings(example));
                TestRuntime client = start(authority.settings(example))) {
            assertThat(failure(send(client, "unknown", hop(unknown, "example.com"))))
                    .isEqualTo("tls: certificate of unknown authority");
            assertThat(failure(send(client, "expired", hop(expired, "example.com"))))
                    .isEqualTo("tls: certificate expired");
            Hop noTls = new Hop(Transport.TLS, plain.tcp(), "example.com");
            assertThat(failure(send(client, "plain", noTls)))
                    .isEqualTo("tls: closed during the handshake");
        }
    }

    @Test
    void aPeerThatRefusesUsIsToldByItsAlert() throws Exception {
        TlsSettings strict = authority.settings(example).withClients(TlsSettings.Clients.REQUIRE);
        try (TestRuntime server = start(strict);
                TestRuntime client = start(authority.settings())) {
            assertThat(failure(send(client, "nobody", hop(server, "example.com"))))
                    .startsWith("tls: alert ");
            await().until(() -> server.runtime.traffic().connections().open() == 0);
            assertThat(server.core().requests).isEmpty();
        }
    }

    @Test
    void theCertificateIsTheOneOfTheDomainThatIsAskedFor() throws Exception {
        TlsIdentity other = authority.of("example.org");
        try (TestRuntime server = start(authority.settings(example, other));
                TestRuntime client = start(authority.settings(example))) {
            for (String domain : List.of("example.com", "example.org")) {
                Object outcome = send(client, domain, hop(server, domain));
                assertThat(((SipResponse) outcome).status()).isEqualTo(200);
            }
            assertThat(server.runtime.traffic().connections().accepted()).isEqualTo(2);
        }
    }

    @Test
    void aConnectionServesEveryDomainThatItsCertificateNames() throws Exception {
        TlsIdentity both = authority.of("example.com", "example.net");
        try (TestRuntime server = start(authority.settings(both));
                TestRuntime client = start(authority.settings(example))) {
            send(client, "one", hop(server, "example.com"));
            Object outcome = send(client, "two", hop(server, "example.net"));
            assertThat(((SipResponse) outcome).status()).isEqualTo(200);
            assertThat(server.runtime.traffic().connections().accepted()).isEqualTo(1);
        }
    }

    @Test
    void whoProvedItsDomainAndAllowsItIsAskedBackOnItsConnection() throws Exception {
        TlsSettings mutual = authority.settings(example).withClients(TlsSettings.Clients.REQUEST);
        TlsIdentity org = authority.of("example.org");
        try (TestRuntime server = start(mutual);
                TestRuntime peer = start(authority.settings(org))) {
            send(peer, "in", hop(server, "example.com"));
            Object outcome = send(server, "back", hop(peer, "example.org"));
            assertThat(((SipResponse) outcome).status()).isEqualTo(200);
            assertThat(peer.core().requests).hasSize(1);
            assertThat(server.runtime.provedDomains(server.core().flows.getFirst()))
                    .containsExactly("example.org");
            assertThat(server.runtime.traffic().connections().connected()).isZero();

            Hop address = new Hop(Transport.TLS, tls(peer));
            assertThat(failure(send(server, "byAddress", address)))
                    .isEqualTo("tls: the certificate is not one of 127.0.0.1");
            assertThat(server.runtime.traffic().connections().connected()).isEqualTo(1);
        }
    }

    @Test
    void whoProvedNothingIsNeverAskedBackOnItsConnection() throws Exception {
        try (TestRuntime server = start(authority.settings(example));
                TestRuntime peer = start(authority.settings(authority.of("example.org")))) {
            send(peer, "in", hop(server, "example.com"));
            assertThat(server.runtime.provedDomains(server.core().flows.getFirst())).isEmpty();
            Object outcome = send(server, "back", hop(peer, "example.org"));
            assertThat(((SipResponse) outcome).status()).isEqualTo(200);
            assertThat(server.runtime.traffic().connections().connected()).isEqualTo(1);
        }
    }

    @Test
    void otherCertificatesAreTakenWithoutDroppingAConnection() throws Exception {
        TlsContext tls = TlsContext.of(authority.settings(example));
        try (TestRuntime server = start(Backend.preferred(), tls);
                SSLSocket before = connect(tls(server), authority.settings())) {
            TcpPeer peer = TcpPeer.of(before);
            peer.send(Wire.options("TLS", "before"));
            peer.receive();
            TlsIdentity renewed = authority.of("example.com");
            tls.reload(authority.settings(renewed));
            peer.send(Wire.options("TLS", "still"));
            assertThat(peer.receive()).startsWith("SIP/2.0 200 OK\r\n");
            try (SSLSocket after = connect(tls(server), authority.settings())) {
                after.startHandshake();
                assertThat(shown(after)).isEqualTo(renewed.certificate());
                assertThat(shown(before)).isEqualTo(example.certificate());
            }
        }
    }

    private static X509Certificate shown(SSLSocket socket) throws IOException {
        return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }

    @Test
    void theNameThatAClientTellsChoosesAmongThem() throws Exception {
        TlsIdentity other = authority.of("example.org");
        try (TestRuntime server = start(authority.settings(example, other));
                SSLSocket socket = connect(tls(server), authority.settings())) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName("Example.ORG")));
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            assertThat(shown(socket)).isEqualTo(other.certificate());
        }
    }

    @Test
    void theNameChoosesAlsoAmongKeysOfDifferentKinds() throws Exception {
        TlsIdentity rsa = authority.make(builder -> builder.rsa2048().addSanDnsName("example.org"));
        try (TestRuntime server = start(authority.settings(example, rsa));
                TestRuntime client = start(authority.settings(example))) {
            for (String domain : List.of("example.com", "example.org")) {
                Object outcome = send(client, domain, hop(server, domain));
                assertThat(((SipResponse) outcome).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void noShardDoesTheArithmeticOfHandshakes() throws Exception {
        Set<String> threads = ConcurrentHashMap.newKeySet();
        TlsIdentity watched =
                new TlsIdentity(
                        new WatchedKey((ECPrivateKey) example.key(), threads), example.chain());
        try (TestRuntime server = start(authority.settings(watched));
                SSLSocket socket = connect(tls(server), authority.settings())) {
            socket.startHandshake();
            assertThat(threads).isNotEmpty().allMatch(name -> name.startsWith("ringback-tls"));
        }
    }

    @Test
    void whoNeverShakesHandsIsGivenUp() throws Exception {
        TransportLimits.Patience usual = TransportLimits.Patience.defaults();
        TransportLimits.Patience short1 =
                new TransportLimits.Patience(
                        usual.connect(),
                        Duration.ofMillis(200),
                        usual.firstMessage(),
                        usual.idle(),
                        usual.pong());
        try (TestRuntime server =
                        start(
                                Backend.preferred(),
                                TlsContext.of(authority.settings(example)),
                                limits -> limits.withPatience(short1));
                Socket silent = new Socket(tls(server).getAddress(), tls(server).getPort())) {
            silent.setSoTimeout(5_000);
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
            await().until(() -> server.runtime.traffic().connections().open() == 0);
        }
    }

    @Test
    void aSourceHasOnlySoManyHandshakesAtOnce() throws Exception {
        SourceLimits few = new SourceLimits(100, 2, 100, _ -> false);
        try (TestRuntime server =
                        start(
                                Backend.preferred(),
                                TlsContext.of(authority.settings(example)),
                                limits -> limits.withSources(few));
                Socket _ = silent(server);
                Socket _ = silent(server)) {
            await().until(() -> server.runtime.traffic().connections().open() == 2);
            try (Socket third = silent(server)) {
                assertThat(third.getInputStream().read()).isEqualTo(-1);
            }
            assertThat(server.notices).contains(new Notice.Dropped("source-handshake-limit"));
        }
    }

    private static Socket silent(TestRuntime server) throws IOException {
        Socket socket = new Socket(tls(server).getAddress(), tls(server).getPort());
        socket.setSoTimeout(5_000);
        return socket;
    }

    /// A key that notes who signs with it.
    private record WatchedKey(ECPrivateKey key, Set<String> threads) implements ECPrivateKey {
        @Override
        public BigInteger getS() {
            threads.add(Thread.currentThread().getName());
            return key.getS();
        }

        @Override
        public ECParameterSpec getParams() {
            return key.getParams();
        }

        @Override
        public String getAlgorithm() {
            return key.getAlgorithm();
        }

        @Override
        public String getFormat() {
            return key.getFormat();
        }

        @Override
        public byte[] getEncoded() {
            return key.getEncoded();
        }
    }
}
