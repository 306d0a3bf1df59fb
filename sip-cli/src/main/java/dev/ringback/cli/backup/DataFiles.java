package dev.ringback.cli.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/// What a data folder has that a backup copies as it is: every file but the bindings, which are
/// told by the store, and what only means something to a process that runs.
///
/// @param folder the data folder
record DataFiles(Path folder) {
    private static final int TRIES = 5;

    /// The files, by their paths from the folder.
    List<Path> list() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(each -> Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS))
                    .map(folder::relativize)
                    .filter(DataFiles::lasts)
                    .sorted()
                    .toList();
        }
    }

    private static boolean lasts(Path file) {
        String name = String.valueOf(file.getFileName());
        return !file.startsWith("bindings")
                && !name.equals("lock")
                && !name.endsWith(".lock.db")
                && !name.startsWith("new-")
                && !name.startsWith("unban-");
    }

    /// The content of a file, which nobody changed while it was read. The server writes whole files
    /// and then gives them their names.
    ///
    /// @throws IOException where it changes all the time
    byte[] read(Path file) throws IOException {
        Path path = folder.resolve(file);
        for (int i = 0; i < TRIES; i++) {
            String before = mark(path);
            byte[] octets = Files.readAllBytes(path);
            if (before.equals(mark(path))) {
                return octets;
            }
        }
        throw new IOException(path + " changes while it is read");
    }

    private static String mark(Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return attributes.fileKey() + " " + attributes.lastModifiedTime() + " " + attributes.size();
    }
}
