package dev.ringback.app.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A file to which lines are appended, and which may be moved away at any time: the next line goes
/// into a new one. What cannot be written is counted and told once, until it works again. Any
/// thread.
final class RecordFile {
    private static final Logger LOG = LoggerFactory.getLogger(RecordFile.class);

    private final Path path;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable FileChannel channel;
    private @Nullable Object key;
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private volatile @Nullable String trouble;

    RecordFile(Path path) {
        this.path = path;
    }

    /// Where it is.
    Path path() {
        return path;
    }

    /// Writes lines, all at once.
    void write(List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            FileChannel open = current();
            open.position(open.size()); // it may have been cut off meanwhile
            ByteBuffer octets = ByteBuffer.wrap((String.join("\n", lines) + "\n").getBytes(UTF_8));
            while (octets.hasRemaining()) {
                int _ = open.write(octets);
            }
            written.addAndGet(lines.size());
            trouble = null;
        } catch (IOException e) {
            fail(e, lines.size());
        } finally {
            lock.unlock();
        }
    }

    private void fail(IOException e, int lines) {
        dropped.addAndGet(lines);
        String why = e.toString();
        if (trouble == null) {
            LOG.warn("call records cannot be written to {}: {}", path, why);
        }
        trouble = why;
        close();
    }

    /// The file of that name as it is now.
    private FileChannel current() throws IOException {
        FileChannel open = channel;
        if (open != null && Objects.equals(key, key())) {
            return open;
        }
        close();
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        FileChannel next =
                FileChannel.open(
                        path,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.READ),
                        rights());
        channel = next;
        key = key();
        next.position(next.size());
        endLine(next);
        return next;
    }

    /// Whoever reads it sees who calls whom.
    private static FileAttribute<?>[] rights() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-r-----"))
                }
                : new FileAttribute<?>[0];
    }

    /// A process that was killed may have left half of a line.
    private static void endLine(FileChannel file) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        boolean half =
                file.size() > 0 && file.read(last, file.size() - 1) == 1 && last.get(0) != '\n';
        if (half) {
            int _ = file.write(ByteBuffer.wrap(new byte[] {'\n'}));
        }
    }

    private @Nullable Object key() {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            return now.fileKey() == null ? path : now.fileKey();
        } catch (IOException _) {
            return null;
        }
    }

    /// Opens it anew for the next line.
    void close() {
        lock.lock();
        try {
            FileChannel open = channel;
            channel = null;
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            LOG.debug("{}: {}", path, e.getMessage());
        } finally {
            lock.unlock();
        }
    }

    /// How many lines were written.
    long written() {
        return written.get();
    }

    /// How many lines could not be written.
    long dropped() {
        return dropped.get();
    }

    /// Why nothing can be written; null where it can.
    @Nullable String trouble() {
        return trouble;
    }
}
