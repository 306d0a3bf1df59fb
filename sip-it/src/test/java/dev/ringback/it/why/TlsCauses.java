package dev.ringback.it.why;

import dev.ringback.cause.TlsAlert;
import dev.ringback.it.peer.Checkout;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/// Next hops with which no TLS comes about: RFC 8446 §6, RFC 5922.
final class TlsCauses extends Causes {
    /// What a peer can say of what we show, or of how we speak.
    private static final List<TlsAlert> ALERTS =
            List.of(
                    TlsAlert.HANDSHAKE_FAILURE,
                    TlsAlert.PROTOCOL_VERSION,
                    TlsAlert.BAD_CERTIFICATE,
                    TlsAlert.CERTIFICATE_EXPIRED,
                    TlsAlert.UNKNOWN_CA,
                    TlsAlert.ACCESS_DENIED,
                    TlsAlert.UNRECOGNIZED_NAME,
                    TlsAlert.INTERNAL_ERROR);
    private final Instant now = Instant.now();

    private final X509Bundle authority;
    private final Here here;

    TlsCauses() {
        try {
            authority = authority("root");
            here = open(Here.open(config(authority)));
            alerts();
            certificates();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        handshakes();
    }

    private static X509Bundle authority(String name) throws Exception {
        return new CertificateBuilder()
                .ecp256()
                .subject("CN=" + name)
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
    }

    private static X509Bundle issued(X509Bundle by, UnaryOperator<CertificateBuilder> with)
            throws Exception {
        return with.apply(new CertificateBuilder().ecp256().subject("CN=peer")).buildIssuedBy(by);
    }

    private static String config(X509Bundle authority) throws Exception {
        X509Bundle own = issued(authority, builder -> builder.addSanDnsName("localhost"));
        Path folder = Checkout.folder("why-tls");
        Path certificate = folder.resolve("cert.pem");
        Path root = folder.resolve("ca.pem");
        Files.writeString(certificate, own.getCertificatePathPEM() + own.getPrivateKeyPEM());
        Files.writeString(root, authority.getCertificatePEM());
        return """
            listen: ["udp:127.0.0.1:0", "tls:127.0.0.1:0"]
            tls: {certificate: "%1$s", key: "%1$s", authorities: "%2$s"}
            """
                .formatted(certificate, root);
    }

    private void alerts() {
        for (TlsAlert alert : ALERTS) {
            String name = alert.name().toLowerCase(Locale.ROOT).replace('_', '-');
            cause(
                    "the TLS alert " + name,
                    500,
                    "tls-alert",
                    () -> reach(open(new Callee(Callee.alerts(alert.code())))),
                    "alert=" + name,
                    "code=" + alert.code(),
                    "*[1] tls-alert");
        }
    }

    private void certificates() throws Exception {
        UnaryOperator<CertificateBuilder> named = builder -> builder.addSanIpAddress("127.0.0.1");
        X509Bundle good = issued(authority, named);
        X509Bundle foreign = issued(authority("stranger"), named);
        X509Bundle other = issued(authority, builder -> builder.addSanDnsName("other.example"));
        X509Bundle old = issued(authority, b -> within(named.apply(b), now.minusSeconds(7_200)));
        X509Bundle early = issued(authority, b -> within(named.apply(b), now.plusSeconds(3_600)));
        cause("an expired certificate", 500, "tls-certificate-expired", () -> shows(old));
        cause(
                "a certificate of tomorrow",
                500,
                "tls-certificate-not-yet-valid",
                () -> shows(early));
        cause("an unknown authority", 500, "tls-unknown-authority", () -> shows(foreign));
        cause("a certificate of another name", 500, "tls-wrong-name", () -> shows(other));
        cause(
                "a peer that demands another certificate than ours",
                500,
                "tls-alert",
                () -> reach(demanding(good, foreign)),
                "alert=certificate-unknown");
    }

    private static CertificateBuilder within(CertificateBuilder builder, Instant from) {
        return builder.notBefore(from).notAfter(from.plusSeconds(3_600));
    }

    private void handshakes() {
        cause(
                "a peer that does not speak TLS",
                500,
                "tls-not-spoken",
                () -> reach(open(new Callee(Callee.says("HTTP/1.1 400 Bad Request\r\n\r\n")))));
        cause(
                "an end during the handshake",
                500,
                "tls-closed-in-handshake",
                () -> reach(open(new Callee(Callee::close))));
        cause(
                "a handshake that never ends",
                500,
                "tls-handshake-timed-out",
                () -> reach(open(new Callee(Callee::hearOut))));
    }

    private Story shows(X509Bundle certificate) throws Exception {
        return reach(
                open(new Callee(context(certificate).getServerSocketFactory(), TlsCauses::hear)));
    }

    /// A server that believes only what another authority has signed.
    private Callee demanding(X509Bundle own, X509Bundle welcome) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                own.toKeyManagerFactory().getKeyManagers(),
                welcome.toTrustManagerFactory().getTrustManagers(),
                new SecureRandom());
        SSLServerSocket socket =
                (SSLServerSocket) context.getServerSocketFactory().createServerSocket();
        socket.setNeedClientAuth(true);
        return open(new Callee(socket, TlsCauses::hear));
    }

    private static SSLContext context(X509Bundle own) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.toKeyManagerFactory().getKeyManagers(), null, new SecureRandom());
        return context;
    }

    private static void hear(Socket connection) throws IOException {
        Callee.hearOut(connection);
    }

    private Story reach(Callee callee) {
        return here.reach("<sip:x@" + callee.at() + ";transport=tls>");
    }
}
