package dev.ringback.config.calls;

import dev.ringback.callflow.hep.HepOrigin;
import dev.ringback.callflow.hep.HepTarget;
import dev.ringback.config.ConfigException;
import dev.ringback.config.Quantity;
import dev.ringback.config.Section;
import dev.ringback.config.SectionReader;
import dev.ringback.config.ServerConfigBuilder;
import dev.ringback.config.Values;
import dev.ringback.stack.Transport;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// `calls:`, what is remembered of calls, `hep:`, where copies of messages go, and `traces:`, where
/// spans of calls go.
public final class CallsReader implements SectionReader {
    private static final long LEAST_MEMORY = 1L << 20;
    private static final long MOST_MEMORY = 16L << 30;
    private static final long LEAST_DISK = 16L << 20;
    private static final long MOST_DISK = 1L << 40;
    private static final int USUAL_PORT = 9060;
    private static final int MOST_KEY = 255;

    /// The reader.
    public CallsReader() {}

    @Override
    public List<String> keys() {
        return List.of("calls", "hep", "traces");
    }

    @Override
    public void read(Section top, ServerConfigBuilder into) throws ConfigException {
        Section calls = top.section("calls", "memory", "keep", "most", "records", "registrations");
        if (calls != null) {
            into.storage(into.storage().withCalls(calls(calls, into.storage().calls())));
        }
        Section hep = top.section("hep", "to", "id", "key");
        if (hep != null) {
            into.storage(into.storage().withCalls(into.storage().calls().with(target(hep))));
        }
        Section traces = top.section("traces", "to", "service");
        if (traces != null) {
            into.storage(into.storage().withCalls(into.storage().calls().with(traces(traces))));
        }
    }

    private static CallsConfig calls(Section section, CallsConfig old) throws ConfigException {
        Long memory = section.value("memory", CallsReader::memory);
        Duration keep = section.value("keep", CallsReader::keep);
        Long most = section.value("most", CallsReader::disk);
        Path records = section.value("records", CallsReader::file);
        Boolean registrations = section.value("registrations", Values::truth);
        CallsConfig.Archive archive = old.archive();
        CallsConfig.Records file = old.records();
        return new CallsConfig(
                memory == null ? old.memory() : memory,
                new CallsConfig.Archive(
                        keep == null ? archive.keep() : keep, most == null ? archive.most() : most),
                new CallsConfig.Records(
                        records == null ? file.file() : records,
                        registrations == null ? file.registrations() : registrations),
                old.hep(),
                old.traces());
    }

    private static Long memory(String text) {
        long octets = Quantity.octets(text);
        if (octets != 0 && (octets < LEAST_MEMORY || octets > MOST_MEMORY)) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not between 1MiB and 16GiB, and not 0");
        }
        return octets;
    }

    private static Long disk(String text) {
        long octets = Quantity.octets(text);
        if (octets < LEAST_DISK || octets > MOST_DISK) {
            throw new IllegalArgumentException("'" + text + "' is not between 16MiB and 1TiB");
        }
        return octets;
    }

    private static Duration keep(String text) {
        return Values.between(text, Duration.ofMinutes(1), Duration.ofDays(3_650), "1m and 3650d");
    }

    private static Path file(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException _) {
            throw new IllegalArgumentException("'" + text + "' is no path");
        }
    }

    private static CallsConfig.Traces traces(Section section) throws ConfigException {
        URI endpoint = section.value("to", CallsReader::endpoint);
        if (endpoint == null) {
            throw new ConfigException(
                    section.place(),
                    "traces: 'to' is missing, such as http://127.0.0.1:4318/v1/traces");
        }
        String service = section.value("service", CallsReader::key);
        return new CallsConfig.Traces(endpoint, service == null ? "ringback" : service);
    }

    private static URI endpoint(String text) {
        try {
            URI uri = new URI(text);
            String scheme = String.valueOf(uri.getScheme());
            if (uri.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
                return uri;
            }
        } catch (URISyntaxException _) {
            // told below
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no address: write it like http://127.0.0.1:4318/v1/traces");
    }

    private static HepTarget target(Section section) throws ConfigException {
        HepTarget to = section.value("to", CallsReader::to);
        if (to == null) {
            throw new ConfigException(
                    section.place(), "hep: 'to' is missing, such as udp:192.0.2.9:9060");
        }
        Long id = section.value("id", CallsReader::id);
        String key = section.value("key", CallsReader::key);
        HepOrigin origin = HepOrigin.sip().from(id == null ? 0 : id).with(key == null ? "" : key);
        return new HepTarget(to.transport(), to.host(), to.port(), origin);
    }

    /// `udp:HOST:PORT`, `tcp:HOST:PORT`, the port being 9060 where none is named.
    private static HepTarget to(String text) {
        int colon = text.indexOf(':');
        Transport transport = colon < 0 ? null : Transport.named(text.substring(0, colon));
        String rest = text.substring(colon + 1);
        int last = rest.lastIndexOf(':');
        boolean port = last > rest.lastIndexOf(']');
        String host = port ? rest.substring(0, last) : rest;
        boolean literal = host.startsWith("[") && host.endsWith("]");
        String bare = literal ? host.substring(1, host.length() - 1) : host;
        boolean known = transport == Transport.UDP || transport == Transport.TCP;
        if (transport == null || !known || !host(bare, literal)) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no collector: write it like udp:192.0.2.9:9060 or tcp:HOST");
        }
        int number = port ? Values.number(rest.substring(last + 1), 1, 65_535) : USUAL_PORT;
        return new HepTarget(transport, bare, number, HepOrigin.sip());
    }

    private static boolean host(String text, boolean literal) {
        return text.matches(literal ? "[0-9A-Fa-f:.]+" : "[0-9A-Za-z._-]+");
    }

    private static Long id(String text) {
        try {
            long number = Long.parseLong(text);
            if (number >= 0 && number <= 0xffff_ffffL) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Told below.
        }
        throw new IllegalArgumentException("'" + text + "' is no number between 0 and 4294967295");
    }

    private static String key(String text) {
        if (text.length() > MOST_KEY) {
            throw new IllegalArgumentException("a key has at most " + MOST_KEY + " characters");
        }
        return text;
    }
}
