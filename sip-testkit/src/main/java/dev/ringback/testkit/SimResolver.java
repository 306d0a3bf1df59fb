package dev.ringback.testkit;

import dev.ringback.cause.DnsStep;
import dev.ringback.stack.Answer;
import dev.ringback.stack.DnsRecord;
import dev.ringback.stack.Question;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// The name server of a simulated network. It serves what it was given, slowly, wrongly or not at
/// all where it was told so. Names that it does not know do not exist. Names are compared in any
/// case.
public final class SimResolver {
    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int MOST_ALIASES = 8;

    private final Simulation simulation;
    private final SimRandom random;
    private final Map<String, List<DnsRecord>> zone = new HashMap<>();
    private final Map<String, String> aliases = new HashMap<>();
    private final Map<String, DnsStep.Outcome> failures = new HashMap<>();
    private final Map<String, Duration> delays = new HashMap<>();
    private final List<Question> asked = new ArrayList<>();
    private Duration minDelay = Duration.ofMillis(1);
    private Duration maxDelay = Duration.ofMillis(30);

    SimResolver(Simulation simulation) {
        this.simulation = simulation;
        this.random = simulation.random().stream("resolver");
    }

    /// Gives a name its addresses, in this order, in the place of those that it had.
    ///
    /// @param host the name
    /// @param addresses IP literals
    public void add(String host, String... addresses) {
        List<DnsRecord> records = records(host);
        records.removeIf(DnsRecord.Address.class::isInstance);
        for (String address : addresses) {
            records.add(new DnsRecord.Address(InetAddress.ofLiteral(address)));
        }
    }

    /// Adds a host to a service.
    ///
    /// @param service the name of the SRV records, such as `_sip._udp.example.com`
    /// @param priority the lowest is tried first
    /// @param weight the share among hosts of equal priority
    /// @param port the port
    /// @param host the name of the host; empty where the service is decidedly not offered
    public void addHost(String service, int priority, int weight, int port, String host) {
        records(service).add(new DnsRecord.Srv(priority, weight, port, host));
    }

    /// Adds a rule of RFC 3263 to a domain.
    ///
    /// @param domain the domain
    /// @param order the lowest comes first
    /// @param service such as `SIP+D2T`
    /// @param replacement the name of the SRV records
    public void addRule(String domain, int order, String service, String replacement) {
        records(domain).add(new DnsRecord.Naptr(order, 10, "s", service, "", replacement));
    }

    /// Adds a record as it is, sensible or not.
    public void addRecord(String name, DnsRecord record) {
        records(name).add(record);
    }

    /// Makes a name another name for a name (CNAME).
    public void alias(String name, String target) {
        aliases.put(key(name), key(target));
    }

    /// Makes a name fail from now on: [DnsStep.Outcome#TIMED_OUT] comes after 3 s.
    public void fail(String host, DnsStep.Outcome outcome) {
        failures.put(key(host), outcome);
    }

    /// How long answers take. A name server that is down is one whose answers take very long.
    public void delay(Duration min, Duration max) {
        minDelay = min;
        maxDelay = max;
    }

    /// How long the answers about one name take.
    public void delay(String host, Duration time) {
        delays.put(key(host), time);
    }

    /// What was asked, in order.
    public List<Question> asked() {
        return List.copyOf(asked);
    }

    void ask(Question question, Consumer<Answer> then) {
        asked.add(question);
        Duration drawn = random.duration(minDelay, maxDelay);
        switch (question) {
            case Question.Dns dns -> {
                Answer answer = answer(key(dns.name()), dns.type());
                Duration delay = delays.getOrDefault(key(dns.name()), drawn);
                boolean late = answer.outcome() == DnsStep.Outcome.TIMED_OUT;
                simulation.after(late ? PATIENCE : delay, "", () -> then.accept(answer));
            }
        }
    }

    private Answer answer(String asked, DnsRecord.Type type) {
        String name = asked;
        for (int i = 0; aliases.containsKey(name); i++) {
            if (i == MOST_ALIASES) {
                return failure(DnsStep.Outcome.NONSENSE);
            }
            name = aliases.get(name);
        }
        DnsStep.Outcome failure = failures.get(name);
        List<DnsRecord> all = zone.get(name);
        if (failure != null || all == null) {
            return failure(failure == null ? DnsStep.Outcome.NO_SUCH_NAME : failure);
        }
        List<DnsRecord> found = all.stream().filter(record -> type(record) == type).toList();
        return found.isEmpty() ? failure(DnsStep.Outcome.NO_DATA) : new Answer.Records(found, LIFE);
    }

    private static Answer failure(DnsStep.Outcome outcome) {
        return new Answer.NoRecords(outcome, LIFE);
    }

    private static DnsRecord.Type type(DnsRecord record) {
        return switch (record) {
            case DnsRecord.Address(InetAddress address) ->
                    address instanceof Inet4Address ? DnsRecord.Type.A : DnsRecord.Type.AAAA;
            case DnsRecord.Srv _ -> DnsRecord.Type.SRV;
            case DnsRecord.Naptr _ -> DnsRecord.Type.NAPTR;
        };
    }

    private List<DnsRecord> records(String name) {
        return zone.computeIfAbsent(key(name), _ -> new ArrayList<>());
    }

    private static String key(String host) {
        return host.toLowerCase(Locale.ROOT);
    }
}
