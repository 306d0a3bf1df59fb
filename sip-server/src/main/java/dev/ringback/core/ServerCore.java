package dev.ringback.core;

import dev.ringback.admission.Decision;
import dev.ringback.admission.Door;
import dev.ringback.agent.ServerAgent;
import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.cause.Reply;
import dev.ringback.echo.EchoAgent;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.route.Via;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.proxy.ProxyCore;
import dev.ringback.proxy.TargetSet;
import dev.ringback.redirect.Directory;
import dev.ringback.registrar.Gruus;
import dev.ringback.registrar.Registrar;
import dev.ringback.routing.act.DefaultWay;
import dev.ringback.routing.act.Incoming;
import dev.ringback.routing.act.RouteRunner;
import dev.ringback.stack.Backlog;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Notice;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.TransactionUser;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.uri.Uri;
import dev.ringback.useragent.Capabilities;
import dev.ringback.useragent.RequestChecks;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The core of one shard: sends each request where it belongs. It asks in this order, and who
/// decides is another:
///
/// 1. is there room for it: [Overload], before there is a transaction;
/// 2. whom does it name, our own Route values taken out (RFC 3261 §16.4): [ProxyCore];
/// 3. may it be looked at: the checks of §10.3 for the registrar, of §16.3 for what is forwarded;
/// 4. may its sender ask this (§22): [dev.ringback.admission.Admission];
/// 5. what becomes of it: [Registrar], [ServerAgent] and [EchoAgent], which make the checks of
///    §8.2, or [Directory], the user's bindings (§16.5),
///    [dev.ringback.redirect.RedirectServer] and [ProxyCore].
public final class ServerCore implements TransactionUser {
    private final SipStack stack;
    private final ServerServices services;
    private final Overload overload;
    private final ProxyCore proxy;
    private final Door door;
    private final RequestChecks registrations;
    private final Registrar registrar;
    private final EchoAgent echo;
    private final ServerAgent self;
    private final Arrivals arrivals;
    private final UserLookup users;
    private final AckForwarding acks;
    private final CallerVerification callers;
    private final RouteRunner runner;
    private final FlowBindings flows;
    private final PresentFlows presents;

    /// A core on this stack, for which nothing ever waits outside.
    public ServerCore(SipStack stack, ServerServices services) {
        this(stack, services, Backlog.NONE);
    }

    /// A core on this stack.
    ///
    /// @param backlog what waits outside of the stack
    public ServerCore(SipStack stack, ServerServices services, Backlog backlog) {
        this(
                services,
                new ShardMemory(
                        stack,
                        services.location(),
                        backlog,
                        services.settings().load().patience()));
    }

    /// A core that goes on where others have been before.
    ///
    /// @param memory what the shard remembers of them
    public ServerCore(ServerServices services, ShardMemory memory) {
        this.stack = memory.stack();
        this.services = services;
        StoreQuestions stores = memory.stores();
        this.overload =
                memory.overload(services.settings().load(), services.settings().proxy().overload());
        this.proxy =
                new ProxyCore(
                        stack,
                        services.domains(),
                        services.routeKey(),
                        services.settings()
                                .proxy()
                                .withStateless(services.settings().mode() == Mode.STATELESS),
                        new ProxyCore.Bounds(
                                new SenderReach(stack, services, stores),
                                services.border(),
                                services.trust().stir().signer()),
                        memory.neighbours());
        this.door = new Door(stack, services.admission());
        this.registrations =
                new RequestChecks(Capabilities.of(Method.REGISTER), () -> stack.ids().tag());
        Gruus gruus = new Gruus(services.routeKey());
        this.registrar =
                new Registrar(
                        services.location(),
                        services.settings().registrar(),
                        services.domains()::serves,
                        () -> stack.ids().tag(),
                        gruus,
                        stores);
        this.flows = memory.flows();
        this.echo =
                new EchoAgent(
                        stack, services.domains(), services.settings().echo(), memory.echoes());
        this.self = new ServerAgent(() -> stack.ids().tag());
        this.arrivals = new Arrivals(services.domains());
        this.users = new UserLookup(memory, services, proxy, gruus);
        this.presents = new PresentFlows(memory, services, users);
        this.acks =
                new AckForwarding(
                        stack,
                        services,
                        new AckForwarding.Parts(stores, proxy, echo, users, presents));
        this.callers = new CallerVerification(stack, services, stores);
        this.runner =
                new RouteRunner(
                        stack,
                        new RouteRunner.Parts(
                                services.domains(),
                                services.admission(),
                                new RouteRunner.Registry(services.location(), stores),
                                services.routing(),
                                proxy,
                                new Unrouted()));
    }

