package dev.ringback.app;

import dev.ringback.config.ConfigException;
import dev.ringback.config.ConfigFile;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.ServerConfigBuilder;
import dev.ringback.routing.Router;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps routing equal to what the configuration file and its routing class say. All of it is
/// exchanged in one step; a file that is not understood leaves the last good one in force.
///
/// Any thread may ask for the [Router]; one thread polls.
final class RoutingWatch implements Supplier<Router> {
    private static final Logger LOG = LoggerFactory.getLogger(RoutingWatch.class);

    private static final int POLLS_UNTIL_AGAIN = 5;

    private final @Nullable Path file;
    private final Map<String, String> environment;
    private final AtomicReference<Router> router;
    private ServerConfig.Routing routing;
    private String seen;
    private String complaint = "";
    private int polls;

    /// Begins with what was read at the start.
    ///
    /// @param environment the variables that the file may name
    RoutingWatch(ServerConfig.Routing routing, Map<String, String> environment) {
        this.file = routing.file();
        this.environment = Map.copyOf(environment);
        this.routing = routing;
        this.router = new AtomicReference<>(routing.router());
        this.seen = marks();
    }

    /// What is in force now. Whoever routes a request asks once and keeps it until the end.
    @Override
    public Router get() {
        return router.get();
    }

    /// Looks whether a file has changed and takes all of it over if so.
    void poll() {
        if (file == null) {
            return;
        }
        String now = marks();
        polls++;
        // What a bad file names may be mended without a change of the files that are watched.
        boolean again = !complaint.isEmpty() && polls % POLLS_UNTIL_AGAIN == 0;
        if (!again && now.equals(seen)) {
            return;
        }
        try {
            ServerConfigBuilder read = ServerConfig.builder();
            ConfigFile.read(file, environment, read);
            String before = scriptPath();
            routing = read.routing();
            router.set(routing.router());
            // A class that was not watched may have changed since it was read: once more then.
            seen = before.equals(scriptPath()) ? now : "";
            complaint = "";
            LOG.info("read routing from {}", file);
        } catch (ConfigException e) {
            seen = now;
            String message = String.valueOf(e.getMessage());
            if (!message.equals(complaint)) {
                complaint = message;
                LOG.warn("routing stays as it was: {}", message);
            }
        }
    }

    private String scriptPath() {
        return routing.routes() == null ? "" : routing.routes().script().file();
    }

    /// What changes whenever one of the files does.
    private String marks() {
        String marks = file == null ? "" : mark(file);
        String script = scriptPath();
        return script.isEmpty() ? marks : marks + " " + mark(Path.of(script));
    }

    private static String mark(Path path) {
        try {
            return FileMark.of(path);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
