package dev.ringback.app;

import dev.ringback.subscribers.MemorySubscribers;
import dev.ringback.subscribers.Subscriber;
import dev.ringback.subscribers.UsersFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the users in memory equal to those of the configuration and of the users file. A file
/// that is not understood leaves the last good one in force. One thread.
final class UsersWatch {
    private static final Logger LOG = LoggerFactory.getLogger(UsersWatch.class);
    private static final String ABSENT = "absent";

    private final UsersFile file;
    private final List<Subscriber> configured;
    private final MemorySubscribers users;
    private String seen;

    /// Reads the file for the first time.
    ///
    /// @throws IOException when it cannot be read or understood
    UsersWatch(UsersFile file, List<Subscriber> configured, MemorySubscribers users)
            throws IOException {
        this.file = file;
        this.configured = List.copyOf(configured);
        this.users = users;
        this.seen = mark(file.path());
        load();
    }

    /// Looks whether the file has changed and takes it over if so.
    void poll() {
        try {
            String now = mark(file.path());
            if (!now.equals(seen)) {
                seen = now;
                load();
                LOG.info("read {} users from {}", users.size(), file.path());
            }
        } catch (IOException e) {
            LOG.warn("the users stay as they were: {}", e.getMessage());
        }
    }

    private void load() throws IOException {
        List<Subscriber> all = new ArrayList<>(file.load());
        all.addAll(configured);
        users.replace(all);
    }

    /// What changes whenever the file does.
    static String mark(Path path) throws IOException {
        if (!Files.exists(path)) {
            return ABSENT;
        }
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return attributes.fileKey() + " " + attributes.lastModifiedTime() + " " + attributes.size();
    }
}