    @Override
    public @Nullable Reply refuse(SipRequest request, Flow flow) {
        Reply busy = overload.refusal(request, flow.remote().getAddress());
        return busy == null ? firstChallenge(request, flow) : busy;
    }

    /// The challenge of a REGISTER that brings no credentials at all: given without a transaction,
    /// as RFC 3261 §8.2.7 has it, so that who sends many of them leaves nothing behind. Null where
    /// there is more to say of a request.
    private @Nullable Reply firstChallenge(SipRequest request, Flow flow) {
        boolean bare =
                request.method().equals(Method.REGISTER)
                        && services.admission().proves()
                        && !request.has(HeaderName.AUTHORIZATION)
                        && arrivals.isForRegistrar(request)
                        && registrar.check(request) == null;
        return bare
                        && services.admission().decide(request, flow, false, stack.wallClock())
                                instanceof Decision.Challenge challenge
                ? Door.challenge(request, challenge)
                : null;
    }

    @Override
    public SipResponse explained(SipResponse response, Cause cause, Flow flow) {
        return services.trust().telling().told(response, cause, flow);
    }

    @Override
    public Via told(Via offer, Flow flow) {
        return overload.told(offer, flow.remote().getAddress());
    }

    @Override
    public boolean boundsAnswers(Flow flow) {
        return door.boundsAnswers(flow);
    }

    @Override
    public void request(ServerTransaction transaction) {
        SipRequest request = services.border().arriving(transaction.request(), transaction.flow());
        ProxyCore.Routed routed = proxy.resolveRoute(request, transaction.flow());
        SipRequest message = routed.message();
        if (isForOthers(message, transaction.flow())) {
            stack.tell(new Notice.Dropped("multicast-foreign"));
            return;
        }
        Reply refusal = refusal(request, routed);
        if (refusal != null) {
            transaction.respond(refusal);
        } else if (redirects(message)) {
            users.redirect(new Incoming(transaction, routed, null));
        } else if (ProxyCore.endsHere(request) && !arrivals.isForUs(message)) {
            self.answer(transaction);
        } else {
            admit(transaction, routed);
        }
    }

    /// What came to all servers of a network and is no registration of a domain of ours is for
    /// another of them, which would only be disturbed by our answer: RFC 3261 §10.2.6.
    private boolean isForOthers(SipRequest message, Flow flow) {
        return flow.local().getAddress().isMulticastAddress() && !arrivals.isForRegistrar(message);
    }

    private @Nullable Reply refusal(SipRequest request, ProxyCore.Routed routed) {
        SipRequest message = routed.message();
        boolean passes = proxy.forgets() && !arrivals.isForUs(message);
        if (request.method().equals(Method.CANCEL) && !passes) {
            // Deviation: RFC 3261 §16.10 forwards it statelessly; but all that we forward has
            // state, so it can belong to nothing of ours.
            return refuse(request, 481, new Cause.CheckFailed(Check.TRANSACTION, "CANCEL"));
        }
        if (arrivals.isForRegistrar(message)) {
            return registrar.check(request);
        }
        boolean proxied =
                !arrivals.isForUs(message) && !redirects(message) && !ProxyCore.endsHere(request);
        return proxied ? proxy.check(request, routed) : null;
    }

    private void admit(ServerTransaction transaction, ProxyCore.Routed routed) {
        Decision decision =
                services.admission()
                        .decide(
                                routed.message(),
                                transaction.flow(),
                                routed.permitted()
                                        || acks.comesBack(routed.message(), transaction.flow()),
                                stack.wallClock());
        switch (decision) {
            case Decision.Admit(AddressOfRecord sender) -> {
                door.admit(transaction, routed.permitted(), sender != null);
                callers.verify(new Incoming(transaction, routed, sender), this::admitted);
            }
            case Decision.Challenge challenge -> door.challenge(transaction, challenge);
            case Decision.Refuse refusal -> door.refuse(transaction, refusal);
        }
    }

