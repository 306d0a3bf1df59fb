package dev.ringback.core;

import dev.ringback.admission.Decision;
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
import dev.ringback.stack.Flow;
import dev.ringback.stack.Notice;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.TransactionUser;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The core of one shard: sends each request where it belongs. The order is that of RFC 3261
/// §16.3 to §16.5; who decides is [dev.ringback.admission.Admission], [ProxyCore], [Registrar],
/// [EchoAgent] and [ServerAgent].
public final class ServerCore implements TransactionUser {
    private final SipStack stack;
    private final ServerServices services;
    private final ProxyCore proxy;
    private final Registrar registrar;
    private final EchoAgent echo;
    private final ServerAgent self;
    private final RedirectServer redirects;

    /// A core on this stack.
    public ServerCore(SipStack stack, ServerServices services) {
        this.stack = stack;
        this.services = services;
        this.proxy =
                new ProxyCore(
                        stack,
                        services.domains(),
                        services.routeKey(),
                        services.settings().proxy(),
                        this::reach);
        this.registrar =
                new Registrar(
                        services.location(),
                        services.settings().registrar(),
                        services.domains()::serves,
                        () -> stack.ids().tag());
        this.echo = new EchoAgent(stack, services.domains(), services.settings().echo());
        this.self = new ServerAgent(() -> stack.ids().tag());
        this.redirects = new RedirectServer(() -> stack.ids().tag());
    }

    @Override
    public void request(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        ProxyCore.Routed routed = proxy.resolveRoute(request, transaction.flow());
        Reply refusal = refusal(transaction, routed);
        if (refusal != null) {
            transaction.respond(refusal);
            return;
        }
        if (redirects(routed.message())) {
            redirect(transaction, routed);
            return;
        }
        Decision decision =
                services.admission()
                        .decide(
                                routed.message(),
                                transaction.flow(),
                                routed.permitted(),
                                stack.wallClock());
        switch (decision) {
            case Decision.Admit(AddressOfRecord identity) -> admit(transaction, routed, identity);
            case Decision.Challenge challenge -> transaction.respond(challenge(request, challenge));
            case Decision.Refuse(int status, String reason, Cause cause) ->
                    transaction.respond(reply(request, status).reason(reason).build(), cause);
        }
    }

    @Override
    public void ack(SipRequest ack, Flow flow) {
        ProxyCore.Routed routed = proxy.resolveRoute(ack, flow);
        SipRequest message = routed.message();
        if (!goesNowhereElse(message) || !echo.ack(message)) {
            forwardAck(message, flow, ackTargets(routed));
        }
    }

    private List<Target> ackTargets(ProxyCore.Routed routed) {
        SipRequest message = routed.message();
        if (services.settings().mode() == Mode.REDIRECT) {
            return List.of();
        }
        if (goesNowhereElse(message)) {
            return bindings(message);
        }
        return routed.permitted() ? List.of(Target.of(message.requestUri())) : List.of();
    }

    /// An ACK whose sender took no notice of our Record-Route names the user: it goes to all of the
    /// user's phones, of which only the one in the dialog knows it.
    private void forwardAck(SipRequest ack, Flow flow, List<Target> targets) {
        if (targets.isEmpty()) {
            stack.tell(new Notice.Dropped("stray_ack"));
        }
        for (Target target : targets) {
            proxy.forwardAck(ack, flow, target);
        }
    }

    @Override
    public void response(SipResponse response, Flow flow) {
        stack.tell(new Notice.Dropped("stray_response"));
    }

    private @Nullable Reply refusal(ServerTransaction transaction, ProxyCore.Routed routed) {
        SipRequest request = transaction.request();
        if (request.method().equals(Method.CANCEL)) {
            // Deviation: RFC 3261 §16.10 forwards it statelessly; but all that we forward has
            // state, so it can belong to nothing of ours.
            return new Reply(
                    reply(request, 481).build(),
                    new Cause.CheckFailed(Check.TRANSACTION, request.method().name()));
        }
        if (isForRegistrar(routed.message())) {
            return registrar.check(request);
        }
        if (redirects(routed.message())) {
            return null;
        }
        if (isForUs(routed.message())) {
            return null;
        }
        return ProxyCore.endsHere(request) ? self.answer(request) : proxy.check(request, routed);
    }

    private void admit(
            ServerTransaction transaction,
            ProxyCore.Routed routed,
            @Nullable AddressOfRecord identity) {
        SipRequest message = routed.message();
        if (!goesNowhereElse(message)) {
            forward(transaction, routed, identity, TargetSet.of(message.requestUri()));
        } else if (message.method().equals(Method.REGISTER)) {
            register(transaction, message, identity);
        } else if (isForServer(message)) {
            transaction.respond(self.answer(transaction.request()));
        } else if (!echo.request(transaction)) {
            lookUp(transaction, routed, identity);
        }
    }

