package dev.ringback.store.sql;

import dev.ringback.subscribers.News;
import dev.ringback.subscribers.Snapshot;
import dev.ringback.subscribers.Subscriber;
import dev.ringback.subscribers.SubscriberStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Users and domains in the file `subscribers.mv.db` of a data folder, which is there once somebody
/// was added. Until then no database is loaded, and later it is opened only when the file has
/// changed.
public final class EmbeddedSubscribers implements SubscriberStore {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedSubscribers.class);
    /// The name of the file.
    public static final Path FILE = Path.of("subscribers.mv.db");

    private static final String ABSENT = "";

    private final Path file;
    private final SqlSubscribers sql;
    private String seen = ABSENT;
    private long known = -1;

    private EmbeddedSubscribers(Path file) {
        this.file = file;
        this.sql = new SqlSubscribers(database(file));
    }

    private static FileDatabase database(Path file) {
        return new FileDatabase(file, Migrations.of(Dialect.H2));
    }

    /// Opens the store of a data folder. The text file `users` of older versions is taken over and
    /// gets the name `users.imported`.
    ///
    /// @param data the folder; made once something is written
    /// @throws IOException where that text file cannot be read, or not be taken over
    public static EmbeddedSubscribers open(Path data) throws IOException {
        EmbeddedSubscribers opened = new EmbeddedSubscribers(data.resolve(FILE));
        UsersFile old = new UsersFile(data.resolve(UsersFile.NAME));
        int taken = old.takeOver(opened.sql::put);
        if (taken > 0) {
            LOG.warn(
                    "{} users were taken over from {} into {}; the old file is now {}",
                    taken,
                    old.path(),
                    opened.file,
                    UsersFile.IMPORTED);
        }
        return opened;
    }

    /// What is in a data folder, where nothing is changed.
    ///
    /// @throws IOException where it cannot be read
    public static Snapshot glance(Path data) throws IOException {
        Path file = data.resolve(FILE);
        Migrations migrations = Migrations.of(Dialect.H2);
        Snapshot kept =
                mark(file).equals(ABSENT)
                        ? Snapshot.EMPTY
                        : new FileDatabase(file, migrations)
                                .glance(
                                        connection ->
                                                SqlSubscribers.glance(connection, migrations));
        List<Subscriber> old = new UsersFile(data.resolve(UsersFile.NAME)).load();
        if (old.isEmpty()) {
            return kept;
        }
        Set<String> again = Set.copyOf(old.stream().map(Subscriber::address).toList());
        List<Subscriber> all = new ArrayList<>(old);
        kept.subscribers().stream()
                .filter(each -> !again.contains(each.address()))
                .forEach(all::add);
        return new Snapshot(kept.number(), all, kept.domains());
    }

    /// Something is done with the file.
    @FunctionalInterface
    public interface Reading {
        /// Does it.
        void run() throws IOException;
    }

    /// Does something while no process writes the file of a data folder.
    ///
    /// @throws IOException where it is written for long, or `reading` throws it
    public static void whileUnchanged(Path data, Reading reading) throws IOException {
        Path file = data.resolve(FILE);
        if (mark(file).equals(ABSENT)) {
            reading.run();
            return;
        }
        IOException[] failed = new IOException[1];
        boolean _ =
                database(file)
                        .glance(
                                _ -> {
                                    try {
                                        reading.run();
                                    } catch (IOException e) {
                                        failed[0] = e;
                                    }
                                    return true;
                                });
        if (failed[0] != null) {
            throw failed[0];
        }
    }

    /// What changes whenever the file does; [#ABSENT] where nobody was ever added.
    private static String mark(Path file) throws IOException {
        if (!Files.exists(file)) {
            return ABSENT;
        }
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        return now.size() == 0
                ? ABSENT
                : now.fileKey() + " " + now.lastModifiedTime() + " " + now.size();
    }

    @Override
    public Snapshot load() throws IOException {
        String now = mark(file);
        Snapshot all = now.equals(ABSENT) ? Snapshot.EMPTY : sql.load();
        remember(now, all.number());
        return all;
    }

    private synchronized void remember(String mark, long number) {
        seen = mark;
        known = number;
    }

    private synchronized boolean remembers(String mark, long number) {
        return mark.equals(seen) && number == known;
    }

    @Override
    public News since(long number) throws IOException {
        String now = mark(file); // before it is read: what comes later is seen later
        if (remembers(now, number)) {
            return new News.Nothing();
        }
        if (now.equals(ABSENT)) {
            remember(now, 0);
            return number == 0 ? new News.Nothing() : new News.Everything(Snapshot.EMPTY);
        }
        News news = sql.since(number);
        switch (news) {
            case News.Nothing() -> remember(now, number);
            case News.Some some -> remember(now, some.number());
            case News.Everything(Snapshot all) -> remember(now, all.number());
        }
        return news;
    }

    @Override
    public @Nullable Subscriber find(String name, String domain) throws IOException {
        return mark(file).equals(ABSENT) ? null : sql.find(name, domain);
    }

    @Override
    public int put(Collection<Subscriber> subscribers) throws IOException {
        return sql.put(subscribers);
    }

    @Override
    public boolean remove(String name, String domain) throws IOException {
        return !mark(file).equals(ABSENT) && sql.remove(name, domain);
    }

    @Override
    public boolean addDomain(String domain) throws IOException {
        return sql.addDomain(domain);
    }

    @Override
    public boolean removeDomain(String domain) throws IOException {
        return !mark(file).equals(ABSENT) && sql.removeDomain(domain);
    }

    @Override
    public void close() {
        sql.close();
    }
}
