package dev.ringback.callflow.secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The secrets of TLS connections in the format that browsers, curl and OpenSSL write
/// (`SSLKEYLOGFILE`): lines of a label, the client's random and a secret, both in hexadecimal.
/// Other lines are left out. One thread at a time.
///
/// At most 65,536 secrets are kept; beyond that the oldest ones go.
public final class KeyLog {
    private static final int MOST = 65_536;
    private static final int LONGEST_LINE = 1_024;
    private static final int CHUNK = 65_536;

    /// A line that lacks nothing but its end: secrets have 32 or 48 octets.
    private static final Pattern COMPLETE =
            Pattern.compile("\\S+ [0-9a-fA-F]{64} ([0-9a-fA-F]{64}|[0-9a-fA-F]{96})");

    private final Map<String, byte[]> secrets = new LinkedHashMap<>();
    private final @Nullable Path file;
    private long read;
    private String rest = "";

    private KeyLog(@Nullable Path file) {
        this.file = file;
    }

    /// A key log that knows nothing yet. A capture may bring secrets itself.
    public static KeyLog empty() {
        return new KeyLog(null);
    }

    /// The key log of a file. What is written to it later is found, too.
    ///
    /// @throws IOException if it cannot be read
    public static KeyLog of(Path file) throws IOException {
        KeyLog log = new KeyLog(file);
        log.more(file);
        return log;
    }

    /// Adds what a key log says.
    public void add(String text) {
        text.lines().forEach(this::line);
    }

    /// The number of secrets.
    public int size() {
        return secrets.size();
    }

    /// The secret of a connection, or null.
    ///
    /// @throws UncheckedIOException if the file cannot be read any more
    byte @Nullable [] secret(String label, byte[] clientRandom) {
        String key = key(label, HexFormat.of().formatHex(clientRandom));
        byte[] known = secrets.get(key);
        if (known != null || file == null) {
            return known;
        }
        try {
            more(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return secrets.get(key);
    }

    private static String key(String label, String random) {
        return label + ' ' + random;
    }

    /// Reads on where reading ended, from the start again where the file has become shorter.
    private void more(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path)) {
            if (channel.size() < read) {
                read = 0;
                rest = "";
            }
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
            for (int got = channel.read(chunk, read); got > 0; got = channel.read(chunk, read)) {
                read += got;
                lines(rest + new String(chunk.array(), 0, got, StandardCharsets.ISO_8859_1));
                chunk.clear();
            }
        }
    }

    private void lines(String text) {
        int end = text.lastIndexOf('\n') + 1;
        add(text.substring(0, end));
        rest = text.length() - end > LONGEST_LINE ? "" : text.substring(end);
        if (COMPLETE.matcher(rest).matches()) {
            line(rest);
        }
    }

    private void line(String line) {
        String[] words = line.strip().split("\\s+", 4);
        if (words.length != 3 || line.length() > LONGEST_LINE || words[1].length() != 64) {
            return;
        }
        try {
            secrets.put(
                    key(words[0], HexFormat.of().formatHex(HexFormat.of().parseHex(words[1]))),
                    HexFormat.of().parseHex(words[2]));
        } catch (IllegalArgumentException _) {
            return;
        }
        if (secrets.size() > MOST) {
            secrets.remove(secrets.keySet().iterator().next());
        }
    }
}
