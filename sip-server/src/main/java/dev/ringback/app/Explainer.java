package dev.ringback.app;

import dev.ringback.admission.Admission;
import dev.ringback.admission.Domains;
import dev.ringback.auth.DigestClient;
import dev.ringback.config.Listen;
import dev.ringback.config.ServerConfig;
import dev.ringback.core.ServerCore;
import dev.ringback.core.ServerServices;
import dev.ringback.explain.DryRun;
import dev.ringback.explain.Explanation;
import dev.ringback.header.address.Contact;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.LocationService;
import dev.ringback.location.MemoryLocation;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.resolver.DnsResolver;
import dev.ringback.routing.Routing;
import dev.ringback.routing.Source;
import dev.ringback.routing.Trace;
import dev.ringback.routing.trial.Trial;
import dev.ringback.runtime.Advertised;
import dev.ringback.stack.Answer;
import dev.ringback.stack.Flow;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.Question;
import dev.ringback.stir.Stir;
import dev.ringback.subscribers.MemorySubscribers;
import dev.ringback.subscribers.Subscriber;
import dev.ringback.uri.SipUri;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Tells what a server of this configuration would do with a request. It is put together as the
/// server is, but opens no socket, sends nothing and keeps nothing; only names are looked up.
public final class Explainer {
    private final ServerConfig config;
    private final MemorySubscribers users;
    private final LocationService location = new MemoryLocation();
    private final List<ListenPoint> points;
    private final ServerServices services;

    /// One for a configuration.
    ///
    /// @param stores reads the store of users and domains, in which nothing is changed
    /// @throws IOException when the users cannot be read
    public Explainer(ServerConfig config, Stores stores) throws IOException {
        this.config = config;
        this.users = RingbackServer.known(config, stores);
        this.points = config.network().listen().stream().map(this::point).toList();
        this.services =
                new Assembly(location)
                        .services(new Assembly.Draft(config, users, Stir.NONE), points);
    }

    /// What becomes of a request. Waits for the name server.
    ///
    /// @throws IllegalArgumentException with one line for the person who asks, when something in
    ///     the question cannot be
    public Explanation explain(Enquiry enquiry) {
        SipRequest request = enquiry.trial().message();
        Flow flow = flow(enquiry.trial().source());
        DigestClient proof = enquiry.sender() == null ? null : proof(enquiry.sender());
        try (DnsResolver resolver = new DnsResolver(RuntimeSettings.dns(config))) {
            for (String binding : enquiry.bindings()) {
                try {
                    bind(request, binding, resolver);
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(
                            "binding '" + binding + "': " + e.getMessage(), e);
                }
            }
            return run(services, resolver).assume(enquiry.assumed()).explain(request, flow, proof);
        }
    }

    private DryRun run(ServerServices with, DnsResolver resolver) {
        return new DryRun(
                points,
                Instant.now(),
                (stack, trace) -> new ServerCore(stack, traced(with, trace)),
                question -> answer(resolver, question));
    }

    /// These services, with somebody who listens to what is decided.
    private static ServerServices traced(ServerServices services, Trace trace) {
        return new ServerServices(
                services.domains(),
                services.trust().withoutQuestions(),
                services.location(),
                services.settings(),
                services.routeKey(),
                new Routing(services.routing().router(), trace));
    }

    private static Answer answer(DnsResolver resolver, Question question) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        switch (question) {
            case Question.Dns dns -> resolver.ask(dns, answer::complete);
        }
        return answer.join();
    }

    /// Where a socket would be heard.
    private ListenPoint point(Listen listen) {
        Listen real =
                listen.port() > 0
                        ? listen
                        : new Listen(
                                listen.transport(),
                                listen.host(),
                                listen.transport().defaultPort());
        return Advertised.point(real.transport(), real.address(), config.network().advertise());
    }

    /// How the request comes: to the socket of its transport and address family.
    private Flow flow(Source source) {
        for (ListenPoint point : points) {
            InetAddress bound = point.bound().getAddress();
            boolean family = bound.getClass() == source.address().getClass();
            if (point.transport() == source.transport() && (family || bound.isAnyLocalAddress())) {
                return new Flow(
                        source.transport(),
                        point.bound(),
                        new InetSocketAddress(source.address(), source.port()),
                        source.transport().reliable() ? 1 : 0);
            }
        }
        throw new IllegalArgumentException(
                "the server does not listen on "
                        + source.transport().parameter()
                        + " for "
                        + source.address().getHostAddress());
    }

    // -- who sends it

    private DigestClient proof(String sender) {
        int at = sender.lastIndexOf('@');
        String name = at < 0 ? sender : sender.substring(0, at);
        String domain = at < 0 ? config.served().getFirst() : sender.substring(at + 1);
        if (!config.access().required()) {
            throw new IllegalArgumentException(
                    "authentication is off, so nobody proves to be " + sender);
        }
        if (users.find(name, domain) == null) {
            throw new IllegalArgumentException("there is no user " + name + "@" + domain);
        }
        return new DigestClient(
                name,
                (user, realm, algorithm) -> {
                    Subscriber subscriber = users.find(user, realm);
                    return subscriber == null ? null : subscriber.ha1().get(algorithm);
                },
                () -> "explain");
    }

    // -- who is registered

    /// Where a phone registers from that is at its contact.
    private InetSocketAddress source(SipRequest register) {
        Contact contact = register.read(Contact.FIELD).first();
        if (contact != null && contact.uri() instanceof SipUri uri) {
            try {
                InetAddress address = InetAddress.ofLiteral(uri.host());
                return new InetSocketAddress(address, uri.port() < 0 ? 5060 : uri.port());
            } catch (IllegalArgumentException e) {
                return points.getFirst().bound();
            }
        }
        return points.getFirst().bound();
    }

    /// Registers a contact by the registrar itself, whoever asks.
    private void bind(SipRequest request, String binding, DnsResolver resolver) {
        Domains domains = services.domains();
        int equals = binding.indexOf('=');
        int at = binding.indexOf('@');
        int colon = binding.indexOf(':');
        boolean named = equals > at && at > 0 && (colon < 0 || equals < colon);
        AddressOfRecord aor =
                named
                        ? new AddressOfRecord(
                                binding.substring(0, at), binding.substring(at + 1, equals))
                        : domains.addressOfRecord(request.requestUri());
        if (aor == null || domains.domainOf(aor.uri()) == null) {
            throw new IllegalArgumentException(
                    "it is for no user of ours, write USER@DOMAIN=CONTACT");
        }
        String contact = named ? binding.substring(equals + 1) : binding;
        SipRequest register =
                Trial.request("REGISTER", SipUri.of(false, null, aor.domain(), -1).toString())
                        .from(aor.uri().toString())
                        .header("To", "<" + aor.uri() + ">")
                        .header("Call-ID", "binding-" + location.size())
                        .transport(points.getFirst().transport())
                        .contact(contact)
                        .message();
        ServerServices open =
                new ServerServices(
                        domains,
                        Admission.open(domains),
                        location,
                        services.settings(),
                        services.routeKey());
        Flow flow =
                new Flow(
                        points.getFirst().transport(),
                        points.getFirst().bound(),
                        source(register),
                        points.getFirst().transport().reliable() ? 1 : 0);
        List<Explanation.Answer> answers =
                new ArrayList<>(run(open, resolver).explain(register, flow, null).answers());
        SipResponse response = answers.isEmpty() ? null : answers.getLast().response();
        if (response == null || response.status() != 200) {
            String said =
                    response == null ? "nothing" : response.status() + " " + response.reason();
            throw new IllegalArgumentException("the registrar answers " + said);
        }
    }
}
