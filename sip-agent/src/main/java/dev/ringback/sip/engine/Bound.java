package dev.ringback.sip.engine;

import dev.ringback.header.HeaderName;
import dev.ringback.header.address.Contact;
import dev.ringback.message.SipRequest;
import dev.ringback.reaction.ResponseListener;
import dev.ringback.reaction.SipFailure;
import dev.ringback.registration.ClientRegistration;
import dev.ringback.registration.Gruu;
import dev.ringback.registration.OutboundRegistration;
import dev.ringback.registration.OutboundSet;
import dev.ringback.registration.Registrant;
import dev.ringback.registration.RegistrationEvent;
import dev.ringback.registration.RegistrationPlan;
import dev.ringback.sip.Registration;
import dev.ringback.sip.SipException;
import dev.ringback.sip.ground.Failures;
import dev.ringback.sip.ground.Fields;
import dev.ringback.sip.ground.Ground;
import dev.ringback.sip.ground.Whereabouts;
import dev.ringback.stack.Flow;
import dev.ringback.stack.ListenPoint;
import dev.ringback.useragent.UserAgentCore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A binding at the registrar, kept by the stack's machine.
final class Bound implements Registration {
    private final Ground ground;
    private final AgentSide side;
    private final UserAgentCore core;
    private final Registrant machine;
    private final @Nullable OutboundRegistration flows;
    private final Consumer<Flow> watcher = this::flowClosed;

    // on the stack's thread
    private final List<CompletableFuture<Registration>> waiting = new ArrayList<>(1);
    private final List<CompletableFuture<Void>> removing = new ArrayList<>(1);
    private boolean placed;
    private boolean over;

    // told to any thread
    private volatile boolean active;
    private volatile Duration granted = Duration.ZERO;
    private volatile List<Contact> contacts = List.of();
    private volatile @Nullable SipFailure failure;
    private volatile @Nullable Consumer<SipFailure> listener;

    /// On the stack's thread, as all methods that are not the interface's.
    Bound(Ground ground, AgentSide side, UserAgentCore core) {
        this.ground = ground;
        this.side = side;
        this.core = core;
        RegistrationPlan plan = plan(core.stack().listenPoints().getFirst());
        OutboundSet set = side.profile().place().outbound();
        if (set == null) {
            this.flows = null;
            this.machine =
                    new ClientRegistration(
                            core.stack(), core.sender(), plan, side.reactions(), this::happened);
        } else {
            OutboundRegistration several =
                    new OutboundRegistration(
                            core.stack(), core.sender(), set, plan, this::happened);
            this.flows = several;
            this.machine = several;
            core.watchFlows(watcher);
        }
    }

    private void flowClosed(Flow flow) {
        if (flows != null) {
            flows.flowClosed(flow);
            side.flowRoute(flows.route());
        }
    }

    private RegistrationPlan plan(ListenPoint home) {
        Profile profile = side.profile();
        return RegistrationPlan.of(
                        profile.place().registrar(),
                        profile.address(),
                        side.place(home),
                        profile.place().lifetime())
                .dressed(this::dress);
    }

    private void dress(SipRequest.Builder request) {
        if (!ground.product().isEmpty()) {
            request.set(HeaderName.USER_AGENT, ground.product());
        }
        request.set(HeaderName.ALLOW, side.capabilities().allow());
        if (side.profile().place().device() != null) {
            request.add(HeaderName.SUPPORTED, Gruu.TAG);
        }
        Fields.write(request, side.profile().requests().fields(), null);
    }

    /// Whether it was taken back.
    boolean over() {
        return over;
    }

    void register(CompletableFuture<Registration> done) {
        waiting.add(done);
        if (placed) {
            machine.register();
            return;
        }
        Whereabouts.find(
                core,
                side.profile().place().registrar(),
                side.reactions(),
                home -> {
                    placed = true;
                    ListenPoint point = home == null ? firstPoint() : home;
                    side.home(point);
                    machine.register(plan(point), side.reactions());
                });
    }

    private ListenPoint firstPoint() {
        return core.stack().listenPoints().getFirst();
    }

    void fetch(ResponseListener then) {
        machine.fetch(then);
    }

    void remove(CompletableFuture<Void> done) {
        core.forgetFlows(watcher);
        if (over || !active) {
            over = true;
            machine.abandon();
            done.complete(null);
        } else {
            over = true;
            removing.add(done);
            machine.unregister();
        }
    }

    private void happened(RegistrationEvent event) {
        switch (event) {
            case RegistrationEvent.Registered registered -> registered(registered);
            case RegistrationEvent.Failed(SipFailure why, Duration retry) -> failed(why, retry);
            case RegistrationEvent.Removed _, RegistrationEvent.Remains _ -> {
                active = false;
                side.registered(null);
                removing.forEach(done -> done.complete(null));
                removing.clear();
            }
        }
    }

    private void registered(RegistrationEvent.Registered registered) {
        active = true;
        failure = null;
        granted = registered.lifetime();
        contacts = registered.bindings();
        side.registered(registered.response());
        if (flows != null) {
            side.flowRoute(flows.route());
        }
        side.serviceRoute(registered.serviceRoute());
        waiting.forEach(done -> done.complete(this));
        waiting.clear();
    }

    /// Who waits is told and may try again; only what was registered once is tried again by itself.
    private void failed(SipFailure why, @Nullable Duration retry) {
        failure = why;
        side.registered(null);
        active = active && machine.registered();
        SipException told = Failures.of("REGISTER " + side.profile().place().registrar(), why);
        boolean first = granted.isZero();
        waiting.forEach(done -> done.completeExceptionally(told));
        waiting.clear();
        if (first || retry == null) {
            machine.abandon();
        }
        Consumer<SipFailure> hears = listener;
        if (hears != null) {
            ground.start("sip-registration", () -> hears.accept(why));
        }
    }

    @Override
    public boolean active() {
        return active;
    }

    @Override
    public Duration granted() {
        return granted;
    }

    @Override
    public List<Contact> contacts() {
        return contacts;
    }

    @Override
    public @Nullable SipFailure failure() {
        return failure;
    }

    @Override
    public Registration onFailure(Consumer<SipFailure> hears) {
        listener = hears;
        return this;
    }

    @Override
    public void refresh() throws SipException, InterruptedException {
        CompletableFuture<Registration> done = ground.promise();
        ground.run(_ -> register(done));
        ground.await(done);
    }

    @Override
    public void close() {
        CompletableFuture<Void> done = ground.promise();
        ground.run(_ -> remove(done));
        ground.awaitClosed(done);
    }
}
