package dev.ringback.sip.engine;

import dev.ringback.auth.DigestClient;
import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.NameAddress;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.reaction.Authenticator;
import dev.ringback.reaction.MoreDigits;
import dev.ringback.reaction.Reactions;
import dev.ringback.reaction.RedirectCache;
import dev.ringback.registration.Gruu;
import dev.ringback.session.InviteSession;
import dev.ringback.sip.BodyProtection;
import dev.ringback.sip.Call;
import dev.ringback.sip.CallEvent;
import dev.ringback.sip.IncomingRequest;
import dev.ringback.sip.TransferRequest;
import dev.ringback.sip.UserAgent.Handler;
import dev.ringback.sip.ground.Asking;
import dev.ringback.sip.ground.Contacts;
import dev.ringback.sip.ground.Ground;
import dev.ringback.stack.ListenPoint;
import dev.ringback.subscription.UsageContext;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.transfer.Referral;
import dev.ringback.transfer.Replacements;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.TelUri;
import dev.ringback.useragent.Capabilities;
import dev.ringback.useragent.Envelope;
import dev.ringback.useragent.LocalAgent;
import dev.ringback.useragent.SipsPolicy;
import dev.ringback.useragent.UserAgentCore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A user agent as the stack sees it. On the stack's thread where nothing else is said.
final class AgentSide implements LocalAgent {
    private final Ground ground;
    private final Profile profile;
    private final @Nullable Sealing sealing;
    private final Handlers handlers = new Handlers();
    private final Registrations registrations;
    private final Calls starts;
    private final Events events;
    private final Set<String> types = new CopyOnWriteArraySet<>();
    private final Set<AgentCall> calls = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ListenPoint home;
    private volatile @Nullable NameAddress gruu;
    private volatile String contactUser = "";
    private Reactions reactions = Reactions.defaults();
    private @Nullable Replacements replacements;
    private Supplier<String> tags = () -> "";
    private List<NameAddress> flowRoute = List.of();
    private boolean gone;

    AgentSide(Ground ground, Profile profile, @Nullable BodyProtection protection) {
        this.ground = ground;
        this.profile = profile;
        this.sealing = Sealing.of(protection);
        this.registrations = new Registrations(ground, this);
        this.starts = new Calls(ground, this);
        this.events = new Events(ground, this);
    }

    // -- any thread

    Profile profile() {
        return profile;
    }

    Handlers handlers() {
        return handlers;
    }

    Registrations registrations() {
        return registrations;
    }

    Events events() {
        return events;
    }

    Calls starts() {
        return starts;
    }

    /// What secures its messages; on the stack's thread.
    Envelope envelope() {
        return sealing == null ? Envelope.NONE : sealing;
    }

    /// The calls that are not over.
    Set<AgentCall> calls() {
        return calls;
    }

    void joined(AgentCall call) {
        calls.add(call);
    }

    void left(AgentCall call) {
        calls.remove(call);
    }

    NameAddress contact() {
        ListenPoint point = home;
        return contact(point == null ? ground.host().listenPoints().getFirst() : point);
    }

    /// The Contact of its dialogs: the address of the device, while it is registered and has one
    /// (RFC 5627 §4.4). With flows and without such an address it asks the proxy for requests on
    /// the flow of the dialog's first one: RFC 5626 §4.3.
    NameAddress contact(ListenPoint local) {
        NameAddress device = gruu;
        if (device != null) {
            return device;
        }
        NameAddress place = Contacts.of(local, contactUser);
        boolean flows = profile.place().outbound() != null && place.uri() instanceof SipUri;
        return flows ? NameAddress.of(((SipUri) place.uri()).withParameter("ob", null)) : place;
    }

    /// The Contact that it registers.
    NameAddress place(ListenPoint local) {
        NameAddress place = Contacts.of(local, contactUser);
        Profile.Device device = profile.place().device();
        return device == null ? place : Gruu.of(place, device.instance());
    }

    // -- on the stack's thread

    /// Begins to serve.
    void enter(UserAgentCore core) {
        reactions = tuned(core);
        tags = core.stack().ids()::tag;
        String user = profile.place().contactUser();
        contactUser = user == null ? tags.get() : user;
        core.add(this);
    }

