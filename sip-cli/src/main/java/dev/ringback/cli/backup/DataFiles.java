package dev.ringback.cli.backup;

import dev.ringback.config.storage.FolderLock;
import dev.ringback.store.sql.EmbeddedSubscribers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// What a data folder has that a backup copies as it is: every file but the bindings, which are
/// told by the store, and what only means something to a process that runs. Links are followed.
///
/// @param folder the data folder
/// @param archive the backup, which may be in it
record DataFiles(Path folder, Path archive) {
    private static final int TRIES = 20;
    private static final long PAUSE = 50_000_000;

    /// The files, by their paths from the folder.
    List<Path> list() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            Path self = archive.toAbsolutePath().normalize();
            return all.filter(Files::isRegularFile)
                    .filter(each -> !each.toAbsolutePath().normalize().equals(self))
                    .map(folder::relativize)
                    .filter(DataFiles::lasts)
                    .sorted()
                    .toList();
        }
    }

    private static boolean lasts(Path file) {
        String name = String.valueOf(file.getFileName());
        return !file.startsWith("bindings")
                && !name.equals(FolderLock.FILE)
                && !name.endsWith(".lock.db")
                && !name.startsWith("new-")
                && !name.startsWith("unban-");
    }

    /// Copies a file as it was at one moment, to a file for the owner alone.
    ///
    /// @param to replaced where it is there
    /// @throws IOException where it changes all the time
    void copy(Path file, Path to) throws IOException {
        Files.deleteIfExists(to);
        Files.createFile(
                to,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        if (file.equals(EmbeddedSubscribers.FILE)) {
            EmbeddedSubscribers.whileUnchanged(folder, () -> write(file, to));
            return;
        }
        for (int i = 0; i < TRIES; i++) {
            String before = mark(file);
            write(file, to);
            if (before.equals(mark(file))) {
                return;
            }
            LockSupport.parkNanos(PAUSE);
        }
        throw new IOException(folder.resolve(file) + " changes while it is read");
    }

    private void write(Path file, Path to) throws IOException {
        try (OutputStream out =
                Files.newOutputStream(
                        to, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            Files.copy(folder.resolve(file), out);
        }
    }

    /// The server writes whole files and then gives them their names.
    private String mark(Path file) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(folder.resolve(file), BasicFileAttributes.class);
        return attributes.fileKey() + " " + attributes.lastModifiedTime() + " " + attributes.size();
    }
}