    /// Whether a request gets the answer of a redirect server, which asks nobody who it is and
    /// looks at nothing that it does not understand: RFC 3261 §8.3.
    private boolean redirects(SipRequest message) {
        return services.settings().mode() == Mode.REDIRECT && !isForUs(message);
    }

    private void redirect(ServerTransaction transaction, ProxyCore.Routed routed) {
        SipRequest request = transaction.request();
        Uri target = routed.message().requestUri();
        if (!(target instanceof SipUri)) {
            transaction.respond(
                    reply(request, 416).build(),
                    new Cause.CheckFailed(Check.SCHEME, "Request-URI"));
        } else if (!services.domains().serves(target)) {
            transaction.respond(
                    reply(request, 404).build(),
                    new Cause.CheckFailed(Check.DOMAIN, "Request-URI"));
        } else {
            lookUp(transaction, routed, null);
        }
    }

    private void register(
            ServerTransaction transaction, SipRequest message, @Nullable AddressOfRecord aor) {
        if (aor == null) {
            transaction.respond(
                    reply(message, 404).build(), new Cause.CheckFailed(Check.DOMAIN, "To"));
            return;
        }
        transaction.respond(
                registrar.register(
                        message, transaction.flow(), aor, stack.now(), stack.wallClock()));
    }

    private void lookUp(
            ServerTransaction transaction,
            ProxyCore.Routed routed,
            @Nullable AddressOfRecord identity) {
        SipRequest message = routed.message();
        AddressOfRecord asked = services.domains().addressOfRecord(message.requestUri());
        if (asked == null) {
            transaction.respond(
                    reply(message, 404).build(),
                    new Cause.CheckFailed(Check.DOMAIN, "Request-URI"));
            return;
        }
        switch (services.settings().directory().find(asked)) {
            case Directory.Found.Elsewhere elsewhere ->
                    transaction.respond(redirects.answer(message, elsewhere));
            case Directory.Found.User(AddressOfRecord aor) ->
                    reachUser(transaction, routed, identity, aor);
        }
    }

    /// Goes to where a user is registered, or sends the caller there.
    private void reachUser(
            ServerTransaction transaction,
            ProxyCore.Routed routed,
            @Nullable AddressOfRecord identity,
            AddressOfRecord aor) {
        SipRequest message = routed.message();
        List<Binding> bindings = services.location().bindings(aor, stack.now());
        if (bindings.isEmpty()) {
            transaction.respond(unreachable(message, aor));
        } else if (services.settings().mode() == Mode.REDIRECT) {
            transaction.respond(redirects.answer(message, bindings, stack.now()));
        } else {
            List<Target> targets = bindings.stream().map(Target::of).toList();
            forward(transaction, routed, identity, TargetSet.byPreference(targets));
        }
    }

    private Reply unreachable(SipRequest request, AddressOfRecord aor) {
        return services.admission().knows(aor)
                ? new Reply(
                        reply(request, 480).build(),
                        new Cause.StoreAnswered(Store.LOCATION, Finding.NO_BINDING, aor.toString()))
                : new Reply(
                        reply(request, 404).build(),
                        new Cause.StoreAnswered(
                                Store.SUBSCRIBERS, Finding.NO_SUCH_USER, aor.toString()));
    }

    /// The phones of the user that a request of our domain names.
    private List<Target> bindings(SipRequest message) {
        AddressOfRecord asked = services.domains().addressOfRecord(message.requestUri());
        if (asked == null
                || !(services.settings().directory().find(asked)
                        instanceof Directory.Found.User(AddressOfRecord aor))) {
            return List.of();
        }
        return bindings(aor);
    }

    private List<Target> bindings(AddressOfRecord aor) {
        return services.location().bindings(aor, stack.now()).stream().map(Target::of).toList();
    }

    /// Where the sender of a request may have it redirected to: to users of ours as everybody, and
    /// elsewhere who proved to be one.
    private List<Target> reach(ProxyRequest request, Uri uri) {
        AddressOfRecord aor = services.domains().addressOfRecord(uri);
        if (aor != null) {
            return bindings(aor);
        }
        boolean elsewhere = request.sender() != null && !services.domains().serves(uri);
        return elsewhere ? List.of(Target.of(uri)) : List.of();
    }

    private void forward(
            ServerTransaction transaction,
            ProxyCore.Routed routed,
            @Nullable AddressOfRecord identity,
            TargetSet targets) {
        AddressOfRecord proved = services.admission().proves() ? identity : null;
        ProxyRequest request =
                new ProxyRequest(routed.message(), transaction.flow(), proved, routed.grant());
        proxy.forward(transaction, request, targets, Fallback.NONE);
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

    private SipResponse.Builder reply(SipRequest request, int status) {
        return SipResponse.replyTo(request, status).toTag(stack.ids().tag());
    }
}
