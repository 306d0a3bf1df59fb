package dev.ringback.it.peer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A running `./ringback serve` on a free port of 127.0.0.1, over UDP and TCP.
public final class ServerProcess implements AutoCloseable {
    /// The first start may build and prepare the fast start.
    private static final Duration START = Duration.ofMinutes(3);

    private final PeerProcess process;
    private final int port;
    private final Path data;
    private final String ready;

    private ServerProcess(PeerProcess process, int port, Path data) {
        this.process = process;
        this.port = port;
        this.data = data;
        this.ready = process.awaitLine(START, line -> line.startsWith("ready"));
    }

    /// Starts it with more options and returns when it is ready.
    public static ServerProcess start(FreePorts ports, String... options) {
        return start(ports, Map.of(), options);
    }

    /// Starts it for the domain `localhost`, with users whose passwords are their names.
    public static ServerProcess withUsers(FreePorts ports, String... names) {
        List<String> options = new ArrayList<>(List.of("--domain", "localhost"));
        for (String name : names) {
            options.addAll(List.of("--user", name + ":" + name));
        }
        return start(ports, options.toArray(String[]::new));
    }

    /// Starts it with variables of the environment and more options.
    public static ServerProcess start(
            FreePorts ports, Map<String, String> environment, String... options) {
        return start(ports.next(), Checkout.folder("data"), environment, options);
    }

    /// Starts it on a port with a data folder that another one may have used before.
    public static ServerProcess start(
            int port, Path data, Map<String, String> environment, String... options) {
        List<String> arguments = new ArrayList<>(List.of("serve"));
        for (String transport : List.of("udp", "tcp")) {
            arguments.add("--listen");
            arguments.add(transport + ":127.0.0.1:" + port);
        }
        arguments.addAll(List.of("--data", data.toString()));
        arguments.addAll(List.of(options));
        PeerProcess process = Checkout.start(environment, arguments.toArray(String[]::new));
        try {
            return new ServerProcess(process, port, data);
        } catch (AssertionError | RuntimeException e) {
            process.close();
            throw e;
        }
    }

    /// The port of both transports.
    public int port() {
        return port;
    }

    /// Its address as commands want it: `127.0.0.1:5060`.
    public String address() {
        return "127.0.0.1:" + port;
    }

    /// Its data folder.
    public Path data() {
        return data;
    }

    /// The line that said it accepts traffic.
    public String ready() {
        return ready;
    }

    /// The number by which the system knows it.
    public long pid() {
        return process.pid();
    }

    /// Its command and output so far, for the message of a failure.
    public String describe() {
        return process.describe();
    }

    /// Sends SIGTERM and waits for the end.
    public Finished stop() {
        return process.terminate(Duration.ofSeconds(20));
    }

    @Override
    public void close() {
        process.close();
    }
}
