package dev.ringback.testkit.session;

import dev.ringback.header.NameAddress;
import dev.ringback.locate.ServerHealth;
import dev.ringback.locate.ServerLocator;
import dev.ringback.message.SipRequest;
import dev.ringback.offer.AudioNegotiation;
import dev.ringback.offer.AudioSettings;
import dev.ringback.reaction.Reactions;
import dev.ringback.session.CallRequest;
import dev.ringback.session.InviteSession;
import dev.ringback.session.SessionContext;
import dev.ringback.sessiontimer.TimerPolicy;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.Transport;
import dev.ringback.testkit.SimNode;
import dev.ringback.testkit.Simulation;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.uri.SipUri;
import dev.ringback.useragent.Capabilities;
import dev.ringback.useragent.LocalAgent;
import dev.ringback.useragent.UserAgentCore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One who calls and is called in a simulation, with real sessions.
final class Party implements LocalAgent, SessionContext {
    private static final Capabilities USUAL =
            Extended.sessions()
                    .supporting(List.of("100rel", "timer"))
                    .accepting("application/sdp", "application/dtmf-relay");

    final SimNode node;
    final String user;
    final List<Side> sides = new ArrayList<>();
    final List<String> packages = new ArrayList<>();
    private final UserAgentCore core;
    private Consumer<Side> taking = Side::nothing;
    private Reactions reactions = Reactions.defaults();
    private Capabilities capabilities = USUAL;
    private TimerPolicy timers = TimerPolicy.PASSIVE;

    private Party(SimNode node, SipStack stack, String user) {
        this.node = node;
        this.user = user;
        this.core = new UserAgentCore(stack, new ServerLocator(stack, new ServerHealth()));
        core.add(this);
    }

    /// A party on a node of its own, reached by UDP and TCP on port 5060.
    static Party at(Simulation simulation, String user, String address) {
        SimNode node =
                simulation
                        .node(user, address)
                        .listen(Transport.UDP, 5060)
                        .listen(Transport.TCP, 5060);
        List<Party> made = new ArrayList<>();
        node.start(
                stack -> {
                    made.add(new Party(node, stack, user));
                    return made.getLast().core;
                });
        return made.getFirst();
    }

    /// What it does with each call that comes.
    Party taking(Consumer<Side> order) {
        taking = order;
        return this;
    }

    Party reacting(Reactions policy) {
        reactions = policy;
        return this;
    }

    Party able(Capabilities other) {
        capabilities = other;
        return this;
    }

    Party timing(TimerPolicy policy) {
        timers = policy;
        return this;
    }

    @Override
    public TimerPolicy sessionTimer() {
        return timers;
    }

    SipUri uri() {
        return SipUri.of(false, user, node.address().getHostAddress(), 5060);
    }

    AudioNegotiation media() {
        return new AudioNegotiation(
                AudioSettings.of(sides.size() + 1L, node.address().getHostAddress(), 4000),
                _ -> {});
    }

    /// Calls with an offer, now.
    Side call(SipUri target) {
        return call(CallRequest.to(target, NameAddress.of(uri())).with(media()));
    }

    Side call(CallRequest request) {
        Side side = new Side(this);
        sides.add(side);
        side.media = request.media();
        node.execute(() -> side.session = InviteSession.call(this, request, side));
        return side;
    }

    /// The only session that it has had.
    Side only() {
        if (sides.size() != 1) {
            throw new AssertionError(user + " has had " + sides.size() + " sessions");
        }
        return sides.getFirst();
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public List<String> names() {
        return List.of(user);
    }

    @Override
    public boolean serves(SipRequest request) {
        return true;
    }

    @Override
    public void request(ServerTransaction transaction) {
        Side side = new Side(this);
        sides.add(side);
        AudioNegotiation media = media();
        side.media = media;
        side.invite = transaction.request();
        side.session = InviteSession.incoming(this, transaction, media, side);
        taking.accept(side);
    }

    @Override
    public UserAgentCore core() {
        return core;
    }

    @Override
    public LocalAgent agent() {
        return this;
    }

    @Override
    public NameAddress contact(ListenPoint local) {
        SipUri uri = SipUri.of(false, user, local.advertisedHost(), local.advertisedPort());
        boolean plain = local.transport() == Transport.UDP;
        return NameAddress.of(
                plain ? uri : uri.withParameter("transport", local.transport().parameter()));
    }

    @Override
    public Reactions reactions() {
        return reactions;
    }

    @Override
    public List<String> infoPackages() {
        return packages;
    }

    /// Whether nothing of its calls is left.
    @Nullable String left() {
        if (core.dialogCount() > 0) {
            return user + " has " + core.dialogCount() + " dialogs";
        }
        return core.sender().underWay() > 0
                ? user + " has " + core.sender().underWay() + " requests under way"
                : null;
    }
}
