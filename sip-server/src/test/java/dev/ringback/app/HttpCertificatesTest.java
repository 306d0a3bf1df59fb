package dev.ringback.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.config.trust.StirConfig;
import dev.ringback.location.Lookup;
import dev.ringback.stir.CertificateSource;
import dev.ringback.stir.CertificateSource.Fetched;
import dev.ringback.stir.Keys;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Certificates by HTTP, from a server on loopback: RFC 8224 §7.3.
class HttpCertificatesTest {
    private static final StirConfig.Fetching OPEN =
            new StirConfig.Fetching(true, true, Duration.ofSeconds(2));

    private final AtomicInteger asked = new AtomicInteger();
    private final ServerSocket server = new ServerSocket();
    private final HttpCertificates certificates = new HttpCertificates(OPEN);

    HttpCertificatesTest() throws IOException {}

    @BeforeEach
    void start() throws IOException {
        server.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread.ofVirtual().start(this::serve);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> answer(socket));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII));
            String line = in.readLine();
            while (!String.valueOf(in.readLine()).isEmpty()) {
                // the rest of the request
            }
            asked.incrementAndGet();
            String path = line.split("[ ?]", -1)[1];
            OutputStream out = socket.getOutputStream();
            switch (path) {
                case "/slow" -> new CompletableFuture<Void>().get(20, TimeUnit.SECONDS);
                case "/large" -> send(out, "200 OK", "", new byte[100_000]);
                case "/garbage" -> send(out, "200 OK", "", new byte[10]);
                case "/moved" -> send(out, "302 Found", "Location: /numbers.pem\r\n", new byte[0]);
                case "/once" -> send(out, "200 OK", "Cache-Control: no-store\r\n", pem());
                case "/hour" ->
                        send(out, "200 OK", "Cache-Control: public, max-age=3600\r\n", pem());
                default -> send(out, "404 Not Found", "", new byte[0]);
            }
        } catch (Exception _) {
            // the client went away
        }
    }

    private static byte[] pem() {
        return Keys.pem("numbers");
    }

    private static void send(OutputStream out, String status, String header, byte[] body)
            throws IOException {
        String head =
                "HTTP/1.1 "
                        + status
                        + "\r\nContent-Length: "
                        + body.length
                        + "\r\n"
                        + header
                        + "Connection: close\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getLocalPort() + path;
    }

    private static Fetched fetch(CertificateSource source, String url) throws Exception {
        CompletableFuture<Lookup.Settled<Map<String, Fetched>>> later = new CompletableFuture<>();
        switch (source.fetch(Set.of(url))) {
            case Lookup.Settled<Map<String, Fetched>> settled -> later.complete(settled);
            case Lookup.Pending<Map<String, Fetched>>(var begin) -> begin.accept(later::complete);
        }
        Map<String, Fetched> found =
                ((Lookup.Found<Map<String, Fetched>>) later.get(10, TimeUnit.SECONDS)).value();
        return java.util.Objects.requireNonNull(found.get(url));
    }

    @Test
    void aCertificateIsFetchedAndKeptAsLongAsItsServerSays() throws Exception {
        assertThat(fetch(certificates, url("/hour")))
                .isEqualTo(new CertificateSource.Found(Keys.credential("numbers")));
        assertThat(certificates.fetch(Set.of(url("/hour"))))
                .as("at once")
                .isInstanceOf(Lookup.Found.class);
        assertThat(asked).hasValue(1);
        fetch(certificates, url("/once"));
        fetch(certificates, url("/once"));
        assertThat(asked).hasValue(3);
    }

    @Test
    void whoServesThousandsOfCertificatesKeepsNobodyElsesOut() throws Exception {
        for (int i = 0; i < 1_100; i++) {
            fetch(certificates, url("/hour?" + i));
        }
        fetch(certificates, url("/hour"));
        int before = asked.get();
        fetch(certificates, url("/hour"));
        assertThat(asked).hasValue(before);
        fetch(certificates, url("/hour?0"));
        assertThat(asked).as("what nobody asked for of late is forgotten").hasValue(before + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "/absent, HTTP 404",
        "/garbage, no certificate",
        "/moved, HTTP 302",
        "/slow, in time"
    })
    void whatIsNoCertificateIsMissing(String path, String reason) throws Exception {
        HttpCertificates hasty =
                new HttpCertificates(new StirConfig.Fetching(true, true, Duration.ofMillis(300)));
        assertThat(fetch(hasty, url(path)))
                .isInstanceOfSatisfying(
                        CertificateSource.Missing.class,
                        missing -> assertThat(missing.reason()).containsAnyOf(reason, "timed out"));
    }

    @Test
    void tooMuchIsNotRead() throws Exception {
        assertThat(fetch(certificates, url("/large")))
                .isInstanceOf(CertificateSource.Missing.class);
    }

    @Test
    void callersCannotMakeUsAskWhatOnlyWeCanReach() throws Exception {
        StirConfig.Fetching careful = new StirConfig.Fetching(true, false, Duration.ofSeconds(2));
        HttpCertificates source = new HttpCertificates(careful);
        for (String host : new String[] {"127.0.0.1", "localhost", "[::1]", "10.1.2.3"}) {
            assertThat(fetch(source, "http://" + host + ":" + server.getLocalPort() + "/hour"))
                    .as(host)
                    .isEqualTo(new CertificateSource.Missing("a private address"));
        }
        HttpCertificates secure =
                new HttpCertificates(new StirConfig.Fetching(false, true, Duration.ofSeconds(2)));
        assertThat(fetch(secure, url("/hour")))
                .isEqualTo(new CertificateSource.Missing("not https"));
        assertThat(fetch(secure, "file:/etc/passwd"))
                .isEqualTo(new CertificateSource.Missing("not https"));
        assertThat(asked).hasValue(0);
    }
}
