package dev.ringback.subscribers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.ringback.auth.DigestAlgorithm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The file of users: one line for each, `name@domain MD5-HA1 SHA-256-HA1`, hashes in hexadecimal.
/// Empty lines and those that begin with `#` are kept and mean nothing.
///
/// Written as a whole to a new file of mode 0600 that then takes the name, so a reader sees the old
/// or the new content and a crash loses nothing. A lock file makes the writers of several processes
/// wait for each other; within a process one thread writes at a time.
public final class UsersFile {
    private final Path file;

    /// @param file the file, which need not exist yet; its folder is made when something is written
    public UsersFile(Path file) {
        this.file = file;
    }

    /// Where the file is.
    public Path path() {
        return file;
    }

    /// All users in the order of the file; none when there is no file.
    ///
    /// @throws UsersFileException when a line is not understood
    /// @throws IOException when the file cannot be read
    public List<Subscriber> load() throws IOException {
        return List.copyOf(parse(lines()).values());
    }

    /// Adds users in one write; one that exists gets the new password and keeps its place.
    ///
    /// @return the number of those that were not there before
    public int add(Collection<Subscriber> subscribers) throws IOException {
        int[] added = new int[1];
        edit(
                lines -> {
                    added[0] = put(lines, subscribers);
                    return lines;
                });
        return added[0];
    }

    /// Removes a user.
    ///
    /// @return whether there was one
    public boolean remove(String name, String domain) throws IOException {
        boolean[] removed = new boolean[1];
        edit(
                lines -> {
                    removed[0] = lines.removeIf(line -> address(line).equals(name + '@' + domain));
                    return lines;
                });
        return removed[0];
    }

    private static int put(List<String> lines, Collection<Subscriber> subscribers) {
        Map<String, Integer> places = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            places.put(address(lines.get(i)), i);
        }
        int before = lines.size();
        for (Subscriber subscriber : subscribers) {
            Integer place = places.putIfAbsent(subscriber.address(), lines.size());
            if (place == null) {
                lines.add(format(subscriber));
            } else {
                lines.set(place, format(subscriber));
            }
        }
        return lines.size() - before;
    }

    /// The first word of a line of a user; empty for other lines.
    private static String address(String line) {
        int space = line.indexOf(' ');
        return line.startsWith("#") || space < 0 ? "" : line.substring(0, space);
    }

    private static String format(Subscriber subscriber) {
        StringBuilder line = new StringBuilder(subscriber.address());
        for (DigestAlgorithm algorithm : Subscriber.STORED) {
            line.append(' ').append(subscriber.ha1().get(algorithm));
        }
        return line.toString();
    }

    private void edit(UnaryOperator<List<String>> change) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " is no file");
        }
        Files.createDirectories(folder);
        Path lock = folder.resolve(file.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lock, Set.of(CREATE, WRITE), secret());
                var _ = channel.lock()) {
            List<String> lines = lines();
            parse(lines);
            write(folder, change.apply(lines));
        }
    }

    private void write(Path folder, List<String> lines) throws IOException {
        Path next = folder.resolve(file.getFileName() + ".new");
        Files.deleteIfExists(next);
        ByteBuffer text =
                ByteBuffer.wrap(
                        (lines.isEmpty() ? "" : String.join("\n", lines) + "\n").getBytes(UTF_8));
        try (FileChannel out = FileChannel.open(next, Set.of(CREATE_NEW, WRITE), secret())) {
            while (text.hasRemaining()) {
                out.write(text);
            }
            out.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Readable for the owner alone, where the file system knows owners.
    private static FileAttribute<?>[] secret() {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        };
    }

    private List<String> lines() throws IOException {
        try {
            return new ArrayList<>(Files.readAllLines(file, UTF_8));
        } catch (NoSuchFileException _) {
            return new ArrayList<>();
        } catch (CharacterCodingException _) {
            throw new UsersFileException(file, 1, "the file is not UTF-8 text");
        }
    }

    private Map<String, Subscriber> parse(List<String> lines) throws UsersFileException {
        Map<String, Subscriber> subscribers = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Subscriber subscriber = parse(line, i + 1);
            if (subscribers.putIfAbsent(subscriber.address(), subscriber) != null) {
                throw new UsersFileException(file, i + 1, subscriber.address() + " is there twice");
            }
        }
        return subscribers;
    }

    private Subscriber parse(String line, int number) throws UsersFileException {
        String[] words = line.split(" ", -1);
        int at = words[0].indexOf('@');
        if (words.length != 1 + Subscriber.STORED.size() || at < 0) {
            throw new UsersFileException(
                    file, number, "a line must read: name@domain MD5-HA1 SHA-256-HA1");
        }
        Map<DigestAlgorithm, String> ha1 = new EnumMap<>(DigestAlgorithm.class);
        for (int i = 1; i < words.length; i++) {
            DigestAlgorithm algorithm = Subscriber.STORED.get(i - 1);
            if (!hexadecimal(words[i], algorithm.hexLength())) {
                String fault = " must be " + algorithm.hexLength() + " digits 0-9 a-f";
                throw new UsersFileException(
                        file, number, "the " + algorithm.token() + " hash" + fault);
            }
            ha1.put(algorithm, words[i]);
        }
        try {
            return new Subscriber(words[0].substring(0, at), words[0].substring(at + 1), ha1);
        } catch (IllegalArgumentException e) {
            throw new UsersFileException(file, number, String.valueOf(e.getMessage()));
        }
    }

    private static boolean hexadecimal(String text, int length) {
        return text.length() == length
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }
}
