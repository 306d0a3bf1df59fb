package dev.ringback.store.redis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Finds out what there is where Redis is said to be. Waits, so it is for the start of a program.
final class Discovery {
    /// A name is looked up, a connection is made, a question is answered.
    private static final int STEPS = 3;

    private Discovery() {}

    /// Which server has what.
    ///
    /// @throws IOException where none answers or they refuse, with the reasons of all of them
    static Slots slots(Nodes nodes, RedisSettings settings) throws IOException {
        List<String> reasons = new ArrayList<>();
        for (RedisUri.Server server : settings.uri().servers()) {
            CompletableFuture<Boolean> cluster =
                    nodes.at(server).reads().session().thenCompose(Session::ofCluster);
            try {
                boolean many = settled(cluster, settings);
                return many ? cluster(nodes, settings) : single(nodes, settings);
            } catch (IOException e) {
                reasons.add(String.valueOf(e.getMessage()));
            }
        }
        throw new IOException(settings.uri() + ": " + String.join("; ", reasons));
    }

    private static Slots single(Nodes nodes, RedisSettings settings) throws IOException {
        List<RedisUri.Server> servers = settings.uri().servers();
        if (servers.size() > 1) {
            throw new IOException(servers.getFirst() + " is not of a cluster: name one server");
        }
        return new Slots(nodes, servers, false);
    }

    private static Slots cluster(Nodes nodes, RedisSettings settings) throws IOException {
        nodes.ofCluster();
        Slots slots = new Slots(nodes, settings.uri().servers(), true);
        settled(slots.ask(), settings);
        if (slots.masters().isEmpty()) {
            throw new IOException("a cluster in which no server has any keys");
        }
        return slots;
    }

    /// Waits for an answer.
    ///
    /// @throws IOException where there is none
    static <T> T settled(CompletableFuture<T> answer, RedisSettings settings) throws IOException {
        try {
            return answer.get(STEPS * settings.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (TimeoutException e) {
            throw new IOException("no answer in time", e);
        } catch (ExecutionException e) {
            throw new IOException(Fault.unwrapped(e).getMessage(), e);
        }
    }
}
