package dev.ringback.sip.engine;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.NameAddress;
import dev.ringback.reaction.Reactions;
import dev.ringback.registration.Gruu;
import dev.ringback.registration.OutboundSet;
import dev.ringback.reliable.Reliability;
import dev.ringback.sessiontimer.SessionTimer;
import dev.ringback.sessiontimer.TimerPolicy;
import dev.ringback.sip.BodyProtection;
import dev.ringback.sip.MediaFactory;
import dev.ringback.sip.OutgoingRequest;
import dev.ringback.sip.UserAgent;
import dev.ringback.sip.ground.Ground;
import dev.ringback.sip.ground.Texts;
import dev.ringback.transfer.ReferPlan;
import dev.ringback.transfer.Replacements;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import dev.ringback.useragent.Capabilities;
import dev.ringback.useragent.SipsPolicy;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Sets up a user agent.
final class AgentBuilder implements UserAgent.Builder {
    private static final Capabilities USUAL =
            Capabilities.of(
                            Method.INVITE,
                            Method.ACK,
                            Method.CANCEL,
                            Method.BYE,
                            Method.OPTIONS,
                            Method.INFO,
                            Method.NOTIFY,
                            Method.PRACK,
                            Method.UPDATE,
                            Method.REFER)
                    .supporting(
                            List.of(
                                    Reliability.TAG,
                                    SessionTimer.TAG,
                                    Replacements.TAG,
                                    ReferPlan.NO_SUBSCRIPTION))
                    .accepting(
                            "application/sdp",
                            "message/sipfrag",
                            "application/dtmf-relay",
                            "application/dtmf",
                            "application/pidf+xml",
                            "application/simple-message-summary",
                            "application/dialog-info+xml",
                            "text/plain")
                    .answering("application/sdp");

    private final Ground ground;
    private final Set<Agent> agents;
    private final List<Profile.Secret> secrets = new ArrayList<>();
    private final List<OutgoingRequest.Field> fields = new ArrayList<>();
    private final List<NameAddress> routes = new ArrayList<>();
    private NameAddress address;
    private @Nullable Uri registrar;
    private @Nullable String contactUser;
    private Duration lifetime = Duration.ofHours(1);
    private boolean anybody;
    private @Nullable OutboundSet outbound;
    private @Nullable String instance;
    private SipsPolicy sips = SipsPolicy.EITHER;
    private TimerPolicy timer = TimerPolicy.PASSIVE;
    private MediaFactory media = MediaFactory.signallingOnly();
    private UnaryOperator<Reactions.Builder> tuning = UnaryOperator.identity();
    private Capabilities capabilities = USUAL;
    private @Nullable BodyProtection protection;
    private Predicate<InetAddress> trusted = _ -> false;

    AgentBuilder(Ground ground, NameAddress address, Set<Agent> agents) {
        this.ground = ground;
        this.address = address;
        this.agents = agents;
    }

    @Override
    public UserAgent.Builder displayName(String name) {
        address = new NameAddress(name, address.uri(), address.parameters());
        return this;
    }

    @Override
    public UserAgent.Builder password(String password) {
        if (!(address.uri() instanceof SipUri sip) || sip.user() == null) {
            throw new IllegalStateException("no user in " + address);
        }
        return credentials(String.valueOf(sip.user()), password);
    }

    @Override
    public UserAgent.Builder credentials(String username, String password) {
        secrets.add(new Profile.Secret(null, username, password));
        return this;
    }

    @Override
    public UserAgent.Builder credentials(String realm, String username, String password) {
        secrets.add(new Profile.Secret(realm, username, password));
        return this;
    }

    @Override
    public UserAgent.Builder proxy(String... proxies) {
        for (String proxy : proxies) {
            routes.add(loose(proxy));
        }
        return this;
    }

    @Override
    public UserAgent.Builder outbound(String instance, String... proxies) {
        List<NameAddress> set = new ArrayList<>();
        for (String proxy : proxies) {
            set.add(loose(proxy));
        }
        outbound = new OutboundSet(instance, set);
        return instance(instance);
    }

    @Override
    public UserAgent.Builder instance(String urn) {
        instance = OutboundSet.urn(urn);
        return this;
    }

    private static NameAddress loose(String proxy) {
        Uri uri = Texts.uri(proxy);
        boolean loose = !(uri instanceof SipUri sip) || sip.lr();
        return NameAddress.of(loose ? uri : ((SipUri) uri).withParameter("lr", null));
    }

    @Override
    public UserAgent.Builder registrar(String uri) {
        registrar = Texts.uri(uri);
        return this;
    }

    @Override
    public UserAgent.Builder expires(Duration time) {
        lifetime = time;
        return this;
    }

    @Override
    public UserAgent.Builder contactUser(String user) {
        contactUser = user;
        return this;
    }

    @Override
    public UserAgent.Builder media(MediaFactory factory) {
        media = factory;
        return this;
    }

    @Override
    public UserAgent.Builder header(String name, String value) {
        fields.add(new OutgoingRequest.Field(HeaderName.of(name), value));
        return this;
    }

    @Override
    public UserAgent.Builder anybody() {
        anybody = true;
        return this;
    }

    @Override
    public UserAgent.Builder sips(SipsPolicy policy) {
        sips = policy;
        return this;
    }

    @Override
    public UserAgent.Builder reactions(UnaryOperator<Reactions.Builder> change) {
        UnaryOperator<Reactions.Builder> before = tuning;
        tuning = builder -> change.apply(before.apply(builder));
        return this;
    }

    @Override
    public UserAgent.Builder capabilities(UnaryOperator<Capabilities> change) {
        capabilities = change.apply(capabilities);
        return this;
    }

    @Override
    public UserAgent.Builder sessionTimer(TimerPolicy policy) {
        timer = policy;
        return this;
    }

    @Override
    public UserAgent.Builder trusting(Predicate<InetAddress> elements) {
        trusted = elements;
        return this;
    }

    @Override
    public UserAgent.Builder protection(BodyProtection with) {
        protection = with;
        return this;
    }

    @Override
    public UserAgent build() {
        Uri domain = registrar == null ? domain() : registrar;
        Profile.Device device = instance == null ? null : new Profile.Device(instance, outbound);
        Profile profile =
                new Profile(
                        address,
                        new Profile.Place(domain, contactUser, lifetime, anybody, device, sips),
                        secrets,
                        new Profile.Requests(fields, routes, tuning),
                        accepting(),
                        new Profile.Sessions(media, timer, trusted));
        Agent agent = new Agent(ground, profile, protection, agents);
        agent.enter();
        return agent;
    }

    /// What it can do, with the types of body that its protection opens.
    private Capabilities accepting() {
        Capabilities able = instance == null ? capabilities : withGruu();
        if (protection == null) {
            return able;
        }
        List<String> types = new ArrayList<>(able.accepted());
        protection.types().stream().filter(type -> !types.contains(type)).forEach(types::add);
        return able.accepting(types.toArray(String[]::new));
    }

    private Capabilities withGruu() {
        List<String> extensions = new ArrayList<>(capabilities.extensions());
        if (!extensions.contains(Gruu.TAG)) {
            extensions.add(Gruu.TAG);
        }
        return capabilities.supporting(extensions);
    }

    private Uri domain() {
        return address.uri() instanceof SipUri sip
                ? sip.withoutHeaders().withPassword(null).withUser(null)
                : address.uri();
    }
}
