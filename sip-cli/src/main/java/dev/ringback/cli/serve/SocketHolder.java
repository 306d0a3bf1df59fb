package dev.ringback.cli.serve;

import dev.ringback.cli.terminal.Texts;
import dev.ringback.config.Listen;
import dev.ringback.stack.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the process that has a socket, from Linux's /proc. Finds none where that is missing or
/// forbidden.
final class SocketHolder {
    private static final Path PROC = Path.of("/proc");
    private static final String PROGRAM = "dev.ringback.cli.Main";
    private static final String LISTENING = "0A";

    private SocketHolder() {}

    /// The process as `sipp (pid 123)`, or null when it cannot be found.
    static @Nullable String of(Listen listen) {
        Set<String> links = new HashSet<>();
        boolean udp = listen.transport() == Transport.UDP;
        for (String table : udp ? List.of("udp", "udp6") : List.of("tcp", "tcp6")) {
            for (String line : lines(PROC.resolve("net").resolve(table))) {
                String[] words = line.strip().split("\\s+", -1);
                if (words.length > 9
                        && (udp || words[3].equals(LISTENING))
                        && conflicts(words[1], listen)) {
                    links.add("socket:[" + words[9] + "]");
                }
            }
        }
        return links.isEmpty() ? null : process(links);
    }

    /// Whether a local address of the table, `0100007F:13C4`, stands in the way.
    private static boolean conflicts(String local, Listen listen) {
        String[] parts = local.split(":", -1);
        if (parts.length != 2 || Integer.parseInt(parts[1], 16) != listen.port()) {
            return false;
        }
        boolean wildcard = parts[0].chars().allMatch(c -> c == '0');
        return wildcard || listen.wildcard() || parts[0].endsWith(hexadecimal(listen.host()));
    }

    /// An address as the table writes it: groups of four bytes, each backwards.
    private static String hexadecimal(String host) {
        byte[] bytes = InetAddress.ofLiteral(host).getAddress();
        StringBuilder text = new StringBuilder();
        for (int group = 0; group < bytes.length; group += 4) {
            for (int i = 3; i >= 0; i--) {
                text.append(String.format(Locale.ROOT, "%02X", bytes[group + i]));
            }
        }
        return text.toString();
    }

    private static @Nullable String process(Set<String> links) {
        for (Path process : children(PROC)) {
            String pid = String.valueOf(process.getFileName());
            if (!pid.chars().allMatch(c -> c >= '0' && c <= '9')) {
                continue;
            }
            for (Path descriptor : children(process.resolve("fd"))) {
                if (links.contains(link(descriptor))) {
                    return name(process) + " (pid " + pid + ")";
                }
            }
        }
        return null;
    }

    private static String name(Path process) {
        boolean ringback =
                lines(process.resolve("cmdline")).stream().anyMatch(line -> line.contains(PROGRAM));
        List<String> name = lines(process.resolve("comm"));
        return ringback
                ? "another ringback"
                : name.isEmpty() ? "a program" : Texts.harmless(name.getFirst());
    }

    private static String link(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException _) {
            return "";
        }
    }

    private static List<Path> children(Path folder) {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(children::add);
        } catch (IOException _) {
            // It is gone or not ours to read; what is missing is not found.
        }
        return children;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList();
        } catch (IOException _) {
            return List.of();
        }
    }
}
