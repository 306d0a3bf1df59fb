package dev.ringback.locate;

import dev.ringback.cause.DnsStep;
import dev.ringback.stack.DnsRecord;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Question;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// One location that has to ask the DNS: RFC 3263 §4.1 and §4.2 for a name. Each step leads
/// forward, from NAPTR to SRV to addresses, so it ends; how much it may ask is bounded.
final class Search {
    /// How many NAPTR records are considered, and so how many SRV questions they cause.
    static final int MOST_RULES = 8;

    /// How many hosts of a service are considered.
    static final int MOST_CANDIDATES = 8;

    private final SipStack stack;
    private final Reach reach;
    private final Wanted wanted;
    private final long deadline;
    private final Consumer<Found> then;
    private final List<DnsStep> steps = new ArrayList<>();

    /// What is looked for.
    ///
    /// @param place what the URI names
    /// @param transports those that may be used, the preferred ones first; at least one
    /// @param named whether the URI names its transport
    /// @param choice how to choose among equals
    record Wanted(Place place, List<Transport> transports, boolean named, Choice choice) {}

    /// What a URI names.
    ///
    /// @param host the name of the host that is looked for
    /// @param domain the domain whose servers they have to be, RFC 5922 §4
    /// @param port the port, or -1
    record Place(String host, String domain, int port) {}

    /// What was found.
    ///
    /// @param hops where the server may be, in order, each once
    /// @param steps what was asked
    record Found(Set<Hop> hops, List<DnsStep> steps) {}

    /// @param deadline when it has to be over, on the stack's monotonic clock
    /// @param then takes what was found
    Search(SipStack stack, Reach reach, Wanted wanted, long deadline, Consumer<Found> then) {
        this.stack = stack;
        this.reach = reach;
        this.wanted = wanted;
        this.deadline = deadline;
        this.then = then;
    }

    void start() {
        if (wanted.place().port() > 0) {
            addresses(List.of(host(Reach.usual(wanted.transports()), wanted.place().port())));
        } else if (wanted.named()) {
            Transport named = wanted.transports().getFirst();
            services(
                    List.of(Service.of(named, wanted.place().host())),
                    () -> addressesOfHost(named));
        } else {
            rules();
        }
    }

    // -- NAPTR

    private void rules() {
        Question.Dns question = new Question.Dns(wanted.place().host(), DnsRecord.Type.NAPTR);
        ask(
                List.of(question),
                round -> {
                    List<Rule> rules =
                            Rule.applicable(
                                    round.records(question), wanted.transports(), MOST_RULES);
                    if (rules.isEmpty()) {
                        servicesWithoutRules();
                    } else {
                        follow(rules, rules.getFirst().service().transport());
                    }
                });
    }

    /// The rules of the lowest order count. Only where their services do not exist do those of the
    /// next order.
    private void follow(List<Rule> rules, Transport preferred) {
        if (rules.isEmpty()) {
            addressesOfHost(preferred);
            return;
        }
        List<Rule> first = Rule.first(rules);
        List<Service> services = first.stream().map(Rule::service).distinct().toList();
        List<Rule> others = rules.subList(first.size(), rules.size());
        services(services, () -> follow(others, preferred));
    }

    // -- SRV

    /// No rules: every transport is asked for, and the first that has servers is used.
    private void servicesWithoutRules() {
        List<Service> services = new ArrayList<>();
        for (Transport transport : wanted.transports()) {
            services.add(Service.of(transport, wanted.place().host()));
        }
        ask(
                services.stream().map(Service::question).toList(),
                round ->
                        found(
                                round,
                                preferred(round, services),
                                () -> addressesOfHost(Reach.usual(wanted.transports()))));
    }

    /// The first service that has hosts, or all where none has.
    private static List<Service> preferred(Round round, List<Service> services) {
        for (Service service : services) {
            if (!hosts(round, service).isEmpty()) {
                return List.of(service);
            }
        }
        return services;
    }

    private void services(List<Service> services, Runnable otherwise) {
        ask(
                services.stream().map(Service::question).toList(),
                round -> found(round, services, otherwise));
    }

    private void found(Round round, List<Service> services, Runnable otherwise) {
        List<Candidate> candidates = new ArrayList<>();
        boolean declined = false;
        for (Service service : services) {
            for (DnsRecord.Srv host :
                    SrvOrder.of(hosts(round, service), wanted.choice().random())) {
                candidates.add(new Candidate(service.transport(), host.target(), host.port()));
            }
            declined |= round.declined(service.question());
        }
        if (!candidates.isEmpty()) {
            addresses(candidates.subList(0, Math.min(candidates.size(), MOST_CANDIDATES)));
        } else if (declined) {
            then.accept(new Found(Set.of(), steps));
        } else {
            otherwise.run();
        }
    }

    private static List<DnsRecord.Srv> hosts(Round round, Service service) {
        List<DnsRecord.Srv> hosts = new ArrayList<>();
        for (DnsRecord record : round.records(service.question())) {
            if (record instanceof DnsRecord.Srv srv
                    && srv.port() > 0
                    && Names.possible(srv.target())) {
                hosts.add(srv);
            }
        }
        return hosts;
    }

    // -- A and AAAA

    private void addressesOfHost(Transport transport) {
        addresses(List.of(host(transport, transport.defaultPort())));
    }

    private Candidate host(Transport transport, int port) {
        return new Candidate(transport, wanted.place().host(), port);
    }

    private void addresses(List<Candidate> candidates) {
        List<Question.Dns> questions = new ArrayList<>();
        candidates.forEach(candidate -> questions.addAll(questions(candidate)));
        ask(
                questions,
                round -> {
                    Set<Hop> hops = new LinkedHashSet<>();
                    candidates.forEach(candidate -> addHops(candidate, round, hops));
                    then.accept(new Found(hops, steps));
                });
    }

    private List<Question.Dns> questions(Candidate candidate) {
        return reach.families(candidate.transport()).stream()
                .map(family -> new Question.Dns(candidate.host(), family))
                .toList();
    }

    private void addHops(Candidate candidate, Round round, Set<Hop> hops) {
        for (Question.Dns question : questions(candidate)) {
            List<InetAddress> addresses = new ArrayList<>();
            for (DnsRecord record : round.records(question)) {
                if (record instanceof DnsRecord.Address(InetAddress address)) {
                    addresses.add(address);
                }
            }
            for (InetAddress address : wanted.choice().order(addresses)) {
                hops.add(
                        new Hop(
                                candidate.transport(),
                                new InetSocketAddress(address, candidate.port()),
                                wanted.place().domain()));
            }
        }
    }

    private void ask(List<Question.Dns> questions, Consumer<Round> next) {
        new Round(
                        stack,
                        deadline,
                        round -> {
                            steps.addAll(round.steps());
                            next.accept(round);
                        })
                .ask(questions);
    }
}
