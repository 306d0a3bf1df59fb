package dev.ringback.core;

import dev.ringback.admission.Decision;
import dev.ringback.agent.Capabilities;
import dev.ringback.agent.RequestChecks;
import dev.ringback.agent.ServerAgent;
import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.cause.Finding;
import dev.ringback.cause.Reply;
import dev.ringback.cause.Store;
import dev.ringback.echo.EchoAgent;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.Lookup;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.proxy.Fallback;
import dev.ringback.proxy.ProxyCore;
import dev.ringback.proxy.ProxyRequest;
import dev.ringback.proxy.Target;
import dev.ringback.proxy.TargetSet;
import dev.ringback.redirect.Directory;
import dev.ringback.redirect.RedirectServer;
import dev.ringback.registrar.Registrar;
import dev.ringback.routing.Step;
import dev.ringback.routing.Trace;
import dev.ringback.routing.act.DefaultWay;
import dev.ringback.routing.act.Incoming;
import dev.ringback.routing.act.RouteRunner;
import dev.ringback.stack.Backlog;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Notice;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.TransactionUser;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.transaction.ServerTransactionUser;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
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
///    §8.2, or [Directory], the user's bindings (§16.5), [RedirectServer] and [ProxyCore].
public final class ServerCore implements TransactionUser {
    private static final Cause NOT_OURS = new Cause.CheckFailed(Check.DOMAIN, "Request-URI");

    private final SipStack stack;
    private final ServerServices services;
    private final StoreQuestions stores;
    private final Overload overload;
    private final ProxyCore proxy;
    private final RequestChecks registrations;
    private final Registrar registrar;
    private final EchoAgent echo;
    private final ServerAgent self;
    private final RedirectServer redirects;
    private final RouteRunner runner;

    /// A core on this stack, for which nothing ever waits outside.
    public ServerCore(SipStack stack, ServerServices services) {
        this(stack, services, Backlog.NONE);
    }

    /// A core on this stack.
    ///
    /// @param backlog what waits outside of the stack
    public ServerCore(SipStack stack, ServerServices services, Backlog backlog) {
        this.stack = stack;
        this.services = services;
        LoadSettings load = services.settings().load();
        this.stores = new StoreQuestions(stack, load.patience());
        this.overload =
                new Overload(load, stack, backlog, () -> stack.questionCount() + stores.running());
        this.proxy =
                new ProxyCore(
                        stack,
                        services.domains(),
                        services.routeKey(),
                        services.settings()
                                .proxy()
                                .withStateless(services.settings().mode() == Mode.STATELESS),
                        this::reach);
        this.registrations =
                new RequestChecks(Capabilities.of(Method.REGISTER), () -> stack.ids().tag());
        this.registrar =
                new Registrar(
                        services.location(),
                        services.settings().registrar(),
                        services.domains()::serves,
                        () -> stack.ids().tag());
        this.echo = new EchoAgent(stack, services.domains(), services.settings().echo());
        this.self = new ServerAgent(() -> stack.ids().tag());
        this.redirects = new RedirectServer(() -> stack.ids().tag());
        this.runner =
                new RouteRunner(
                        stack,
                        new RouteRunner.Parts(
                                services.domains(),
                                services.admission(),
                                services.location(),
                                services.routing(),
                                proxy,
                                new Unrouted()));
    }

    /// A request on its way through the core.
    ///
    /// @param transaction answers it
    /// @param routed the request without our own Route values
    /// @param sender the user of ours that sent it; null for a stranger
    private record Admitted(
            ServerTransaction transaction,
            ProxyCore.Routed routed,
            @Nullable AddressOfRecord sender) {
        SipRequest message() {
            return routed.message();
        }
    }

    @Override
    public @Nullable Reply refuse(SipRequest request, Flow flow) {
        return overload.refusal(request);
    }

    @Override
    public void request(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        ProxyCore.Routed routed = proxy.resolveRoute(request, transaction.flow());
        SipRequest message = routed.message();
        Reply refusal = refusal(request, routed);
        if (refusal != null) {
            transaction.respond(refusal);
        } else if (redirects(message)) {
            redirect(new Admitted(transaction, routed, null));
        } else if (ProxyCore.endsHere(request) && !isForUs(message)) {
            self.answer(transaction);
        } else {
            admit(transaction, routed);
        }
    }

