package dev.ringback.store.embedded;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files of a folder, `1.mv`, `2.mv` and so on: what they say counts in that order. The last
/// one is written. A new one begins with all that is alive; once that is written, the ones before
/// it are deleted. One thread.
final class Generations implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Generations.class);
    private static final String ENDING = ".mv";

    /// What a new file needs besides, and single changes meanwhile.
    private static final long ROOM = 1 << 20;

    private final Path folder;
    private final long spare;
    private final List<JournalFile> files = new ArrayList<>();
    private long last;
    private long alive;

    /// Those of which not all could be read. They stay until the rest is written anew.
    private final Set<Path> damaged = new HashSet<>();

    /// They are not those that were written until now: some of what is alive is in none.
    private boolean incomplete;

    private boolean crowded;

    private Generations(Path folder, long spare) {
        this.folder = folder;
        this.spare = spare;
    }

    /// Opens the files of a folder, or makes the first. One that is no such file is set aside under
    /// another name, with an error in the log.
    ///
    /// @param spare how many octets besides three times those alive the files may have
    /// @throws IOException where another process has one open, or it cannot be read or written
    static Generations open(Path folder, long spare) throws IOException {
        Generations opened = new Generations(folder, spare);
        try {
            for (long each : numbers(folder)) {
                opened.last = each;
                opened.add(opened.path(each));
            }
            if (opened.files.isEmpty()) {
                opened.begin();
            }
        } catch (IOException e) {
            opened.close();
            throw e;
        }
        return opened;
    }

    private static List<Long> numbers(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(each -> String.valueOf(each.getFileName()))
                    .filter(name -> name.matches("[0-9]{1,18}\\.mv"))
                    .map(name -> Long.valueOf(name.substring(0, name.length() - ENDING.length())))
                    .sorted()
                    .toList();
        }
    }

    private Path path(long number) {
        return folder.resolve(number + ENDING);
    }

    private void add(Path path) throws IOException {
        try {
            files.add(JournalFile.open(path));
        } catch (DamagedFileException e) {
            setAside(path, String.valueOf(e.getMessage()));
        }
    }

    private static void setAside(Path path, String why) throws IOException {
        String name = path.getFileName() + ".damaged-" + System.currentTimeMillis();
        Path aside = Files.move(path, path.resolveSibling(name));
        LOG.error("{} is damaged and was set aside as {}: {}", path, aside, why);
    }

    /// Opens the files again after a fault. Where one is missing, or had to be set aside, they are
    /// to be written anew.
    Generations reopen() throws IOException {
        close();
        Generations opened = open(folder, spare);
        opened.alive = alive;
        opened.damaged.addAll(damaged);
        opened.incomplete = incomplete || !opened.holds(records());
        return opened;
    }

    /// Whether there are at least so many records in these files.
    private boolean holds(Map<Path, Long> wanted) {
        Map<Path, Long> present = records();
        return wanted.entrySet().stream()
                .allMatch(each -> present.getOrDefault(each.getKey(), -1L) >= each.getValue());
    }

    /// How many records each file had when it was opened or written last.
    private Map<Path, Long> records() {
        Map<Path, Long> records = new HashMap<>();
        files.forEach(each -> records.put(each.path(), each.kept()));
        return records;
    }

    /// Shows all records, the oldest first. What is damaged is shown as far as it can be read; its
    /// file is set aside once that is written anew.
    ///
    /// @return how many there are
    long readAll(JournalFile.Reader reader) throws IOException {
        long[] records = new long[1];
        for (JournalFile each : List.copyOf(files)) {
            try {
                each.readAll(
                        octets -> {
                            records[0]++;
                            reader.read(octets);
                        });
            } catch (DamagedFileException e) {
                LOG.error("of {} not all can be read: {}", each.path(), e.getMessage());
                damaged.add(each.path());
            }
        }
        if (files.isEmpty() || damaged.contains(files.getLast().path())) {
            begin();
        }
        return records[0];
    }

    /// Says which share of what was read is alive.
    void alive(double share) {
        alive = (long) (length() * share);
    }

    /// Whether what is alive has to be written anew: the files have grown, a copy was not ended, or
    /// not all of one could be read.
    boolean outgrown() {
        boolean due = incomplete || files.size() > 1 || length() > spare + 3 * alive;
        return due && room();
    }

    /// Whether all that is alive could be written once more.
    private boolean room() {
        boolean room;
        try {
            room = Files.getFileStore(folder).getUsableSpace() > alive + alive / 2 + ROOM;
        } catch (IOException _) {
            room = true; // whoever writes will see
        }
        if (!room && !crowded) {
            LOG.warn("{} has no room to be written anew, and goes on to grow", folder);
        }
        crowded = !room;
        return room;
    }

    private long length() {
        return files.stream().mapToLong(JournalFile::length).sum();
    }

    /// Writes records down. When this returns they are on disk.
    ///
    /// @throws IOException where they are not; then the folder has to be opened anew
    void write(Collection<byte[]> all) throws IOException {
        files.getLast().write(all);
    }

    /// Begins a new file.
    void begin() throws IOException {
        Path path = path(++last);
        try {
            files.add(JournalFile.open(path));
        } catch (IOException e) {
            Files.deleteIfExists(path);
            throw e;
        }
        force();
    }

    /// The last file has all that is alive: deletes the ones before it, the oldest first, since
    /// what a younger one says of one who is gone holds against an older one.
    void dropOlder() throws IOException {
        while (files.size() > 1) {
            JournalFile oldest = files.removeFirst();
            oldest.close();
            if (damaged.remove(oldest.path())) {
                setAside(oldest.path(), "not all of it can be read");
            } else {
                Files.delete(oldest.path());
            }
        }
        force();
        alive = length();
        incomplete = false;
    }

    /// Makes the names of the files as durable as their content.
    private void force() throws IOException {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    /// For people: where they are.
    @Override
    public String toString() {
        return folder.toString();
    }

    @Override
    public void close() {
        files.forEach(JournalFile::close);
    }
}
