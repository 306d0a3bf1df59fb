package dev.ringback.app.source;

import dev.ringback.config.ServerConfig;
import dev.ringback.config.calls.CallsConfig;
import dev.ringback.config.storage.StorageConfig;
import dev.ringback.core.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A configuration as a running server can take it: with what lasts from its start.
///
/// @param config what can be in force
/// @param pending the keys that say something else and will count after a restart
public record Lasting(ServerConfig config, List<String> pending) {
    /// Copies the list.
    public Lasting {
        pending = List.copyOf(pending);
    }

    /// What a server can take of a configuration.
    ///
    /// @param running what it runs by
    /// @param read what was read
    public static Lasting of(ServerConfig running, ServerConfig read) {
        ServerConfig.Network was = running.network();
        ServerConfig.Network is = read.network();
        Differences found = new Differences();
        found.add("listen", was.listen(), is.listen());
        found.add("advertise", was.advertise(), is.advertise());
        found.add("control", was.sockets().control(), is.sockets().control());
        found.add("console", was.sockets().web().console(), is.sockets().web().console());
        found.add("metrics", was.sockets().web().metrics(), is.sockets().web().metrics());
        found.add("websocket", was.sockets().webSocket(), is.sockets().webSocket());
        found.add("shards", was.shards(), is.shards());
        found.add("dns", was.dns(), is.dns());
        found.add("mode", forgets(running), forgets(read));
        found.add("echo: ports", running.service().echo().ports(), read.service().echo().ports());
        found.addStorage(running.storage(), read.storage());
        ServerConfig.Limits sizes = running.limits();
        ServerConfig.Limits bounds = read.limits();
        found.add("limits: message", sizes.message(), bounds.message());
        found.add("limits: body", sizes.body(), bounds.body());
        found.add("limits: uri", sizes.uri(), bounds.uri());
        found.add("limits: headers", sizes.headers(), bounds.headers());
        ServerConfig taken =
                new ServerConfig(
                        new ServerConfig.Network(
                                is.domains(),
                                new ServerConfig.Sockets(
                                        was.listen(),
                                        was.advertise(),
                                        is.sockets().tls(),
                                        was.sockets().webSocket(),
                                        was.sockets().control(),
                                        was.sockets().web()),
                                was.shards(),
                                was.dns(),
                                service(running, read),
                                is.push()),
                        read.access(),
                        read.registrar(),
                        new ServerConfig.Limits(
                                sizes.message(),
                                sizes.body(),
                                sizes.uri(),
                                sizes.headers(),
                                bounds.transactions(),
                                bounds.protection()),
                        read.routing(),
                        running.storage()
                                .withCalls(
                                        running.storage()
                                                .calls()
                                                .withOutletsOf(read.storage().calls())));
        return new Lasting(taken, found.keys);
    }

    private static boolean forgets(ServerConfig config) {
        return config.service().mode() == Mode.STATELESS;
    }

    private static ServerConfig.Service service(ServerConfig running, ServerConfig read) {
        ServerConfig.Service is = read.service();
        boolean same = forgets(running) == forgets(read);
        return new ServerConfig.Service(
                same ? is.mode() : running.service().mode(),
                is.aliases(),
                is.moved(),
                is.gone(),
                is.ambiguity(),
                is.echo().on(running.service().echo().ports()));
    }

    /// The keys that differ.
    private static final class Differences {
        private final List<String> keys = new ArrayList<>();

        void add(String key, @Nullable Object was, @Nullable Object is) {
            if (!Objects.equals(was, is)) {
                keys.add(key);
            }
        }

        void addStorage(StorageConfig was, StorageConfig is) {
            add("data", was.data(), is.data());
            add("secret", was.secret(), is.secret());
            add("location", was.location(), is.location());
            add("subscribers", was.subscribers(), is.subscribers());
            add("cluster", was.cluster(), is.cluster());
            add("calls: memory", was.calls().memory(), is.calls().memory());
            CallsConfig.Archive kept = was.calls().archive();
            CallsConfig.Archive wanted = is.calls().archive();
            add("calls: keep", kept.keep(), wanted.keep());
            add("calls: most", kept.most(), wanted.most());
        }
    }
}
