package dev.ringback.it.cut;

import dev.ringback.it.peer.Checkout;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.Received;
import dev.ringback.it.peer.ServerProcess;
import dev.ringback.it.secure.Certificates;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A server that listens over every stream transport, and how to connect to it.
final class Site implements AutoCloseable {
    private final Map<Carrier, Integer> listening = new EnumMap<>(Carrier.class);
    private final ServerProcess server;
    private final SSLContext tls;

    Site() throws IOException, GeneralSecurityException {
        FreePorts ports = new FreePorts();
        Certificates certificates = Certificates.make();
        List<String> options = new ArrayList<>(List.of("--domain", "localhost", "--no-auth"));
        options.addAll(List.of("--tls", certificates.option(), "--config", config()));
        for (Carrier carrier : List.of(Carrier.TLS, Carrier.WS, Carrier.WSS)) {
            int port = ports.next();
            listening.put(carrier, port);
            String path = carrier.framed() ? "/sip" : "";
            options.add("--listen");
            options.add(carrier.parameter() + ":127.0.0.1:" + port + path);
        }
        server = ServerProcess.start(ports, options.toArray(String[]::new));
        listening.put(Carrier.TCP, server.port());
        tls = believing(certificates);
    }

    /// What is remembered of calls would count as left.
    private static String config() throws IOException {
        Path file = Checkout.folder("cut").resolve("ringback.yaml");
        Files.writeString(file, "calls: {memory: 0}\nconsole: off\n");
        return file.toString();
    }

    /// The server's process.
    long pid() {
        return server.pid();
    }

    /// Opens a connection to it.
    Line open(Carrier carrier, BlockingQueue<Received> inbox) throws IOException {
        int port = Objects.requireNonNull(listening.get(carrier));
        return Line.open(carrier, port, tls, inbox);
    }

    @Override
    public void close() {
        server.close();
    }

    private static SSLContext believing(Certificates certificates)
            throws IOException, GeneralSecurityException {
        KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
        known.load(null, null);
        try (InputStream in = Files.newInputStream(certificates.authority())) {
            known.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(known);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
