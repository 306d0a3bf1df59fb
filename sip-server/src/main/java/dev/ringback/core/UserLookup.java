package dev.ringback.core;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.cause.Finding;
import dev.ringback.cause.Reply;
import dev.ringback.cause.Store;
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
import dev.ringback.routing.Step;
import dev.ringback.routing.Trace;
import dev.ringback.routing.act.Incoming;
import dev.ringback.stack.Ids;
import dev.ringback.stack.SipStack;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.transaction.ServerTransactionUser;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.util.List;

/// Finds the user that a request is for, and goes to where the user is registered: RFC 3261 §16.5.
/// A store may keep it waiting. One for each shard.
final class UserLookup {
    private static final Cause NOT_OURS = new Cause.CheckFailed(Check.DOMAIN, "Request-URI");

    private final SipStack stack;
    private final ServerServices services;
    private final StoreQuestions stores;
    private final ProxyCore proxy;
    private final RedirectServer redirects;

    UserLookup(SipStack stack, ServerServices services, StoreQuestions stores, ProxyCore proxy) {
        this.stack = stack;
        this.services = services;
        this.stores = stores;
        this.proxy = proxy;
        this.redirects = new RedirectServer(() -> stack.ids().tag());
    }

    /// Answers a request as a redirect server does: RFC 3261 §8.3.
    void redirect(Incoming incoming) {
        SipRequest request = incoming.transaction().request();
        Uri target = incoming.message().requestUri();
        if (!(target instanceof SipUri)) {
            Cause scheme = new Cause.CheckFailed(Check.SCHEME, "Request-URI");
            incoming.transaction().respond(refuse(request, 416, scheme));
        } else if (!services.domains().serves(target)) {
            incoming.transaction().respond(refuse(request, 404, NOT_OURS));
        } else {
            lookUp(incoming);
        }
    }

    /// Answers a request for a user, or forwards it to where the user is.
    void lookUp(Incoming incoming) {
        ServerTransaction transaction = incoming.transaction();
        SipRequest message = incoming.message();
        AddressOfRecord asked = services.domains().addressOfRecord(message.requestUri());
        if (asked == null) {
            transaction.respond(refuse(message, 404, NOT_OURS));
            return;
        }
        switch (services.settings().directory().find(asked)) {
            case Directory.Found.Elsewhere elsewhere ->
                    transaction.respond(redirects.answer(message, elsewhere));
            case Directory.Found.User(AddressOfRecord aor) -> reachUser(incoming, aor);
        }
    }

    /// Asks where a user is registered, which a store may have to look for.
    private void reachUser(Incoming incoming, AddressOfRecord aor) {
        ServerTransaction transaction = incoming.transaction();
        transaction.attach(new GivenUp(transaction, stack.ids()));
        stores.ask(
                services.location().find(aor, stack.now()),
                settled -> {
                    if (!transaction.answered()) {
                        found(incoming, aor, settled);
                    }
                });
    }

    /// Goes to where a user is registered, or sends the caller there.
    private void found(
            Incoming incoming, AddressOfRecord aor, Lookup.Settled<List<Binding>> settled) {
        ServerTransaction transaction = incoming.transaction();
        SipRequest message = incoming.message();
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
                    forward(incoming, TargetSet.byPreference(targets(bindings)));
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

    static List<Target> targets(List<Binding> bindings) {
        if (bindings.size() == 1) {
            return List.of(Target.of(bindings.getFirst()));
        }
        return bindings.stream().map(Target::of).toList();
    }

    /// Forwards an admitted request.
    void forward(Incoming incoming, TargetSet targets) {
        ServerTransaction transaction = incoming.transaction();
        AddressOfRecord proved = services.admission().proves() ? incoming.identity() : null;
        ProxyRequest request =
                new ProxyRequest(
                        incoming.message(), transaction.flow(), proved, incoming.routed().grant());
        proxy.forward(transaction, request, targets, Fallback.NONE);
    }

    /// A caller that gives up while nobody works for it but a store.
    private record GivenUp(ServerTransaction transaction, Ids ids)
            implements ServerTransactionUser {
        @Override
        public void cancelled(SipRequest cancel) {
            transaction.respond(
                    SipResponse.replyTo(transaction.request(), 487).toTag(ids.tag()).build(),
                    new Cause.Cancelled());
        }

        @Override
        public boolean hearsEnd() {
            return false;
        }
    }

    private Reply refuse(SipRequest request, int status, Cause cause) {
        return new Reply(
                SipResponse.replyTo(request, status).toTag(stack.ids().tag()).build(), cause);
    }
}
