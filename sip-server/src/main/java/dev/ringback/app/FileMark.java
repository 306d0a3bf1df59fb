package dev.ringback.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/// Tells whether a file has changed without reading it.
final class FileMark {
    private static final String ABSENT = "absent";

    private FileMark() {}

    /// What changes whenever the file does.
    static String of(Path path) throws IOException {
        if (!Files.exists(path)) {
            return ABSENT;
        }
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return attributes.fileKey() + " " + attributes.lastModifiedTime() + " " + attributes.size();
    }
}
