package dev.ringback.app.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Collectors;

/// What changes whenever one of some files does: by its number, its time and its size, without
/// reading it.
public final class FileMarks {
    private static final String ABSENT = "absent";

    private FileMarks() {}

    /// The marks of files, with their names.
    public static String of(List<Path> files) {
        return files.stream()
                .map(file -> file + " " + mark(file))
                .collect(Collectors.joining("\n"));
    }

    private static String mark(Path file) {
        try {
            if (!Files.exists(file)) {
                return ABSENT;
            }
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.fileKey()
                    + " "
                    + attributes.lastModifiedTime()
                    + " "
                    + attributes.size();
        } catch (IOException e) {
            return e.toString();
        }
    }
}
