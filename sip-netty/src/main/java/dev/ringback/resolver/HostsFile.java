package dev.ringback.resolver;

import dev.ringback.cause.DnsStep;
import dev.ringback.stack.Answer;
import dev.ringback.stack.DnsRecord;
import dev.ringback.stack.Question;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The names of the hosts file, hosts(5), and `localhost` (RFC 6761 §6.3). They come before the
/// DNS, which is not asked about them at all. A changed file is noticed within seconds, by a thread
/// of its own. Safe for many threads.
final class HostsFile {
    /// How old what we know may be before the file is looked at again.
    static final Duration FRESH = Duration.ofSeconds(5);

    private static final int MOST_LINES = 10_000;

    private final Path path;
    private final LongSupplier nanos;
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile Snapshot snapshot;

    /// What the file said when it was read.
    private record Snapshot(
            Map<String, List<InetAddress>> hosts, @Nullable FileTime changed, long at) {}

    /// Reads the file; one that cannot be read has no names.
    HostsFile(Path path, LongSupplier nanos) {
        this.path = path;
        this.nanos = nanos;
        this.snapshot = read(null);
    }

    /// The answer to a question about a name of the file, or null where it does not know the name.
    /// A host of the file has addresses and no services.
    @Nullable Answer answer(Question.Dns question) {
        refresh();
        List<InetAddress> addresses = snapshot.hosts().get(host(question.name()));
        if (addresses == null) {
            return null;
        }
        List<DnsRecord> records = new ArrayList<>();
        for (InetAddress address : addresses) {
            boolean v4 = address instanceof Inet4Address;
            if (question.type() == (v4 ? DnsRecord.Type.A : DnsRecord.Type.AAAA)) {
                records.add(new DnsRecord.Address(address));
            }
        }
        return records.isEmpty()
                ? new Answer.NoRecords(DnsStep.Outcome.NO_DATA, FRESH)
                : new Answer.Records(records, FRESH);
    }

    /// The host that a name is about: `_sip._udp.host` is about `host`.
    private static String host(String name) {
        String host = name;
        while (host.startsWith("_") && host.indexOf('.') > 0) {
            host = host.substring(host.indexOf('.') + 1);
        }
        return host;
    }

    private void refresh() {
        boolean old = nanos.getAsLong() - snapshot.at() > FRESH.toNanos();
        if (old && reading.compareAndSet(false, true)) {
            Thread.ofVirtual()
                    .name("ringback-hosts")
                    .start(
                            () -> {
                                snapshot = read(snapshot);
                                reading.set(false);
                            });
        }
    }

    private Snapshot read(@Nullable Snapshot before) {
        long now = nanos.getAsLong();
        try {
            FileTime changed = Files.getLastModifiedTime(path);
            if (before != null && changed.equals(before.changed())) {
                return new Snapshot(before.hosts(), changed, now);
            }
            String text = Files.readString(path, StandardCharsets.ISO_8859_1);
            return new Snapshot(parse(text), changed, now);
        } catch (IOException | RuntimeException _) {
            return new Snapshot(parse(""), null, now);
        }
    }

    private static Map<String, List<InetAddress>> parse(String text) {
        Map<String, List<InetAddress>> hosts = new HashMap<>();
        text.lines().limit(MOST_LINES).forEach(line -> addLine(line, hosts));
        hosts.computeIfAbsent(
                "localhost",
                _ -> List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1")));
        return hosts;
    }

    private static void addLine(String line, Map<String, List<InetAddress>> hosts) {
        int comment = line.indexOf('#');
        StringTokenizer words =
                new StringTokenizer(comment < 0 ? line : line.substring(0, comment));
        InetAddress address = words.hasMoreTokens() ? address(words.nextToken()) : null;
        while (address != null && words.hasMoreTokens()) {
            String name = words.nextToken().toLowerCase(Locale.ROOT);
            List<InetAddress> addresses = hosts.computeIfAbsent(name, _ -> new ArrayList<>());
            if (!addresses.contains(address)) {
                addresses.add(address);
            }
        }
    }

    private static @Nullable InetAddress address(String word) {
        try {
            return InetAddress.ofLiteral(word);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
