package dev.ringback.config.storage;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/// Another process has a folder.
public final class FolderInUseException extends FileSystemException {
    private static final long serialVersionUID = 1;

    /// @param folder which one
    public FolderInUseException(Path folder) {
        super(folder.toString(), null, "in use by another process");
    }
}
