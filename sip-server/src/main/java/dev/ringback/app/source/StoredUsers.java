package dev.ringback.app.source;

import dev.ringback.config.ServerConfig;
import dev.ringback.subscribers.MemorySubscribers;
import dev.ringback.subscribers.Subscriber;
import dev.ringback.subscribers.UsersFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads the users of a configuration and of the users file. The file is read only when it has
/// changed. One thread at a time.
public final class StoredUsers {
    private String seen = "";
    private List<Subscriber> stored = List.of();

    /// Nothing was read yet.
    public StoredUsers() {}

    /// Everybody whom the server knows, in the order in which a later one counts.
    ///
    /// @throws IOException when the file cannot be read or understood
    /// @throws IllegalArgumentException when a user of the configuration cannot be
    public List<Subscriber> read(ServerConfig config) throws IOException {
        String now = FileMarks.of(files(config));
        if (!now.equals(seen)) {
            stored = config.data() == null ? List.of() : file(config.data()).load();
            seen = now;
        }
        List<Subscriber> all = new ArrayList<>(stored);
        all.addAll(configured(config));
        return all;
    }

    /// Everybody as a version knows them.
    ///
    /// @throws IOException when the file cannot be read or understood
    /// @throws IllegalArgumentException when a user of the configuration cannot be
    public MemorySubscribers subscribers(ServerConfig config) throws IOException {
        return new MemorySubscribers(read(config));
    }

    /// The files.
    public static List<Path> files(ServerConfig config) {
        return config.data() == null ? List.of() : List.of(file(config.data()).path());
    }

    private static UsersFile file(Path data) {
        return new UsersFile(data.resolve("users"));
    }

    private static List<Subscriber> configured(ServerConfig config) {
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
