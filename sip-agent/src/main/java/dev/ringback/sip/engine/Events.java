package dev.ringback.sip.engine;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.NameAddress;
import dev.ringback.header.Parameters;
import dev.ringback.header.event.Event;
import dev.ringback.message.SipRequest;
import dev.ringback.publication.PublicationPlan;
import dev.ringback.sip.Body;
import dev.ringback.sip.OutgoingRequest;
import dev.ringback.sip.Publication;
import dev.ringback.sip.Subscriber;
import dev.ringback.sip.Subscription;
import dev.ringback.sip.UserAgent.Handler;
import dev.ringback.sip.ground.Fields;
import dev.ringback.sip.ground.Ground;
import dev.ringback.subscription.Content;
import dev.ringback.subscription.EventKind;
import dev.ringback.subscription.EventPackage;
import dev.ringback.subscription.Notifier;
import dev.ringback.subscription.SubscriptionPlan;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.useragent.UserAgentCore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Subscriptions, notifications and publications of one agent. Any thread where nothing else is
/// said.
final class Events {
    private static final Duration USUAL = Duration.ofHours(1);

    private final Ground ground;
    private final AgentSide side;
    private final Set<Closing> open = ConcurrentHashMap.newKeySet();
    private final Map<String, Handler<Subscriber>> handlers = new ConcurrentHashMap<>(2);

    /// On the stack's thread.
    private @Nullable Notifier notifier;

    /// Something that is to be ended when the agent closes.
    interface Closing {
        /// Ends it; never completed exceptionally.
        CompletableFuture<Boolean> end();
    }

    Events(Ground ground, AgentSide side) {
        this.ground = ground;
        this.side = side;
    }

    // -- subscribing

    CompletableFuture<Subscription> subscribe(
            OutgoingRequest request, Consumer<SipRequest> listener) {
        Event event = event(request);
        EventKind named = EventKind.named(event.type());
        List<String> own = accepted(request);
        EventKind kind = new EventKind(event, own.isEmpty() ? named.types() : own, named.forks());
        SubscriptionPlan plan =
                new SubscriptionPlan(
                        request.target(),
                        from(request),
                        kind,
                        lifetime(request),
                        /* persistent= */ true,
                        message -> dress(message, request));
        kind.types().forEach(side::accept);
        Subscribed subscribed = new Subscribed(ground, plan, listener);
        keep(subscribed, subscribed.ended());
        ground.run(core -> subscribed.begin(side.usage(core)));
        return subscribed.accepted();
    }

    /// The types of body that the application says it reads.
    private static List<String> accepted(OutgoingRequest request) {
        List<String> types = new ArrayList<>();
        for (OutgoingRequest.Field field : request.headers()) {
            if (field.name().equals(HeaderName.ACCEPT)) {
                for (String range : field.value().split(",", -1)) {
                    int semicolon = range.indexOf(';');
                    types.add((semicolon < 0 ? range : range.substring(0, semicolon)).strip());
                }
            }
        }
        return types;
    }

    // -- publishing

    CompletableFuture<Publication> publish(OutgoingRequest request) {
        Body body = request.body();
        if (body == null) {
            throw new IllegalArgumentException("nothing to publish");
        }
        PublicationPlan plan =
                new PublicationPlan(
                        request.target(),
                        from(request),
                        event(request),
                        lifetime(request),
                        message -> dress(message, request));
        Published published = new Published(ground, plan);
        keep(published, published.ended());
        ground.run(
                core ->
                        published.begin(
                                core, side.reactions(), new Content(body.type(), body.bytes())));
        return published.accepted();
    }

    private void keep(Closing closing, CompletableFuture<?> ended) {
        open.add(closing);
        var _ = ended.whenComplete((_, _) -> open.remove(closing));
    }

    private NameAddress from(OutgoingRequest request) {
        var own = Fields.from(request.headers());
        return own == null ? side.profile().address() : own;
    }

    private static Event event(OutgoingRequest request) {
        for (OutgoingRequest.Field field : request.headers()) {
            if (field.name().equals(HeaderName.EVENT)) {
                return read(field.value());
            }
        }
        throw new IllegalArgumentException("no Event in " + request);
    }

    private static Event read(String value) {
        int semicolon = value.indexOf(';');
        String type = (semicolon < 0 ? value : value.substring(0, semicolon)).strip();
        Event event = new Event(type, Parameters.NONE);
        for (String parameter : semicolon < 0 ? List.<String>of() : parameters(value, semicolon)) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            String text = equals < 0 ? null : parameter.substring(equals + 1);
            event = new Event(type, event.parameters().with(name.strip(), text));
        }
        return event;
    }

    private static List<String> parameters(String value, int semicolon) {
        return List.of(value.substring(semicolon + 1).strip().split("\\s*;\\s*", -1));
    }

    private static Duration lifetime(OutgoingRequest request) {
        for (OutgoingRequest.Field field : request.headers()) {
            if (field.name().equals(HeaderName.EXPIRES)) {
                return Duration.ofSeconds(Long.parseLong(field.value().strip()));
            }
        }
        return USUAL;
    }

    /// What else the application wrote: the machine writes Event, Expires and the body itself.
    private void dress(SipRequest.Builder message, OutgoingRequest request) {
        if (!ground.product().isEmpty()) {
            message.set(HeaderName.USER_AGENT, ground.product());
        }
        Fields.write(message, side.profile().requests().fields(), null);
        List<OutgoingRequest.Field> others = new ArrayList<>(request.headers());
        others.removeIf(
                field ->
                        field.name().equals(HeaderName.EVENT)
                                || field.name().equals(HeaderName.EXPIRES));
        boolean filter = request.method().equals(Method.SUBSCRIBE);
        Fields.write(message, others, filter ? request.body() : null);
    }

    // -- notifying

    void serve(EventPackage pack, Handler<Subscriber> handler) {
        handlers.put(pack.name(), handler);
        ground.run(core -> notifier(core).offer(pack));
    }

    boolean serving() {
        return !handlers.isEmpty();
    }

    /// Takes a SUBSCRIBE; on the stack's thread.
    void subscribed(ServerTransaction transaction) {
        notifier(ground.core())
                .subscribe(
                        transaction,
                        incoming -> {
                            Handler<Subscriber> handler = handlers.get(incoming.event().type());
                            Watching watching = new Watching(ground, incoming);
                            if (handler != null) {
                                ground.start("sip-subscriber", () -> watching.handle(handler));
                            }
                        });
    }

    private Notifier notifier(UserAgentCore core) {
        Notifier known = notifier;
        if (known == null) {
            known = new Notifier(side.usage(core));
            notifier = known;
        }
        return known;
    }

    // -- the end

    /// Ends everything; never completed exceptionally.
    CompletableFuture<Void> close() {
        List<CompletableFuture<Boolean>> ends = open.stream().map(Closing::end).toList();
        ground.run(
                _ -> {
                    if (notifier != null) {
                        notifier.close("noresource");
                    }
                });
        return CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new));
    }
}