    /// Serves no more.
    void leave(UserAgentCore core) {
        gone = true;
        core.remove(this);
    }

    private Reactions tuned(UserAgentCore core) {
        Reactions.Builder builder =
                Reactions.builder()
                        .authenticator(authenticator(core))
                        .routes(profile.requests().routes())
                        .cache(new RedirectCache());
        Reactions tuned = profile.requests().tuning().apply(builder).build();
        MoreDigits digits = tuned.digits();
        Reactions all = digits == null ? tuned : tuned.edit().digits(unhurried(digits)).build();
        return sealing == null ? all : sealing.into(all);
    }

    /// The application may think about more digits as long as it likes.
    private MoreDigits unhurried(MoreDigits digits) {
        return (refused, response, then) ->
                ground.start(
                        "sip-digits",
                        () ->
                                digits.wanted(
                                        refused,
                                        response,
                                        uri -> ground.run(_ -> then.accept(uri))));
    }

    private Authenticator authenticator(UserAgentCore core) {
        Authenticator authenticator = new Authenticator();
        for (Profile.Secret secret : profile.secrets()) {
            DigestClient client =
                    new DigestClient(secret.username(), secret.password(), core.stack().ids()::tag);
            String realm = secret.realm();
            if (realm == null) {
                authenticator.anywhere(client);
            } else {
                authenticator.add(realm, client);
            }
        }
        return authenticator;
    }

    Reactions reactions() {
        return reactions;
    }

    /// What the registrar answered to its last REGISTER; null where that failed or took it back.
    void registered(@Nullable SipResponse response) {
        Profile.Device device = profile.place().device();
        gruu = device == null || response == null ? null : Gruu.learnt(response, device.instance());
    }

    /// The proxy to which there is a flow, ahead of all others: RFC 5626 §4.3.
    void flowRoute(List<NameAddress> proxy) {
        flowRoute = proxy;
        serviceRoute(List.of());
    }

    /// The proxies after those of the application, RFC 3608.
    void serviceRoute(List<NameAddress> routes) {
        List<NameAddress> all = new ArrayList<>(flowRoute);
        all.addAll(profile.requests().routes());
        routes.stream().filter(route -> !all.contains(route)).forEach(all::add);
        reactions = reactions.edit().routes(all).build();
    }

    /// Where its requests leave from now on.
    void home(ListenPoint point) {
        home = point;
    }

    Asking.Identity identity() {
        return new Asking.Identity(
                profile.address(), profile.requests().fields(), this::contact, reactions);
    }

    /// Notes a type of body that it reads.
    void accept(String type) {
        if (!capabilities().accepted().contains(type)) {
            types.add(type);
        }
    }

    @Override
    public Capabilities capabilities() {
        Capabilities usual = profile.capabilities();
        List<Method> methods = new ArrayList<>(usual.methods());
        handlers.requests().keySet().stream()
                .filter(method -> !methods.contains(method))
                .forEach(methods::add);
        if (events.serving() && !methods.contains(Method.SUBSCRIBE)) {
            methods.add(Method.SUBSCRIBE);
        }
        if (methods.size() == usual.methods().size() && types.isEmpty()) {
            return usual;
        }
        List<String> accepted = new ArrayList<>(usual.accepted());
        accepted.addAll(types);
        return new Capabilities(
                methods,
                usual.extensions(),
                usual.required(),
                accepted,
                usual.answered(),
                usual.languages());
    }

    @Override
    public SipsPolicy sips() {
        return profile.place().sips();
    }

    @Override
    public List<String> names() {
        List<String> names = new ArrayList<>();
        names.add(contactUser);
        String user = profile.address().uri() instanceof SipUri sip ? sip.user() : null;
        if (user != null && !names.contains(user)) {
            names.add(user);
        }
        if (profile.place().anybody()) {
            names.add(ANYBODY);
        }
        return names;
    }

    @Override
    public boolean serves(SipRequest request) {
        if (profile.place().anybody()) {
            return request.requestUri() instanceof SipUri || request.requestUri() instanceof TelUri;
        }
        if (!(request.requestUri() instanceof SipUri to)) {
            return false;
        }
        String user = to.user();
        if (contactUser.equals(user)) {
            return true;
        }
        return profile.address().uri() instanceof SipUri own
                && String.valueOf(own.user()).equals(user)
                && (own.host().equals(to.host()) || listens(to));
    }

