package dev.ringback.cli.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.cli.terminal.Version;
import dev.ringback.control.JsonLine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes an archive: entries, and a manifest with the SHA-256 of each. The file is for its owner
/// alone, and has its name once it is whole.
final class ArchiveWriter implements AutoCloseable {
    /// The entry that names the others.
    static final String MANIFEST = "manifest.json";

    /// What the manifest says it is.
    static final String FORMAT = "ringback-backup-1";

    private static final String DIGEST = "SHA-256";

    private final Path file;
    private final Path next;
    private final ZipOutputStream zip;
    private final List<Map<String, Object>> entries = new ArrayList<>();

    /// @throws IOException where the file cannot be written
    ArchiveWriter(Path file) throws IOException {
        this.file = file;
        this.next = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(next);
        this.zip =
                new ZipOutputStream(
                        Channels.newOutputStream(
                                FileChannel.open(
                                        next,
                                        Set.of(
                                                StandardOpenOption.CREATE_NEW,
                                                StandardOpenOption.WRITE),
                                        PosixFilePermissions.asFileAttribute(
                                                PosixFilePermissions.fromString("rw-------")))));
    }

    /// Writes the content of an entry.
    interface Content {
        /// Writes it.
        ///
        /// @throws IOException where it cannot be read or written
        void writeTo(OutputStream out) throws IOException;
    }

    /// Adds an entry.
    void add(String name, Content content) throws IOException {
        MessageDigest digest = digest();
        zip.putNextEntry(new ZipEntry(name));
        content.writeTo(new DigestOutputStream(new Uncloseable(zip), digest));
        zip.closeEntry();
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", name);
        entry.put("sha256", HexFormat.of().formatHex(digest.digest()));
        entries.add(entry);
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance(DIGEST);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + DIGEST, e);
        }
    }

    /// Makes it whole.
    ///
    /// @param bindings how many are in it
    void finish(long bindings) throws IOException {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("format", FORMAT);
        manifest.put("version", Version.FULL);
        manifest.put("made", Instant.now());
        manifest.put("bindings", bindings);
        manifest.put("entries", entries);
        zip.putNextEntry(new ZipEntry(MANIFEST));
        zip.write(JsonLine.write(manifest).getBytes(UTF_8));
        zip.closeEntry();
        zip.close();
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Takes away what was not finished.
    @Override
    public void close() throws IOException {
        zip.close();
        if (Files.exists(next, LinkOption.NOFOLLOW_LINKS)) {
            Files.delete(next);
        }
    }

    /// An entry ends without its archive.
    private static final class Uncloseable extends OutputStream {
        private final OutputStream out;

        Uncloseable(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int octet) throws IOException {
            out.write(octet);
        }

        @Override
        public void write(byte[] octets, int from, int count) throws IOException {
            out.write(octets, from, count);
        }
    }
}
