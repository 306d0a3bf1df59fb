package dev.ringback.store.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.ringback.auth.DigestAlgorithm;
import dev.ringback.subscribers.Subscriber;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The text file in which version 0.1 kept users: a line for each, `name@domain MD5-HA1
/// SHA-256-HA1`, hashes in hexadecimal. Empty lines and those that begin with `#` mean nothing.
final class UsersFile {
    /// Its name in the data folder.
    static final String NAME = "users";

    /// Its name once it is taken over.
    static final String IMPORTED = "users.imported";

    private final Path file;

    UsersFile(Path file) {
        this.file = file;
    }

    /// Where the file is.
    Path path() {
        return file;
    }

    /// Who takes users.
    @FunctionalInterface
    interface Taker {
        /// Keeps them for good.
        int take(Collection<Subscriber> subscribers) throws IOException;
    }

    /// Hands all users on, once, and gives the file another name. Of several processes one does it,
    /// and the others wait.
    ///
    /// @return how many there were; -1 where there is no file
    /// @throws UsersFileException when a line is not understood; then nothing is done
    int takeOver(Taker taker) throws IOException {
        if (!Files.exists(file)) {
            return -1;
        }
        Path lock = file.resolveSibling(file.getFileName() + ".lock"); // that of version 0.1
        int taken = -1;
        try (FileChannel channel = FileChannel.open(lock, CREATE, WRITE);
                var _ = channel.lock()) {
            if (Files.exists(file)) {
                List<Subscriber> all = load();
                if (!all.isEmpty()) {
                    taker.take(all);
                }
                Files.move(file, file.resolveSibling(IMPORTED), StandardCopyOption.ATOMIC_MOVE);
                taken = all.size();
            }
        }
        Files.deleteIfExists(lock);
        return taken;
    }

    /// All users in the order of the file; none when there is no file.
    ///
    /// @throws UsersFileException when a line is not understood
    /// @throws IOException when the file cannot be read
    List<Subscriber> load() throws IOException {
        return List.copyOf(parse(lines()).values());
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
