package dev.ringback.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.it.peer.Checkout;
import dev.ringback.it.peer.Finished;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.PeerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/// A Redis cluster of three masters and three replicas on loopback, which notices within a second
/// that one is gone. The bus of each listens 10,000 above its port.
final class RedisServers implements AutoCloseable {
    private static final int SERVERS = 6;
    private static final int NODE_TIMEOUT_MILLIS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder = Checkout.folder("redis");
    private final Map<Integer, PeerProcess> servers = new LinkedHashMap<>();

    RedisServers(FreePorts ports) {
        try {
            for (int i = 0; i < SERVERS; i++) {
                start(ports.next());
            }
            servers.keySet().forEach(port -> awaitAnswer(port, "ping", "PONG"));
            form();
        } catch (AssertionError | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void start(int port) {
        String[] command = {
            "redis-server",
            "--port",
            Integer.toString(port),
            "--bind",
            "127.0.0.1",
            "--cluster-enabled",
            "yes",
            "--cluster-config-file",
            "nodes-" + port + ".conf",
            "--cluster-node-timeout",
            Integer.toString(NODE_TIMEOUT_MILLIS),
            "--save",
            "",
            "--dir",
            folder.toString()
        };
        servers.put(port, PeerProcess.start(folder, Map.of(), command));
    }

    private void form() {
        List<String> command = new ArrayList<>(List.of("redis-cli", "--cluster", "create"));
        servers.keySet().forEach(port -> command.add("127.0.0.1:" + port));
        command.addAll(List.of("--cluster-replicas", "1", "--cluster-yes"));
        Finished formed = run(command);
        assertThat(formed.exit()).as(formed.toString()).isZero();
        servers.keySet().forEach(port -> awaitAnswer(port, "cluster info", "cluster_state:ok"));
        Awaitility.await().atMost(PATIENCE).until(() -> replicasAreConnected());
    }

    private boolean replicasAreConnected() {
        return servers.keySet().stream()
                        .filter(port -> ask(port, "info replication").contains("link_status:up"))
                        .count()
                == SERVERS / 2;
    }

    private Finished run(List<String> command) {
        try (PeerProcess process =
                PeerProcess.start(folder, Map.of(), command.toArray(String[]::new))) {
            return process.await(PATIENCE);
        }
    }

    private void awaitAnswer(int port, String question, String answer) {
        Awaitility.await().atMost(PATIENCE).until(() -> ask(port, question).contains(answer));
    }

    /// What a server says to a command.
    String ask(int port, String question) {
        List<String> command = new ArrayList<>(List.of("redis-cli", "-p", Integer.toString(port)));
        command.addAll(List.of(question.split(" ")));
        return run(command).out();
    }

    /// The ports of the masters that are there.
    List<Integer> masters() {
        return servers.keySet().stream()
                .filter(port -> ask(port, "info replication").contains("role:master"))
                .toList();
    }

    /// Kills a server.
    void kill(int port) {
        Objects.requireNonNull(servers.remove(port)).close();
    }

    /// Stops a server without killing it, as if the way to it were cut, and lets it go on.
    void pause(int port, boolean paused) {
        PeerProcess server = Objects.requireNonNull(servers.get(port));
        String signal = paused ? "-STOP" : "-CONT";
        Finished sent = run(List.of("kill", signal, Long.toString(server.pid())));
        assertThat(sent.exit()).as(sent.toString()).isZero();
    }

    /// Where it is, as the configuration wants it.
    String uri() {
        return servers.keySet().stream()
                .map(port -> "127.0.0.1:" + port)
                .collect(Collectors.joining(",", "redis://", ""));
    }

    @Override
    public void close() {
        servers.values().forEach(PeerProcess::close);
    }
}
