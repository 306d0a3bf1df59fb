package dev.ringback.core;

import dev.ringback.admission.Door;
import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.cause.Finding;
import dev.ringback.cause.Reply;
import dev.ringback.cause.Store;
import dev.ringback.header.address.Contact;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.Departure;
import dev.ringback.location.Lookup;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.proxy.Fallback;
import dev.ringback.proxy.ProxyCore;
import dev.ringback.proxy.ProxyRequest;
import dev.ringback.proxy.Target;
import dev.ringback.proxy.TargetSet;
import dev.ringback.push.PushAddress;
import dev.ringback.push.PushService;
import dev.ringback.redirect.Directory;
import dev.ringback.redirect.RedirectServer;
import dev.ringback.registrar.Gruus;
import dev.ringback.routing.Step;
import dev.ringback.routing.Trace;
import dev.ringback.routing.act.Incoming;
import dev.ringback.routing.act.Unanswered;
import dev.ringback.stack.SipStack;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Finds the user that a request is for, and goes to where the user is registered: RFC 3261 §16.5.
/// A store may keep it waiting. One for each shard.
final class UserLookup {
    private static final Cause NOT_OURS = new Cause.CheckFailed(Check.DOMAIN, "Request-URI");

    private final SipStack stack;
    private final ServerServices services;
    private final StoreQuestions stores;
    private final ProxyCore proxy;
    private final RedirectServer redirects;
    private final Gruus gruus;
    private final Sleepers sleepers;
    private final Reminders reminders;

    UserLookup(ShardMemory memory, ServerServices services, ProxyCore proxy, Gruus gruus) {
        this.gruus = gruus;
        this.stack = memory.stack();
        this.sleepers =
                new Sleepers(memory, services.location(), services.settings().registrar().push());
        this.reminders = memory.reminders();
        this.reminders.follow(services.settings().registrar().push());
        this.services = services;
        this.stores = memory.stores();
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
        Wanted wanted = wanted(message.requestUri());
        if (wanted == null) {
            transaction.respond(refuse(message, 404, NOT_OURS));
            return;
        }
        switch (services.settings().directory().find(wanted.aor())) {
            case Directory.Found.Elsewhere elsewhere ->
                    transaction.respond(redirects.answer(message, elsewhere));
            case Directory.Found.User(AddressOfRecord aor) ->
                    reachUser(incoming, new Wanted(aor, wanted.device()));
        }
    }

    /// Whom a URI of ours names; null where it is nobody's.
    @Nullable Wanted wanted(Uri uri) {
        AddressOfRecord asked = services.domains().addressOfRecord(uri);
        if (asked == null || !Gruus.isGruu(uri) || !(uri instanceof SipUri sip)) {
            return asked == null ? null : new Wanted(asked, null);
        }
        Gruus.Device device = gruus.read(sip, asked);
        return device == null ? null : new Wanted(device.aor(), device);
    }

    /// A user, or one device of a user: RFC 5627 §6.1.
    ///
    /// @param aor the user
    /// @param device the device; null for all
    record Wanted(AddressOfRecord aor, Gruus.@Nullable Device device) {
        List<Binding> among(List<Binding> bindings) {
            return device == null ? bindings : device.among(bindings);
        }

        /// Whether it is an address that ends with the registration that it was given for.
        boolean lapses() {
            return device != null && !device.pub();
        }
    }

    /// Asks where a user is registered, which a store may have to look for.
    private void reachUser(Incoming incoming, Wanted wanted) {
        ServerTransaction transaction = incoming.transaction();
        transaction.attach(GivenUp.lookingFor(transaction, stack.ids(), wanted.aor()));
        stores.ask(
                services.location().find(wanted.aor(), stack.now()),
                settled -> {
                    if (!transaction.answered()) {
                        found(incoming, wanted, settled);
                    }
                });
    }

    /// Goes to where a user is registered, or sends the caller there.
    private void found(Incoming incoming, Wanted wanted, Lookup.Settled<List<Binding>> settled) {
        AddressOfRecord aor = wanted.aor();
        ServerTransaction transaction = incoming.transaction();
        SipRequest message = incoming.message();
        switch (settled) {
            case Lookup.TimedOut<List<Binding>> _,
                    Lookup.Failed<List<Binding>> _,
                    Lookup.Unavailable<List<Binding>> _ ->
                    transaction.respond(Unanswered.reply(message, settled, aor, stack.ids().tag()));
            case Lookup.Found<List<Binding>>(var all) -> {
                List<Binding> bindings = wanted.among(all);
                tell(aor, bindings);
                List<Target> targets = Target.of(bindings);
                if (all.isEmpty() && !services.admission().knows(aor)) {
                    new Door(stack, services.admission()).unknown(transaction, aor.user());
                }
                if (sleepers.among(bindings) && !incoming.routed().permitted()) {
                    wake(incoming, wanted, bindings);
                } else if (targets.isEmpty()) {
                    transaction.respond(unreachable(message, wanted, all));
                } else if (services.settings().mode() == Mode.REDIRECT) {
                    transaction.respond(redirects.answer(message, bindings, stack.now()));
                } else {
                    forward(incoming, TargetSet.byPreference(targets));
                }
            }
        }
    }

