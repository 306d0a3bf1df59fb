package dev.ringback.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Three masters and three replicas on loopback, each a process.
final class RedisCluster implements AutoCloseable {
    private static final int SERVERS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final List<RedisProcess> servers = new ArrayList<>();

    private RedisCluster() {}

    static RedisCluster start(Path folder) throws IOException {
        RedisCluster cluster = new RedisCluster();
        try {
            for (int i = 0; i < SERVERS; i++) {
                cluster.servers.add(RedisProcess.startForCluster(folder.resolve("redis" + i)));
            }
            cluster.join();
        } catch (IOException | RuntimeException | AssertionError e) {
            cluster.close();
            throw e;
        }
        return cluster;
    }

    private void join() {
        List<String> command = new ArrayList<>(List.of("redis-cli", "--cluster", "create"));
        servers.forEach(server -> command.add(server.address()));
        command.addAll(List.of("--cluster-replicas", "1", "--cluster-yes"));
        assertThat(RedisProcess.run(command)).contains("All 16384 slots covered");
        settle();
    }

    /// Waits until all that are alive agree, and each master has its replica.
    void settle() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(this::settled);
    }

    private boolean settled() {
        List<RedisProcess> alive = servers.stream().filter(RedisProcess::alive).toList();
        boolean agreed =
                alive.stream().allMatch(s -> s.cli("CLUSTER", "INFO").contains("state:ok"));
        long masters = alive.stream().filter(RedisCluster::isMaster).count();
        boolean linked =
                alive.stream()
                        .filter(server -> !isMaster(server))
                        .allMatch(
                                server ->
                                        server.cli("INFO", "replication")
                                                .contains("master_link_status:up"));
        return agreed && linked && masters == 3;
    }

    private static boolean isMaster(RedisProcess server) {
        return server.cli("INFO", "replication").contains("role:master");
    }

    RedisUri uri() {
        return RedisUri.parse(
                servers.stream()
                        .map(RedisProcess::address)
                        .collect(Collectors.joining(",", "redis://", "")));
    }

    List<RedisProcess> servers() {
        return servers;
    }

    /// Those that are masters now.
    List<RedisProcess> masters() {
        return servers.stream().filter(RedisCluster::isMaster).toList();
    }

    /// The master that has a key, as the others see it.
    RedisProcess master(String key) {
        return serverOf(owner(key)[1]);
    }

    /// The replica of that master.
    RedisProcess replica(String key) {
        String id = owner(key)[0];
        String line =
                lines().stream()
                        .filter(each -> each.contains("slave " + id))
                        .findFirst()
                        .orElseThrow();
        return serverOf(line.split(" ", -1)[1]);
    }

    private String[] owner(String key) {
        int slot = Integer.parseInt(any().cli("CLUSTER", "KEYSLOT", key));
        return lines().stream()
                .map(line -> line.split(" ", -1))
                .filter(words -> words[2].contains("master") && has(words, slot))
                .findFirst()
                .orElseThrow();
    }

    private static boolean has(String[] words, int slot) {
        for (int i = 8; i < words.length; i++) {
            String[] range = words[i].split("-", -1);
            if (!words[i].startsWith("[")
                    && Integer.parseInt(range[0]) <= slot
                    && slot <= Integer.parseInt(range[range.length - 1])) {
                return true;
            }
        }
        return false;
    }

    private List<String> lines() {
        return any().cli("CLUSTER", "NODES").lines().toList();
    }

    private RedisProcess any() {
        return servers.stream()
                .filter(RedisProcess::alive)
                .filter(server -> server.cli("PING").equals("PONG"))
                .findFirst()
                .orElseThrow();
    }

    private RedisProcess serverOf(String address) {
        return servers.stream()
                .filter(server -> address.startsWith(server.address() + '@'))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        servers.forEach(RedisProcess::close);
    }
}