    private void admitted(Incoming incoming) {
        SipRequest message = incoming.message();
        boolean fresh = arrivals.isForUser(message) && !incoming.routed().permitted();
        if (fresh && services.border().refusesAnonymous(message)) {
            Cause anonymous = new Cause.CheckFailed(Check.ANONYMITY, "From");
            incoming.transaction().respond(refuse(message, 433, anonymous));
        } else {
            runner.run(incoming, () -> act(incoming));
        }
    }

    private void act(Incoming incoming) {
        SipRequest message = incoming.message();
        ServerTransaction transaction = incoming.transaction();
        if (!arrivals.isLookedUp(incoming.routed())) {
            pass(incoming);
        } else if (message.method().equals(Method.REGISTER)) {
            register(incoming);
        } else if (Arrivals.isForServer(message)) {
            self.answer(transaction);
        } else if (!echo.request(transaction)) {
            users.lookUp(incoming);
        }
    }

    /// Forwards a request to where its route leads, which a store may have to look for.
    private void pass(Incoming incoming) {
        ServerTransaction transaction = incoming.transaction();
        Uri uri = incoming.message().requestUri();
        transaction.attach(GivenUp.lookingFor(transaction, stack.ids(), uri));
        presents.find(
                incoming.routed(),
                target -> {
                    if (!transaction.answered()) {
                        users.forward(incoming, TargetSet.of(target));
                    }
                });
    }

    /// Whether a request gets the answer of a redirect server, which asks nobody who it is and
    /// looks at nothing that it does not understand: RFC 3261 §8.3.
    private boolean redirects(SipRequest message) {
        return services.settings().mode() == Mode.REDIRECT && !arrivals.isForUs(message);
    }

    private void register(Incoming incoming) {
        SipRequest message = incoming.message();
        ServerTransaction transaction = incoming.transaction();
        AddressOfRecord aor = incoming.identity();
        Reply refusal =
                aor == null
                        ? refuse(message, 404, new Cause.CheckFailed(Check.DOMAIN, "To"))
                        : registrations.refusalBesidesExtensions(transaction);
        if (refusal != null || aor == null) {
            transaction.respond(Objects.requireNonNull(refusal));
            return;
        }
        flows.registered(transaction.flow(), aor);
        registrar.register(
                new Registrar.Arrival(
                        message, transaction.flow(), aor, stack.now(), stack.wallClock()),
                reply -> {
                    transaction.respond(reply);
                    if (reply.response().success()) {
                        users.registered(message, aor);
                    }
                });
    }

    @Override
    public SipResponse relayed(SipResponse response, Flow to) {
        return services.border().returning(response, /* believed= */ false, to);
    }

    @Override
    public void flowClosed(Flow flow, String reason) {
        flows.closed(flow, stack.now());
    }

    @Override
    public void ack(SipRequest ack, Flow flow) {
        if (SipResponse.isStatelessAck(ack)) {
            stack.tell(new Notice.Dropped("ack_of_stateless"));
            return;
        }
        acks.forward(services.border().arriving(ack, flow), flow);
    }

    @Override
    public void response(SipResponse response, Flow flow) {
        proxy.stray(response, flow);
    }

    private Reply refuse(SipRequest request, int status, Cause cause) {
        return new Reply(reply(request, status).build(), cause);
    }

    private SipResponse.Builder reply(SipRequest request, int status) {
        return SipResponse.replyTo(request, status).toTag(stack.ids().tag());
    }

    /// The default way, for routes that lead there.
    private final class Unrouted implements DefaultWay {
        @Override
        public boolean servesItself(Incoming incoming) {
            return arrivals.isForUs(incoming.routed().message());
        }

        @Override
        public Directory directory() {
            return services.settings().directory();
        }

        @Override
        public Cause absence(AddressOfRecord user, List<Binding> known) {
            return users.absence(user, known);
        }

        @Override
        public void take(Incoming incoming) {
            act(incoming);
        }

        @Override
        public void waits(ServerTransaction transaction) {
            Uri uri = transaction.request().requestUri();
            transaction.attach(GivenUp.lookingFor(transaction, stack.ids(), uri));
        }
    }
}
