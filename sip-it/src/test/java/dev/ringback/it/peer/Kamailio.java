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
        Path folder = Checkout.folder("kamailio");
        Path template = Checkout.root().resolve("sip-it/src/test/resources/kamailio/kamailio.cfg");
        String folderName = folder.toString();
        try {
            String config = Files.readString(template).replace("@PORT@", Integer.toString(port));
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
