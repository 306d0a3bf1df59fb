package dev.ringback.bench.load;

import dev.ringback.bench.load.pace.Pace;
import dev.ringback.bench.socket.Endpoint;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The words of the command line.
final class CommandLine {
    static final String USAGE =
            """
            Usage: java -cp ... dev.ringback.bench.load.Load KIND OPTIONS

            Puts a SIP server under load and counts what comes of it. KIND is call (caller and
            callee of whole calls), register, options, or answer (callee only, for others' calls).

              --server HOST:PORT    who is tested, an IPv4 address
              --transport udp|tcp   udp if not given
              --connections N       of the caller over TCP, 1 if not given
              --rate R              begin R a second, by schedule (open loop); or
              --in-flight N         keep N in progress (closed loop)
              --count N             how many, 1000 if not given
              --users N             u000000 up, 1000 if not given; calls take them in random order
              --domain D            bench.test if not given
              --secret S            answer challenges to REGISTER with this password
              --caller HOST:PORT    own address as caller, 127.0.0.1:15060 if not given
              --callee HOST:PORT    own address as callee, 127.0.0.1:15070 if not given
              --contact HOST:PORT   what is registered, the callee if not given
              --until SECOND        registrations end in this one since 1970, not after an hour
              --hold MS, --ring MS  from 200 to BYE, from 180 to 200; 0 if not given
              --body BYTES          size of the session descriptions
              --skip SECONDS        left out of the latencies at the beginning
              --drain SECONDS       for the last answers, 5 if not given
              --warm-up N           operations with ourselves before the run, 20000 if not given
              --json                the result as one line of JSON, which is all there is

            Exit status: 0 the run took place, 1 no socket or no server, 2 wrong usage.
            """;

    private static final long MILLISECOND = 1_000_000;
    private static final int LARGEST_BODY = 60_000;
    private static final int MOST_USERS = 1_000_000;
    private static final int MOST = 50_000_000;

    private final Map<String, String> given = new HashMap<>();
    private final Set<String> asked = new HashSet<>();

    private CommandLine(List<String> words) {
        int at = 0;
        while (at < words.size()) {
            String word = words.get(at++);
            if (!word.startsWith("--")) {
                throw new IllegalArgumentException("what is " + word + '?');
            }
            boolean flag = word.equals("--json");
            if (!flag && at == words.size()) {
                throw new IllegalArgumentException(word + " needs a value");
            }
            given.put(word.substring(2), flag ? "" : words.get(at++));
        }
        asked.add("json");
    }

    /// Reads a command line.
    ///
    /// @throws IllegalArgumentException if it is wrong; says why
    static Options read(List<String> words) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("what shall be done?");
        }
        Kind kind = kind(words.getFirst());
        return new CommandLine(words.subList(1, words.size())).options(kind);
    }

    private static Kind kind(String word) {
        for (Kind kind : Kind.values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("what is " + word + '?');
    }

    private Options options(Kind kind) {
        Options.Wire wire = wire();
        String contact = value("contact");
        Options.People people =
                new Options.People(
                        whole("users", 1000, MOST_USERS),
                        value("domain", "bench.test"),
                        value("secret"),
                        contact == null ? wire.callee() : Endpoint.parse(contact),
                        (long) number("until", 0));
        Options.Shape shape =
                new Options.Shape(
                        (long) (number("ring", 0) * MILLISECOND),
                        (long) (number("hold", 0) * MILLISECOND),
                        body());
        Options options = new Options(plan(kind), wire, people, shape);
        Set<String> unknown = new HashSet<>(given.keySet());
        unknown.removeAll(asked);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("what is --" + unknown.iterator().next() + '?');
        }
        return options;
    }

    private Options.Plan plan(Kind kind) {
        return new Options.Plan(
                kind,
                whole("count", 1000, MOST),
                pace(),
                (long) (number("skip", 0) * 1000 * MILLISECOND),
                (long) (number("drain", 5) * 1000 * MILLISECOND),
                kind == Kind.ANSWER ? 0 : (int) number("warm-up", 20_000));
    }

    private Pace pace() {
        String rate = value("rate");
        String inFlight = value("in-flight");
        if (rate != null && inFlight != null) {
            throw new IllegalArgumentException("--rate or --in-flight, not both");
        }
        return rate != null
                ? new Pace.Rate(number("rate", 0))
                : new Pace.InFlight(whole("in-flight", 1, MOST));
    }

    private int body() {
        int body = (int) number("body", 0);
        if (body > LARGEST_BODY) {
            throw new IllegalArgumentException("--body has at most " + LARGEST_BODY);
        }
        return body;
    }

    private Options.Wire wire() {
        boolean tcp =
                switch (value("transport", "udp").toLowerCase(Locale.ROOT)) {
                    case "udp" -> false;
                    case "tcp" -> true;
                    default -> throw new IllegalArgumentException("--transport is udp or tcp");
                };
        return new Options.Wire(
                Endpoint.parse(value("server", "127.0.0.1:5060")),
                tcp,
                whole("connections", 1, 10_000),
                Endpoint.parse(value("caller", "127.0.0.1:15060")),
                Endpoint.parse(value("callee", "127.0.0.1:15070")));
    }

    private @Nullable String value(String name) {
        asked.add(name);
        return given.get(name);
    }

    private String value(String name, String otherwise) {
        String value = value(name);
        return value == null ? otherwise : value;
    }

    private double number(String name, double otherwise) {
        String value = value(name);
        if (value == null) {
            return otherwise;
        }
        try {
            double number = Double.parseDouble(value);
            if (number >= 0 && number <= Integer.MAX_VALUE) {
                return number;
            }
        } catch (NumberFormatException _) {
            // told below
        }
        throw new IllegalArgumentException("--" + name + " is a number, not " + value);
    }

    private int whole(String name, int otherwise, int most) {
        double number = number(name, otherwise);
        if (number < 1 || number > most || number != Math.rint(number)) {
            throw new IllegalArgumentException("--" + name + " is from 1 to " + most);
        }
        return (int) number;
    }
}
