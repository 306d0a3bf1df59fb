package dev.ringback.fuzz;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.catalog.HeaderCatalog;
import dev.ringback.message.SipMessage;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import dev.ringback.sample.Corpus;
import dev.ringback.sample.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What fuzzing begins with: the corpus, cut up for each target.
public final class Seeds {
    private static final List<HeaderField<?>> FIELDS = HeaderCatalog.standard().fields();
    private static final Pattern URI = Pattern.compile("[a-z.]+:[^ <>\"\r\n,]+");

    private Seeds() {}

    /// Writes the seeds of all targets, a folder for each.
    ///
    /// @param arguments the folder that theirs are made in
    public static void main(String[] arguments) throws IOException {
        for (FuzzTarget target : FuzzTarget.values()) {
            write(target, Path.of(arguments[0], target.word()));
        }
    }

    /// Writes the seeds of a target, a file for each.
    static void write(FuzzTarget target, Path folder) throws IOException {
        Files.createDirectories(folder);
        int number = 0;
        for (String seed : of(target)) {
            Files.write(folder.resolve("seed-" + number++), Corpus.octets(seed));
        }
    }

    /// The seeds of a target, in Latin-1.
    static Set<String> of(FuzzTarget target) {
        return switch (target) {
            case MESSAGE, VERDICT -> messages();
            case STREAM -> streams();
            case URI -> uris();
            case HEADER -> headers();
            case SDP -> descriptions();
            case MULTIPART -> multiparts();
            case ANY -> any();
        };
    }

    private static Set<String> messages() {
        Set<String> seeds = new LinkedHashSet<>(Samples.ALL);
        Corpus.torture().forEach(message -> seeds.add(message.text()));
        List<Corpus.Message> flows = Corpus.flows();
        for (int i = 0; i < flows.size(); i += 10) {
            seeds.add(flows.get(i).text());
        }
        return seeds;
    }

    private static Set<String> streams() {
        Set<String> seeds = new LinkedHashSet<>();
        List<String> messages = List.copyOf(messages());
        for (int i = 1; i < messages.size(); i += 2) {
            seeds.add((char) i + messages.get(i - 1) + messages.get(i));
            seeds.add((char) i + "\r\n\r\n" + messages.get(i) + "\r\n");
        }
        return seeds;
    }

    private static Set<String> uris() {
        Set<String> seeds = new LinkedHashSet<>(List.of("tel:+1-201-555-0123;ext=1", "urn:a:b"));
        for (String message : messages()) {
            URI.matcher(message).results().map(MatchResult::group).forEach(seeds::add);
        }
        return seeds;
    }

    private static Set<String> headers() {
        Set<String> seeds = new LinkedHashSet<>();
        MessageParser parser = new MessageParser(ParseLimits.defaults());
        for (Corpus.Message message : Corpus.all()) {
            if (parser.parse(message.bytes()) instanceof Parsed parsed) {
                headers(parsed.message(), seeds);
            }
        }
        return seeds;
    }

    private static void headers(SipMessage message, Set<String> seeds) {
        for (int field = 0; field < FIELDS.size(); field++) {
            HeaderName name = FIELDS.get(field).name();
            for (String value : message.values(name)) {
                seeds.add((char) field + value);
            }
        }
    }

    private static Stream<String> bodies(String type) {
        return Corpus.all().stream()
                .map(Corpus.Message::text)
                .filter(text -> text.contains(type))
                .map(text -> text.substring(text.indexOf("\r\n\r\n") + 4));
    }

    private static Set<String> descriptions() {
        Set<String> seeds = new LinkedHashSet<>();
        bodies("application/sdp").forEach(seeds::add);
        return seeds;
    }

    private static Set<String> multiparts() {
        Set<String> seeds = new LinkedHashSet<>();
        String torture = "multipart/mixed;boundary=7a9cbec02ceef655";
        bodies(torture).forEach(body -> seeds.add(torture + '\n' + body));
        String simple = "--b\r\nContent-Type: text/plain\r\n\r\nhi\r\n--b\r\n\r\n\r\n--b--\r\n";
        seeds.add("multipart/mixed;boundary=b\n" + simple);
        seeds.add("multipart/alternative;boundary=\"b\"\npreamble\r\n" + simple + "epilogue");
        return seeds;
    }

    private static Set<String> any() {
        Set<String> seeds = new LinkedHashSet<>();
        for (int octet = 0; octet < FuzzTarget.SINGLE.size(); octet++) {
            List<String> own = List.copyOf(of(FuzzTarget.SINGLE.get(octet)));
            for (int i = 0; i < own.size(); i += 1 + own.size() / 40) {
                seeds.add((char) octet + own.get(i));
            }
        }
        return seeds;
    }
}
