package dev.ringback.it.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.it.peer.Checkout;
import dev.ringback.it.peer.Finished;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.PeerProcess;
import dev.ringback.it.peer.RawSip;
import dev.ringback.it.peer.ServerProcess;
import dev.ringback.it.secure.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;

/// `ringback ctl reload` and SIGHUP with the packaged server.
class ReloadTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final FreePorts ports = new FreePorts();
    private final Certificates certificates = Certificates.make();

    /// Rules and limits of one version; users are strangers to each other.
    private static String[] lines(int version) {
        return new String[] {
            "registrar: {min-expires: " + (60 + version) + "s}",
            "limits: {transactions: " + (100_000 + version) + "}",
            "rules:",
            "  - {when: {user: \"^probe$\"}, reply: 480, reason: \"v" + version + "\"}",
        };
    }

    private ServerProcess start(int tls) throws IOException {
        Path config = certificates.serverConfig(lines(1));
        return ServerProcess.start(
                ports, "--config", config.toString(), "--listen", "tls:127.0.0.1:" + tls);
    }

    private static Finished ctl(ServerProcess server, String... words) {
        String[] all = new String[words.length + 3];
        all[0] = "ctl";
        System.arraycopy(words, 0, all, 1, words.length);
        all[words.length + 1] = "--data";
        all[words.length + 2] = server.data().toString();
        return Checkout.run(all);
    }

    /// What the rule says now: `v1`.
    private static String probe(RawSip socket) {
        return socket.call(request(socket, "MESSAGE", "sip:probe@localhost"))
                .startLine()
                .replaceFirst("SIP/2.0 480 ", "");
    }

    private static String request(RawSip socket, String method, String uri) {
        String unique = UUID.randomUUID().toString();
        return """
        %1$s %2$s SIP/2.0
        Via: SIP/2.0/UDP 127.0.0.1:%3$d;rport;branch=z9hG4bK%4$s
        From: <sip:x@far.example>;tag=f
        To: <%2$s>
        Call-ID: %4$s
        CSeq: 1 %1$s
        Max-Forwards: 70
        Content-Length: 0

        """
                .formatted(method, uri, socket.port(), unique)
                .replace("\n", "\r\n");
    }

    @Test
    void everythingIsExchangedAtOnceUnderLoadAndNoCallFails() throws Exception {
        int tls = ports.next();
        try (ServerProcess server = start(tls);
                RawSip socket = new RawSip(server.port());
                EchoCalls calls = new EchoCalls(server.port(), 4)) {
            assertThat(probe(socket)).isEqualTo("v1");
            X509Certificate shown = shown(tls);
            for (int version = 2; version <= 6; version++) {
                int enough = calls.done() + 20;
                certificates.renew();
                certificates.serverConfig(lines(version));
                Finished user =
                        Checkout.run(
                                "user",
                                "add",
                                "u" + version + "@localhost",
                                "--password",
                                "secret",
                                "--data",
                                server.data().toString());
                assertThat(user.exit()).as(user.err()).isZero();
                Finished done = ctl(server, "reload");
                assertThat(done.exit()).as(done.err()).isZero();
                assertThat(done.out()).contains("with " + (version - 1) + " user");
                assertThat(probe(socket)).isEqualTo("v" + version);
                X509Certificate before = shown;
                shown = shown(tls);
                assertThat(shown.getSerialNumber()).isNotEqualTo(before.getSerialNumber());
                await().atMost(PATIENCE)
                        .until(() -> calls.done() > enough || !calls.faults().isEmpty());
            }
            calls.end();
            assertThat(calls.faults()).isEmpty();
            assertThat(calls.done()).isGreaterThan(100);
        }
    }

    @Test
    void badFileChangesNothingAndSaysWhere() throws Exception {
        int tls = ports.next();
        try (ServerProcess server = start(tls);
                RawSip socket = new RawSip(server.port())) {
            Path config = certificates.serverConfig(lines(2));
            Files.writeString(config, Files.readString(config) + "\nrulez: []\n");
            Finished done = ctl(server, "reload");
            assertThat(done.exit()).isEqualTo(1);
            assertThat(done.err())
                    .contains(config + ":")
                    .contains(":1: unknown key 'rulez', did you mean 'rules'?");
            assertThat(probe(socket)).isEqualTo("v1");

            certificates.serverConfig(lines(3));
            byte[] good = Files.readAllBytes(certificates.key());
            Files.writeString(certificates.key(), "no key");
            done = ctl(server, "reload");
            assertThat(done.exit()).isEqualTo(1);
            assertThat(done.err()).contains(certificates.key().toString());
            assertThat(probe(socket)).isEqualTo("v1");

            Files.write(certificates.key(), good);
            assertThat(ctl(server, "reload").exit()).isZero();
            assertThat(probe(socket)).isEqualTo("v3");
        }
    }

    @Test
    void whatLastsFromTheStartIsNamed() throws Exception {
        try (ServerProcess server = start(ports.next())) {
            certificates.serverConfig("location: memory", "limits: {message: 4KiB}");
            Finished done = ctl(server, "reload");
            assertThat(done.exit()).as(done.err()).isZero();
            assertThat(done.out()).contains("needs a restart: location, limits: message");
            assertThat(ctl(server, "status").out())
                    .contains("Restart   needed for location, limits: message");
        }
    }

    @Test
    void hangUpIsAReload() throws Exception {
        try (ServerProcess server = start(ports.next());
                RawSip socket = new RawSip(server.port())) {
            assertThat(ctl(server, "status").out()).contains("Version   1, ");
            try (PeerProcess kill =
                    PeerProcess.start(
                            Checkout.root(), Map.of(), "kill", "-HUP", "" + server.pid())) {
                assertThat(kill.await(PATIENCE).exit()).isZero();
            }
            await().atMost(PATIENCE)
                    .until(() -> ctl(server, "status").out().contains("Version   2, "));
            assertThat(probe(socket)).isEqualTo("v1");
        }
    }

    /// The certificate that the server shows.
    private static X509Certificate shown(int port) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, null);
        try (SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    /// Believes everybody: it is only asked what is shown.
    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            // believed
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // believed
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
