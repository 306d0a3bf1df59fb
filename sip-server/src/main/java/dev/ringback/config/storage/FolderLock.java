package dev.ringback.config.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A folder belongs to one process, and within it to one owner.
public final class FolderLock implements Closeable {
    /// The file in the folder that is locked.
    public static final String FILE = "lock";

    private static final Logger LOG = LoggerFactory.getLogger(FolderLock.class);

    private static final FileAttribute<Set<PosixFilePermission>> OWNERS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Takes a folder, which is made where it is missing, for its owner alone.
    ///
    /// @throws FolderInUseException where another one has it
    /// @throws IOException where the folder cannot be written
    public static FolderLock take(Path folder) throws IOException {
        make(folder);
        FileChannel channel =
                FileChannel.open(
                        folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            taken = channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            taken = false;
        } finally {
            if (!taken) {
                channel.close();
            }
        }
        if (!taken) {
            throw new FolderInUseException(folder);
        }
        return new FolderLock(channel);
    }

    /// Takes a folder, unless there is none or it cannot be written: whoever needs to write there
    /// will say so.
    ///
    /// @throws FolderInUseException where another one has it
    public static Closeable takeWhereWritable(@Nullable Path folder) throws FolderInUseException {
        if (folder == null) {
            return () -> {};
        }
        try {
            return take(folder);
        } catch (FolderInUseException e) {
            throw e;
        } catch (IOException e) {
            LOG.debug("{} cannot be written: {}", folder, e.getMessage());
            return () -> {};
        }
    }

    private static void make(Path folder) throws IOException {
        boolean owners = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        try {
            Files.createDirectories(
                    folder, owners ? new FileAttribute<?>[] {OWNERS} : new FileAttribute<?>[0]);
        } catch (FileAlreadyExistsException _) {
            throw new FileSystemException(folder.toString(), null, "this is no folder");
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
