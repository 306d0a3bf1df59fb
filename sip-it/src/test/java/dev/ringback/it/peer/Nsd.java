package dev.ringback.it.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/// NSD, an authoritative name server, on one port of 127.0.0.1 over UDP and TCP, for one zone.
public final class Nsd implements AutoCloseable {
    private final PeerProcess process;

    private Nsd(PeerProcess process) {
        this.process = process;
    }

    /// Starts it and waits until it can be asked.
    ///
    /// @param origin the name of the zone, without a dot at its end
    /// @param records its records as in a zone file, with the TTL 60 s where they say none; the
    ///     absence of names lives 5 s
    public static Nsd start(int port, String origin, String records) {
        Path folder = Checkout.folder("nsd");
        String head =
                """
                $ORIGIN %s.
                $TTL 60
                @ IN SOA ns admin 1 3600 600 86400 5
                @ IN NS ns
                ns IN A 127.0.0.1
                """
                        .formatted(origin);
        try {
            Files.writeString(folder.resolve("zone"), head + records);
            Files.writeString(folder.resolve("nsd.conf"), config(port, folder, origin));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String config = folder.resolve("nsd.conf").toString();
        PeerProcess process = PeerProcess.start(folder, Map.of(), program(), "-d", "-c", config);
        Loopback.awaitTaken(port);
        return new Nsd(process);
    }

    private static String config(int port, Path folder, String origin) {
        return """
            server:
              ip-address: 127.0.0.1@%1$d
              port: %1$d
              username: ""
              chroot: ""
              zonesdir: "%2$s"
              pidfile: "%2$s/nsd.pid"
              xfrdfile: "%2$s/xfrd.state"
              zonelistfile: "%2$s/zones.list"
              xfrdir: "%2$s"
              database: ""
              server-count: 1
              rrl-ratelimit: 0
            remote-control:
              control-enable: no
            zone:
              name: "%3$s"
              zonefile: "zone"
            """
                .formatted(port, folder, origin);
    }

    /// Its command and output so far, for the message of a failure.
    public String describe() {
        return process.describe();
    }

    /// Debian keeps it where only root's PATH leads.
    private static String program() {
        return Stream.of("/usr/sbin/nsd", "/usr/local/sbin/nsd", "/usr/bin/nsd")
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElse("nsd");
    }

    @Override
    public void close() {
        process.close();
    }
}
