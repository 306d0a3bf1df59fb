package dev.ringback.cli.parse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/// Reads files, the files below directories in the order of their names, and standard input.
final class Inputs {
    /// Longer files are not read: they are no SIP, or no part of a stream that somebody will look
    /// at.
    private static final int MOST = 16 * 1_048_576;

    private static final String STANDARD_INPUT = "-";

    private final BiConsumer<String, IOException> unreadable;
    private int failures;

    /// @param unreadable is told what could not be read, and why
    Inputs(BiConsumer<String, IOException> unreadable) {
        this.unreadable = unreadable;
    }

    /// Hands the octets of each file to the receiver, with its name.
    void read(List<String> names, BiConsumer<String, byte[]> receiver) {
        for (String name : names) {
            if (name.equals(STANDARD_INPUT)) {
                standardInput(receiver);
            } else {
                named(name, receiver);
            }
        }
    }

    private void named(String name, BiConsumer<String, byte[]> receiver) {
        Path path;
        try {
            path = Path.of(name);
        } catch (InvalidPathException e) {
            fail(name, new IOException("no path in this locale: " + e.getReason(), e));
            return;
        }
        path(path, receiver);
    }

    private void standardInput(BiConsumer<String, byte[]> receiver) {
        try {
            receiver.accept(STANDARD_INPUT, bounded(System.in.readNBytes(MOST + 1)));
        } catch (IOException e) {
            fail(STANDARD_INPUT, e);
        }
    }

    private void path(Path path, BiConsumer<String, byte[]> receiver) {
        if (!Files.isDirectory(path)) {
            file(path, receiver);
            return;
        }
        List<Path> inside;
        try (Stream<Path> entries = Files.list(path)) {
            inside = entries.sorted().toList();
        } catch (IOException e) {
            fail(path.toString(), e);
            return;
        }
        for (Path entry : inside) {
            if (Files.isDirectory(entry)
                    ? !Files.isSymbolicLink(entry)
                    : Files.isRegularFile(entry)) {
                path(entry, receiver);
            }
        }
    }

    private void file(Path path, BiConsumer<String, byte[]> receiver) {
        byte[] octets;
        try {
            octets = read(path);
        } catch (IOException e) {
            fail(path.toString(), e);
            return;
        }
        receiver.accept(path.toString(), octets);
    }

    private static byte[] read(Path path) throws IOException {
        try (InputStream file = Files.newInputStream(path)) {
            return bounded(file.readNBytes(MOST + 1));
        }
    }

    private static byte[] bounded(byte[] octets) throws IOException {
        if (octets.length > MOST) {
            throw new IOException("longer than " + MOST / 1_048_576 + " MiB");
        }
        return octets;
    }

    private void fail(String name, IOException cause) {
        failures++;
        unreadable.accept(name, cause);
    }

    /// How many could not be read.
    int unreadable() {
        return failures;
    }
}
