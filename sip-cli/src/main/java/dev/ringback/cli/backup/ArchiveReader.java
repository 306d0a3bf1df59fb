package dev.ringback.cli.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.control.JsonLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// Reads an archive that was checked from its first octet to its last.
final class ArchiveReader implements AutoCloseable {
    private final Path file;
    private final ZipFile zip;
    private final Map<String, String> sums = new LinkedHashMap<>();

    /// Opens an archive and checks all of it.
    ///
    /// @throws IOException where it is none, or something in it is not as it was written
    ArchiveReader(Path file) throws IOException {
        this.file = file;
        try {
            this.zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new IOException(file + " is no backup: " + e.getMessage(), e);
        }
        boolean good = false;
        try {
            check();
            good = true;
        } finally {
            if (!good) {
                zip.close();
            }
        }
    }

    private void check() throws IOException {
        readManifest();
        for (Map.Entry<String, String> entry : sums.entrySet()) {
            MessageDigest digest = ArchiveWriter.digest();
            try (InputStream in = new DigestInputStream(open(entry.getKey()), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            if (!HexFormat.of().formatHex(digest.digest()).equals(entry.getValue())) {
                throw new IOException(file + ": " + entry.getKey() + " is damaged");
            }
        }
        List<String> names = new ArrayList<>(zip.stream().map(ZipEntry::getName).toList());
        names.remove(ArchiveWriter.MANIFEST);
        names.removeAll(sums.keySet());
        if (!names.isEmpty()) {
            throw new IOException(file + ": the manifest does not name " + names.getFirst());
        }
    }

    private void readManifest() throws IOException {
        Map<String, @Nullable Object> manifest;
        try (InputStream in = open(ArchiveWriter.MANIFEST)) {
            manifest = JsonLine.read(new String(in.readAllBytes(), UTF_8));
        }
        if (!ArchiveWriter.FORMAT.equals(manifest.get("format"))) {
            throw new IOException(file + " is a backup of another kind: " + manifest.get("format"));
        }
        if (manifest.get("entries") instanceof List<?> entries) {
            for (Object each : entries) {
                if (each instanceof Map<?, ?> entry) {
                    sums.put(
                            String.valueOf(entry.get("name")), String.valueOf(entry.get("sha256")));
                }
            }
        }
    }

    /// The names of its entries.
    List<String> names() {
        return List.copyOf(sums.keySet());
    }

    /// The content of an entry.
    ///
    /// @throws IOException where there is no such entry
    InputStream open(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException(file + " is no backup: it has no " + name);
        }
        return zip.getInputStream(entry);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