    private @Nullable Reply refusal(SipRequest request, ProxyCore.Routed routed) {
        SipRequest message = routed.message();
        boolean passes = proxy.forgets() && !isForUs(message);
        if (request.method().equals(Method.CANCEL) && !passes) {
            // Deviation: RFC 3261 §16.10 forwards it statelessly; but all that we forward has
            // state, so it can belong to nothing of ours.
            return refuse(request, 481, new Cause.CheckFailed(Check.TRANSACTION, "CANCEL"));
        }
        if (isForRegistrar(message)) {
            return registrar.check(request);
        }
        boolean proxied = !isForUs(message) && !redirects(message) && !ProxyCore.endsHere(request);
        return proxied ? proxy.check(request, routed) : null;
    }

    private void admit(ServerTransaction transaction, ProxyCore.Routed routed) {
        Decision decision =
                services.admission()
                        .decide(
                                routed.message(),
                                transaction.flow(),
                                routed.permitted()
                                        || comesBack(routed.message(), transaction.flow()),
                                stack.wallClock());
        SipRequest request = transaction.request();
        switch (decision) {
            case Decision.Admit(AddressOfRecord sender) -> {
                if (!runner.run(new Incoming(transaction, routed, sender))) {
                    act(new Admitted(transaction, routed, sender));
                }
            }
            case Decision.Challenge challenge -> transaction.respond(challenge(request, challenge));
            case Decision.Refuse(int status, String reason, Cause cause) ->
                    transaction.respond(reply(request, status).reason(reason).build(), cause);
        }
    }

    private void act(Admitted admitted) {
        SipRequest message = admitted.message();
        ServerTransaction transaction = admitted.transaction();
        if (!goesNowhereElse(message)) {
            forward(admitted, TargetSet.of(message.requestUri()));
        } else if (message.method().equals(Method.REGISTER)) {
            register(admitted);
        } else if (isForServer(message)) {
            self.answer(transaction);
        } else if (!echo.request(transaction)) {
            lookUp(admitted);
        }
    }

    /// Whether a request gets the answer of a redirect server, which asks nobody who it is and
    /// looks at nothing that it does not understand: RFC 3261 §8.3.
    private boolean redirects(SipRequest message) {
        return services.settings().mode() == Mode.REDIRECT && !isForUs(message);
    }

    private void redirect(Admitted admitted) {
        SipRequest request = admitted.transaction().request();
        Uri target = admitted.message().requestUri();
        if (!(target instanceof SipUri)) {
            Cause scheme = new Cause.CheckFailed(Check.SCHEME, "Request-URI");
            admitted.transaction().respond(refuse(request, 416, scheme));
        } else if (!services.domains().serves(target)) {
            admitted.transaction().respond(refuse(request, 404, NOT_OURS));
        } else {
            lookUp(admitted);
        }
    }

    private void register(Admitted admitted) {
        SipRequest message = admitted.message();
        ServerTransaction transaction = admitted.transaction();
        AddressOfRecord aor = admitted.sender();
        Reply refusal =
                aor == null
                        ? refuse(message, 404, new Cause.CheckFailed(Check.DOMAIN, "To"))
                        : registrations.refusalBesidesExtensions(transaction);
        if (refusal != null || aor == null) {
            transaction.respond(Objects.requireNonNull(refusal));
            return;
        }
        transaction.respond(
                registrar.register(
                        message, transaction.flow(), aor, stack.now(), stack.wallClock()));
    }

    private void lookUp(Admitted admitted) {
        ServerTransaction transaction = admitted.transaction();
        SipRequest message = admitted.message();
        AddressOfRecord asked = services.domains().addressOfRecord(message.requestUri());
        if (asked == null) {
            transaction.respond(refuse(message, 404, NOT_OURS));
            return;
        }
        switch (services.settings().directory().find(asked)) {
            case Directory.Found.Elsewhere elsewhere ->
                    transaction.respond(redirects.answer(message, elsewhere));
            case Directory.Found.User(AddressOfRecord aor) -> reachUser(admitted, aor);
        }
    }

