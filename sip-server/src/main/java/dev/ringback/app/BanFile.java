package dev.ringback.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.guard.Offence;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What a running server and its operator tell each other of bans, in the data folder. File `bans`
/// has a line for each ban that holds, `SOURCE OFFENCE TIMES UNTIL`, and is not there without any.
/// Files `unban-…` name sources whose ban shall end, one on a line; the server takes them away.
///
/// Each file is written as a whole before it takes its name, so that nobody reads half of one.
public final class BanFile {
    private static final String WISH = "unban-";
    private static final int MOST_WISHED = 1 << 20;
    private static final int WORDS = 4;

    private final Path folder;

    /// @param folder the server's data folder
    public BanFile(Path folder) {
        this.folder = folder;
    }

    /// Where the bans stand.
    public Path path() {
        return folder.resolve("bans");
    }

    /// The bans that hold, as the server told them last.
    ///
    /// @throws IOException when the file cannot be read or understood
    public List<BannedSource> read(Instant now) throws IOException {
        List<BannedSource> bans = new ArrayList<>();
        for (String line : lines(path())) {
            BannedSource ban = ban(line, now);
            if (ban.left().isPositive()) {
                bans.add(ban);
            }
        }
        return List.copyOf(bans);
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException _) {
            return List.of();
        }
    }

    private BannedSource ban(String line, Instant now) throws IOException {
        String[] words = line.split(" ", -1);
        try {
            if (words.length == WORDS) {
                return new BannedSource(
                        words[0],
                        Offence.valueOf(words[1]),
                        Integer.parseInt(words[2]),
                        Duration.between(now, Instant.parse(words[3])));
            }
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new IOException(path() + " is no list of bans", e);
        }
        throw new IOException(path() + " is no list of bans");
    }

    /// Tells the bans that hold.
    public void write(List<BannedSource> bans, Instant now) throws IOException {
        if (bans.isEmpty()) {
            Files.deleteIfExists(path());
            return;
        }
        StringBuilder text = new StringBuilder();
        for (BannedSource ban : bans) {
            text.append(ban.source()).append(' ').append(ban.offence()).append(' ');
            text.append(ban.times()).append(' ').append(now.plus(ban.left())).append('\n');
        }
        replace(path(), text.toString());
    }

    /// Wishes that bans end.
    ///
    /// @param sources as [BannedSource#source] has them, or any address of theirs
    /// @return the wish, a file that is there until the server has heard it
    public Path ask(List<String> sources) throws IOException {
        Path wish = folder.resolve(WISH + UUID.randomUUID());
        replace(wish, String.join("\n", sources) + "\n");
        return wish;
    }

    private void replace(Path file, String text) throws IOException {
        Files.createDirectories(folder);
        Path next = folder.resolve("new-" + file.getFileName());
        Files.deleteIfExists(next);
        Files.writeString(next, text, UTF_8, StandardOpenOption.CREATE_NEW);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Takes the wishes away that have come since, and tells whose ban shall end. Lines that name
    /// no source mean nothing.
    public List<InetAddress> asked() throws IOException {
        List<InetAddress> sources = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> wishes = Files.newDirectoryStream(folder, WISH + "*")) {
                for (Path wish : wishes) {
                    List<String> lines =
                            Files.size(wish) > MOST_WISHED
                                    ? List.of()
                                    : Files.readString(wish, ISO_8859_1).lines().toList();
                    lines.forEach(line -> source(line).ifPresent(sources::add));
                    Files.delete(wish);
                }
            }
        }
        return List.copyOf(sources);
    }

    /// The address that a source is written by, empty where it is none: `192.0.2.1`, `2001:db8::5`,
    /// `2001:db8:0:1::/64`.
    public static Optional<InetAddress> source(String text) {
        String address = text.endsWith("/64") ? text.substring(0, text.length() - 3) : text;
        try {
            return Optional.of(InetAddress.ofLiteral(address));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