    /// Wakes the phones that sleep, and goes to those that are awake then.
    private void wake(Incoming incoming, Wanted wanted, List<Binding> bindings) {
        ServerTransaction transaction = incoming.transaction();
        Cause asleep = absence(wanted.aor(), bindings);
        transaction.attach(new GivenUp(transaction, stack.ids(), asleep));
        sleepers.wake(
                wanted.aor(),
                bindings,
                awake -> {
                    if (transaction.answered()) {
                        return;
                    }
                    stores.ask(
                            services.location().find(wanted.aor(), stack.now()),
                            settled -> awake(incoming, wanted, settled, awake));
                });
    }

    /// Goes to the phones that are awake among those that are registered now.
    private void awake(
            Incoming incoming,
            Wanted wanted,
            Lookup.Settled<List<Binding>> settled,
            UnaryOperator<List<Binding>> awake) {
        if (incoming.transaction().answered()) {
            return;
        }
        if (!(settled instanceof Lookup.Found<List<Binding>>(var now))) {
            incoming.transaction()
                    .respond(
                            Unanswered.reply(
                                    incoming.message(), settled, wanted.aor(), stack.ids().tag()));
            return;
        }
        List<Binding> bindings = wanted.among(now);
        List<Target> targets = Target.of(awake.apply(bindings));
        if (targets.isEmpty()) {
            incoming.transaction().respond(unreachable(incoming.message(), wanted, now));
        } else {
            forward(incoming, TargetSet.byPreference(targets));
        }
    }

    /// Phones have registered: who waits for them goes on, and they are woken before that ends.
    void registered(SipRequest register, AddressOfRecord aor) {
        PushService service = services.settings().registrar().push().service();
        if (service.providers().isEmpty()) {
            return;
        }
        List<Contact> contacts = register.read(Contact.FIELD).values();
        if (!contacts.isEmpty()) {
            reminders.registered(aor);
        }
        for (Contact contact : contacts) {
            Uri uri = contact.uri();
            PushAddress phone = uri == null ? null : PushAddress.of(uri);
            if (phone != null) {
                service.registered(aor, phone);
            }
        }
    }

    /// For who listens to the decision; routing tells of the lookups that it makes itself.
    private void tell(AddressOfRecord aor, List<Binding> bindings) {
        Trace trace = services.routing().trace();
        if (trace.wanted()) {
            trace.add(new Step.UserLookedUp(aor, bindings.size()));
            Target.of(bindings).forEach(t -> trace.add(new Step.TargetTaken(t.uri(), t.q())));
        }
    }

    /// A temporary address without a binding is none any more: RFC 5627 §5.1.
    ///
    /// @param all those of the user, also where one device is wanted
    private Reply unreachable(SipRequest request, Wanted wanted, List<Binding> all) {
        AddressOfRecord aor = wanted.aor();
        List<Binding> bindings = wanted.among(all);
        boolean lapsed = wanted.lapses() && bindings.isEmpty();
        return services.admission().knows(aor) && !lapsed
                ? refuse(request, 480, absence(aor, bindings.isEmpty() ? all : bindings))
                : refuse(
                        request,
                        404,
                        new Cause.StoreAnswered(
                                Store.SUBSCRIBERS, Finding.NO_SUCH_USER, aor.toString()));
    }

    /// Why a user of ours is reached nowhere.
    ///
    /// @param bindings those that the user has all the same
    Cause absence(AddressOfRecord aor, List<Binding> bindings) {
        if (!bindings.isEmpty()) {
            return useless(aor, bindings);
        }
        long now = stack.now();
        Departure departed = services.location().departed(aor, now);
        return departed == null
                ? new Cause.StoreAnswered(Store.LOCATION, Finding.NO_BINDING, aor.toString())
                : new Cause.Departed(
                        aor.toString(), departed.how(), Duration.ofNanos(now - departed.at()));
    }

    private static Cause useless(AddressOfRecord aor, List<Binding> bindings) {
        boolean lost = bindings.stream().allMatch(Binding::failed);
        Finding finding = lost ? Finding.LOST_FLOW : Finding.NO_USABLE_BINDING;
        return new Cause.StoreAnswered(Store.LOCATION, finding, aor.toString());
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

    private Reply refuse(SipRequest request, int status, Cause cause) {
        return new Reply(
                SipResponse.replyTo(request, status).toTag(stack.ids().tag()).build(), cause);
    }
}