    /// Asks where a user is registered, which a store may have to look for.
    private void reachUser(Admitted admitted, AddressOfRecord aor) {
        ServerTransaction transaction = admitted.transaction();
        transaction.attach(new GivenUp(transaction, stack.ids().tag()));
        stores.ask(
                services.location().find(aor, stack.now()),
                settled -> {
                    if (!transaction.answered()) {
                        found(admitted, aor, settled);
                    }
                });
    }

    /// Goes to where a user is registered, or sends the caller there.
    private void found(
            Admitted admitted, AddressOfRecord aor, Lookup.Settled<List<Binding>> settled) {
        ServerTransaction transaction = admitted.transaction();
        SipRequest message = admitted.message();
        switch (settled) {
            case Lookup.TimedOut<List<Binding>>() ->
                    transaction.respond(refuse(message, 504, location(Finding.TIMED_OUT, aor)));
            case Lookup.Failed<List<Binding>>(var _) ->
                    transaction.respond(refuse(message, 500, location(Finding.FAILED, aor)));
            case Lookup.Found<List<Binding>>(var bindings) -> {
                tell(aor, bindings);
                if (bindings.isEmpty()) {
                    transaction.respond(unreachable(message, aor));
                } else if (services.settings().mode() == Mode.REDIRECT) {
                    transaction.respond(redirects.answer(message, bindings, stack.now()));
                } else {
                    forward(admitted, TargetSet.byPreference(targets(bindings)));
                }
            }
        }
    }

    /// For who listens to the decision; routing tells of the lookups that it makes itself.
    private void tell(AddressOfRecord aor, List<Binding> bindings) {
        Trace trace = services.routing().trace();
        if (trace.wanted()) {
            trace.add(new Step.UserLookedUp(aor, bindings.size()));
            targets(bindings).forEach(t -> trace.add(new Step.TargetTaken(t.uri(), t.q())));
        }
    }

    private Reply unreachable(SipRequest request, AddressOfRecord aor) {
        return services.admission().knows(aor)
                ? refuse(request, 480, location(Finding.NO_BINDING, aor))
                : refuse(
                        request,
                        404,
                        new Cause.StoreAnswered(
                                Store.SUBSCRIBERS, Finding.NO_SUCH_USER, aor.toString()));
    }

    private static Cause location(Finding finding, AddressOfRecord aor) {
        return new Cause.StoreAnswered(Store.LOCATION, finding, aor.toString());
    }

    private static List<Target> targets(List<Binding> bindings) {
        return bindings.stream().map(Target::of).toList();
    }

    /// Where the sender of a request may have it redirected to: to users of ours as everybody, and
    /// elsewhere who proved to be one.
    private List<Target> reach(ProxyRequest request, Uri uri) {
        AddressOfRecord aor = services.domains().addressOfRecord(uri);
        if (aor != null) {
            return targets(services.location().bindings(aor, stack.now()));
        }
        boolean elsewhere = request.sender() != null && !services.domains().serves(uri);
        return elsewhere ? List.of(Target.of(uri)) : List.of();
    }

    private void forward(Admitted admitted, TargetSet targets) {
        ServerTransaction transaction = admitted.transaction();
        AddressOfRecord proved = services.admission().proves() ? admitted.sender() : null;
        ProxyRequest request =
                new ProxyRequest(
                        admitted.message(), transaction.flow(), proved, admitted.routed().grant());
        proxy.forward(transaction, request, targets, Fallback.NONE);
    }

    /// A caller that gives up while nobody works for it but a store.
    private record GivenUp(ServerTransaction transaction, String tag)
            implements ServerTransactionUser {
        @Override
        public void cancelled(SipRequest cancel) {
            transaction.respond(
                    SipResponse.replyTo(transaction.request(), 487).toTag(tag).build(),
                    new Cause.Cancelled());
        }
    }

    @Override
    public void ack(SipRequest ack, Flow flow) {
        if (SipResponse.statelessTag(ack).equals(ack.to().tag())) {
            stack.tell(new Notice.Dropped("ack_of_stateless"));
            return;
        }
        Ack on = new Ack(ack, proxy.resolveRoute(ack, flow), flow);
        boolean arrived = goesNowhereElse(on.message());
        if (arrived && echo.ack(on.message())) {
            return;
        }
        if (services.settings().mode() == Mode.REDIRECT) {
            forwardAck(on, List.of());
        } else if (arrived) {
            forwardAckToUser(on);
        } else {
            boolean permitted = on.routed().permitted() || comesBack(on.message(), flow);
            Target target = Target.of(on.message().requestUri());
            forwardAck(on, permitted ? List.of(target) : List.of());
        }
    }

