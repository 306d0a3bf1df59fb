package dev.ringback.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/// A Redis server of its own on a free port of loopback. Nothing is written to disk but a cluster's
/// own configuration.
final class RedisProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(20);

    private final Path folder;
    private final int port;
    private final List<String> options;
    private Process process;

    private RedisProcess(Path folder, int port, List<String> options) throws IOException {
        this.folder = folder;
        this.port = port;
        this.options = List.copyOf(options);
        this.process = launch();
    }

    /// Starts one and waits until it answers.
    ///
    /// @param options of its configuration, each name followed by its value
    static RedisProcess start(Path folder, String... options) throws IOException {
        Files.createDirectories(folder);
        return new RedisProcess(folder, freePort(), List.of(options));
    }

    /// Starts one of a cluster that is yet to be made.
    static RedisProcess startForCluster(Path folder) throws IOException {
        return start(
                folder,
                "--cluster-enabled",
                "yes",
                "--cluster-port",
                Integer.toString(freePort()),
                "--cluster-node-timeout",
                "1000",
                "--cluster-replica-validity-factor",
                "0",
                "--repl-diskless-sync-delay",
                "0",
                "--repl-ping-replica-period",
                "1");
    }

    /// Free for the bus of a cluster, too, which an old server has at 10000 more.
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private Process launch() throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "redis-server",
                                "--port",
                                Integer.toString(port),
                                "--bind",
                                "127.0.0.1",
                                "--dir",
                                folder.toString(),
                                "--save",
                                "",
                                "--appendonly",
                                "no"));
        command.addAll(options);
        Process started =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
        try {
            await().atMost(START).until(() -> cli("PING").matches("(?s)(PONG|NOAUTH).*"));
        } catch (ConditionTimeoutException e) {
            started.destroyForcibly();
            throw new IOException(Files.readString(folder.resolve("log")), e);
        }
        return started;
    }

    int port() {
        return port;
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    /// Asks it something with redis-cli.
    String cli(String... words) {
        List<String> command =
                new ArrayList<>(List.of("timeout", "3", "redis-cli", "-p", Integer.toString(port)));
        command.addAll(List.of(words));
        return run(command);
    }

    static String run(List<String> command) {
        try {
            Process running = new ProcessBuilder(command).redirectErrorStream(true).start();
            running.getOutputStream().close();
            return new String(running.getInputStream().readAllBytes(), UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends it as a loss of power does.
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean alive() {
        return process.isAlive();
    }

    /// Starts it again at the same address, with nothing in it.
    void restart() throws IOException {
        process = launch();
    }

    /// Makes it silent: its connections stay.
    void pause() {
        run(List.of("kill", "-STOP", Long.toString(process.pid())));
    }

    /// Lets it go on.
    void goOn() {
        run(List.of("kill", "-CONT", Long.toString(process.pid())));
    }

    @Override
    public void close() {
        kill();
    }
}
