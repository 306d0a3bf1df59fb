package dev.ringback.testkit.event;

import dev.ringback.cause.Cause;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.NameAddress;
import dev.ringback.locate.ServerHealth;
import dev.ringback.locate.ServerLocator;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.publication.StateCompositor;
import dev.ringback.reaction.Reactions;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.Transport;
import dev.ringback.subscription.IncomingSubscription;
import dev.ringback.subscription.Notifier;
import dev.ringback.subscription.UsageContext;
import dev.ringback.testkit.SimNode;
import dev.ringback.testkit.Simulation;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.uri.SipUri;
import dev.ringback.useragent.Capabilities;
import dev.ringback.useragent.LocalAgent;
import dev.ringback.useragent.UserAgentCore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A user agent with a notifier, and a compositor where it is wanted.
final class SimAgent implements LocalAgent {
    final SimNode node;
    final List<String> published = new ArrayList<>();
    Consumer<IncomingSubscription> policy =
            incoming -> incoming.refuse(403, new Cause.Decided("nobody may"));
    private final String user;
    private @Nullable UserAgentCore core;
    private @Nullable Notifier notifier;
    private @Nullable StateCompositor compositor;
    private Consumer<SimAgent> afterStart = _ -> {};

    SimAgent(Simulation simulation, String user, String address) {
        this.user = user;
        this.node =
                simulation
                        .node(user, address)
                        .listen(Transport.UDP, 5060)
                        .listen(Transport.TCP, 5060);
    }

    /// Starts it; what is given sets it up, now and after each crash.
    SimAgent start(Consumer<SimAgent> setUp) {
        afterStart = setUp;
        node.start(this::made);
        return this;
    }

    private UserAgentCore made(SipStack stack) {
        UserAgentCore made = new UserAgentCore(stack, new ServerLocator(stack, new ServerHealth()));
        core = made;
        made.add(this);
        notifier = new Notifier(context());
        compositor =
                new StateCompositor(
                        stack,
                        (event, all) ->
                                published.add(
                                        event
                                                + all.stream()
                                                        .map(content -> content.text())
                                                        .toList()));
        afterStart.accept(this);
        return made;
    }

    UserAgentCore core() {
        return Objects.requireNonNull(core);
    }

    Notifier notifier() {
        return Objects.requireNonNull(notifier);
    }

    StateCompositor compositor() {
        return Objects.requireNonNull(compositor);
    }

    UsageContext context() {
        return new UsageContext(core(), this, this::contact, Reactions.defaults());
    }

    NameAddress contact(ListenPoint local) {
        return NameAddress.of(
                SipUri.of(false, user, local.advertisedHost(), local.advertisedPort()));
    }

    SipUri uri() {
        return SipUri.of(false, user, node.address().getHostAddress(), 5060);
    }

    NameAddress address() {
        return NameAddress.of(SipUri.of(false, user, "example.com", -1));
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.of(Method.SUBSCRIBE, Method.NOTIFY, Method.PUBLISH, Method.MESSAGE)
                .accepting("application/pidf+xml", "application/dialog-info+xml", "text/plain");
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
        Method method = transaction.request().method();
        if (method.equals(Method.SUBSCRIBE)) {
            notifier().subscribe(transaction, policy);
        } else if (method.equals(Method.PUBLISH)) {
            compositor().publish(transaction);
        } else {
            transaction.respond(
                    SipResponse.replyTo(transaction.request(), 405)
                            .toTag("t")
                            .set(HeaderName.ALLOW, "SUBSCRIBE")
                            .build(),
                    new Cause.Decided("test"));
        }
    }

    /// Fails where something is left.
    void mustBeEmpty() {
        if (core().dialogCount() + core().sender().underWay() + node.stack().timerCount() > 0) {
            throw new AssertionError(
                    "%s has %d dialogs, %d requests under way, %d timers"
                            .formatted(
                                    user,
                                    core().dialogCount(),
                                    core().sender().underWay(),
                                    node.stack().timerCount()));
        }
    }
}