    /// An ACK that belongs to no transaction.
    ///
    /// @param received the ACK as it came
    /// @param routed the same without our own Route values
    /// @param flow how it came
    private record Ack(SipRequest received, ProxyCore.Routed routed, Flow flow) {
        SipRequest message() {
            return routed.message();
        }
    }

    /// Whether an ACK or CANCEL, which cannot be challenged (RFC 3261 §22.1), comes on the flow on
    /// which its sender proved who it is when it registered. Without state nothing else ties it to
    /// an INVITE that was let through.
    private boolean comesBack(SipRequest message, Flow flow) {
        Method method = message.method();
        if (!proxy.forgets() || !(method.equals(Method.ACK) || method.equals(Method.CANCEL))) {
            return false;
        }
        AddressOfRecord sender = services.domains().addressOfRecord(message.from().uri());
        return sender != null
                && services.admission().proves()
                && services.location().bindings(sender, stack.now()).stream()
                        .anyMatch(binding -> binding.registration().flow().equals(flow));
    }

    /// An ACK whose sender took no notice of our Record-Route names the user: it goes to all of the
    /// user's phones, of which only the one in the dialog knows it. Without state it goes where its
    /// INVITE went.
    private void forwardAckToUser(Ack ack) {
        AddressOfRecord asked = services.domains().addressOfRecord(ack.message().requestUri());
        if (asked == null
                || !(services.settings().directory().find(asked)
                        instanceof Directory.Found.User(AddressOfRecord aor))) {
            forwardAck(ack, List.of());
            return;
        }
        stores.ask(
                services.location().find(aor, stack.now()),
                settled ->
                        forwardAck(
                                ack,
                                settled instanceof Lookup.Found<List<Binding>>(var bindings)
                                        ? targets(bindings)
                                        : List.of()));
    }

    private void forwardAck(Ack ack, List<Target> targets) {
        if (targets.isEmpty()) {
            stack.tell(new Notice.Dropped("stray_ack"));
        } else if (proxy.forgets()) {
            TargetSet preferred = TargetSet.byPreference(targets);
            proxy.forwardAck(ack.received(), ack.routed(), ack.flow(), preferred);
        } else {
            targets.forEach(target -> proxy.forwardAck(ack.message(), ack.flow(), target));
        }
    }

    @Override
    public void response(SipResponse response, Flow flow) {
        proxy.stray(response);
    }

    private Reply challenge(SipRequest request, Decision.Challenge challenge) {
        SipResponse.Builder response = reply(request, challenge.status());
        for (String value : challenge.values()) {
            response.add(challenge.header(), value);
        }
        return new Reply(
                response.build(), new Cause.Challenged(challenge.realm(), challenge.cause()));
    }

    /// Whether a request has arrived: no route is left, its Request-URI is ours, and no `maddr` is
    /// left that sends it elsewhere (RFC 3261 §16.5).
    private boolean goesNowhereElse(SipRequest message) {
        return !message.has(HeaderName.ROUTE)
                && services.domains().serves(message.requestUri())
                && !(message.requestUri() instanceof SipUri uri && uri.maddr() != null);
    }

    /// Whether we answer it ourselves instead of forwarding it.
    private boolean isForUs(SipRequest message) {
        return goesNowhereElse(message)
                && (message.method().equals(Method.REGISTER)
                        || isForServer(message)
                        || isForEcho(message));
    }

    private boolean isForRegistrar(SipRequest message) {
        return goesNowhereElse(message) && message.method().equals(Method.REGISTER);
    }

    private boolean isForEcho(SipRequest message) {
        return message.requestUri() instanceof SipUri uri && EchoAgent.USER.equals(uri.user());
    }

    private static boolean isForServer(SipRequest message) {
        return message.requestUri() instanceof SipUri uri && uri.user() == null;
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
            return isForUs(incoming.routed().message());
        }

        @Override
        public Directory directory() {
            return services.settings().directory();
        }

        @Override
        public void take(Incoming incoming) {
            act(new Admitted(incoming.transaction(), incoming.routed(), incoming.identity()));
        }
    }
}
