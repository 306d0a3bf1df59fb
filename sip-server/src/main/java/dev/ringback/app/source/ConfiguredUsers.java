package dev.ringback.app.source;

import dev.ringback.config.ServerConfig;
import dev.ringback.subscribers.Subscriber;
import java.util.List;

/// The users that the configuration names.
public final class ConfiguredUsers {
    private ConfiguredUsers() {}

    /// Those of a configuration, each with the hashes of its password.
    public static List<Subscriber> of(ServerConfig config) {
        String first = config.served().getFirst();
        return config.access().users().stream()
                .map(
                        user ->
                                Subscriber.withPassword(
                                        user.name(),
                                        user.domain() == null ? first : user.domain(),
                                        user.password()))
                .toList();
    }
}