    private boolean listens(SipUri to) {
        for (ListenPoint point : ground.host().listenPoints()) {
            int port = to.port() < 0 ? point.transport().defaultPort() : to.port();
            if (port == point.advertisedPort()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void request(ServerTransaction transaction) {
        if (gone) {
            boolean inDialog = transaction.request().to().tag() != null;
            refuse(transaction, inDialog ? 481 : 480, new Cause.Decided("the agent is closed"));
            return;
        }
        SipRequest request = readable(transaction);
        if (request == null) {
            return;
        }
        if (request.method().equals(Method.INVITE)) {
            invited(transaction);
            return;
        }
        if (request.method().equals(Method.SUBSCRIBE) && events.serving()) {
            events.subscribed(transaction);
            return;
        }
        if (request.method().equals(Method.REFER)) {
            referred(transaction, _ -> {});
            return;
        }
        Handler<IncomingRequest> handler = handlers.requests().get(request.method());
        if (handler == null) {
            SipResponse.Builder response = reply(request, 405);
            response.set(HeaderName.ALLOW, capabilities().allow());
            transaction.respond(
                    response.build(),
                    new Cause.CheckFailed(Check.METHOD_ALLOWED, request.method().name()));
        } else {
            List<NameAddress> asserted =
                    Asserted.in(request, transaction.flow(), profile.sessions().trusted());
            Incoming incoming = new Incoming(ground, transaction, request, tags.get(), asserted);
            ground.start("sip-request", () -> incoming.handle(handler));
        }
    }

    /// The request with the body that was inside; null where it could not be opened, and was
    /// answered.
    private @Nullable SipRequest readable(ServerTransaction transaction) {
        return sealing == null ? transaction.request() : sealing.readable(transaction, tags.get());
    }

    /// A new call, or one in the place of another.
    private void invited(ServerTransaction transaction) {
        Handler<Call> handler = handlers.calls();
        SipRequest invite = transaction.request();
        if (handler == null) {
            refuse(transaction, 480, new Cause.Decided("no handler"));
            return;
        }
        switch (replacements().judge(invite)) {
            case Replacements.Judgement.Ordinary() -> starts.incoming(transaction, null, handler);
            case Replacements.Judgement.Replacing(InviteSession old) ->
                    starts.incoming(transaction, old, handler);
            case Replacements.Judgement.Refused(int status, Check check) ->
                    refuse(transaction, status, new Cause.CheckFailed(check, "Replaces"));
        }
    }

    private void refuse(ServerTransaction transaction, int status, Cause cause) {
        transaction.respond(reply(transaction.request(), status).build(), cause);
    }

    /// A REFER: the application decides. One that leads from SIPS to less is refused, unless its
    /// redirections may do that too: RFC 5630 §5.1.1.3.
    void referred(ServerTransaction transaction, Consumer<CallEvent> events) {
        Referral referral = Referral.of(usage(ground.core()), transaction);
        if (referral == null) {
            return;
        }
        if (referral.leavesSips() && !reactions.redirects().leaveSips()) {
            referral.reject(403);
            return;
        }
        Referred request = new Referred(ground, this, referral);
        Handler<TransferRequest> handler = handlers.transfers();
        if (handler == null) {
            request.decline();
        } else {
            events.accept(new CallEvent.TransferRequested(request));
            ground.start("sip-transfer", () -> request.handle(handler));
        }
    }

    /// Which calls may be replaced.
    Replacements replacements() {
        Replacements known = replacements;
        if (known == null) {
            known = new Replacements(ground.core());
            replacements = known;
        }
        return known;
    }

    /// The call that a session belongs to; null where it is over.
    @Nullable AgentCall callOf(InviteSession session) {
        for (AgentCall call : calls) {
            if (call.line().has(session)) {
                return call;
            }
        }
        return null;
    }

    UsageContext usage(UserAgentCore core) {
        return new UsageContext(core, this, this::contact, reactions);
    }

    private SipResponse.Builder reply(SipRequest request, int status) {
        SipResponse.Builder response = SipResponse.replyTo(request, status);
        return request.to().tag() == null ? response.statelessTag() : response;
    }
}
