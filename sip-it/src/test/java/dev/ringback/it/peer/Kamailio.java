package dev.ringback.it.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/// Kamailio as registrar and proxy of the domain `localhost`, on one port of 127.0.0.1 over UDP and
/// TCP. Its users alice, bob and carol have their names as passwords; who calls has to prove who it
/// is, and the proxy stays in the dialog.
public final class Kamailio implements AutoCloseable {
    private final PeerProcess process;
    private final int port;

    private Kamailio(PeerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Starts it and waits until it listens.
    public static Kamailio start(int port) {
        return start(port, "");
    }

    /// Starts it so that it is heard over TLS, too, by those who show a certificate of the
    /// authority in a folder that `ringback cert` made, and asks them for no password.
    public static Kamailio start(int port, int tlsPort, Path certificates) {
        String tls =
                """
                enable_tls=yes
                listen=tls:127.0.0.1:%1$d
                alias="localhost:%1$d"
                loadmodule "tls.so"
                modparam("tls", "tls_method", "TLSv1.2+")
                modparam("tls", "certificate", "%2$s/cert.pem")
                modparam("tls", "private_key", "%2$s/key.pem")
                modparam("tls", "ca_list", "%2$s/ca.pem")
                modparam("tls", "verify_certificate", 1)
                modparam("tls", "require_certificate", 1)
                """
                        .formatted(tlsPort, certificates);
        return start(port, tls);
    }

    private static Kamailio start(int port, String tls) {
        Path folder = Checkout.folder("kamailio");
        Path template = Checkout.root().resolve("sip-it/src/test/resources/kamailio/kamailio.cfg");
        String folderName = folder.toString();
        try {
            String config =
                    Files.readString(template)
                            .replace("@PORT@", Integer.toString(port))
                            .replace("#@TLS@", tls);
            Files.writeString(folder.resolve("kamailio.cfg"), config);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PeerProcess process =
                PeerProcess.start(
                        folder,
                        Map.of(),
                        program(),
                        "-DD",
                        "-E",
                        "-f",
                        folder.resolve("kamailio.cfg").toString(),
                        "-m",
                        "32",
                        "-M",
                        "4",
                        "-w",
                        folderName,
                        "-Y",
                        folderName);
        try {
            Loopback.awaitTaken(port);
            return new Kamailio(process, port);
        } catch (AssertionError | RuntimeException e) {
            process.close();
            throw new AssertionError(process.describe(), e);
        }
    }

    /// Debian keeps it where only root's PATH leads.
    private static String program() {
        return Stream.of("/usr/sbin/kamailio", "/usr/local/sbin/kamailio", "/usr/bin/kamailio")
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElse("kamailio");
    }

    /// The port of both transports.
    public int port() {
        return port;
    }

    /// Its command and output so far, for the message of a failure.
    public String describe() {
        return process.describe();
    }

    @Override
    public void close() {
        process.close();
    }
}
