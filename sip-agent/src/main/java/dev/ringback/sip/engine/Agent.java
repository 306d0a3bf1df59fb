package dev.ringback.sip.engine;

import dev.ringback.header.Method;
import dev.ringback.header.NameAddress;
import dev.ringback.header.address.Contact;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.sip.Body;
import dev.ringback.sip.BodyProtection;
import dev.ringback.sip.Call;
import dev.ringback.sip.CallOptions;
import dev.ringback.sip.IncomingRequest;
import dev.ringback.sip.OutgoingRequest;
import dev.ringback.sip.Publication;
import dev.ringback.sip.Registration;
import dev.ringback.sip.SipException;
import dev.ringback.sip.Subscriber;
import dev.ringback.sip.Subscription;
import dev.ringback.sip.TransferRequest;
import dev.ringback.sip.UserAgent;
import dev.ringback.sip.ground.Asking;
import dev.ringback.sip.ground.Ground;
import dev.ringback.sip.ground.Texts;
import dev.ringback.subscription.EventPackage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A user agent as the application sees it.
final class Agent implements UserAgent {
    private final Ground ground;
    private final Profile profile;
    private final AgentSide side;
    private final Set<Agent> siblings;
    private final AtomicBoolean closing = new AtomicBoolean();

    Agent(
            Ground ground,
            Profile profile,
            @Nullable BodyProtection protection,
            Set<Agent> siblings) {
        this.ground = ground;
        this.profile = profile;
        this.siblings = siblings;
        this.side = new AgentSide(ground, profile, protection);
    }

    /// Lets requests reach it.
    void enter() {
        siblings.add(this);
        CompletableFuture<Boolean> entered =
                ground.ask(
                        core -> {
                            side.enter(core);
                            return true;
                        });
        try {
            ground.awaitStep(entered);
        } catch (SipException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public NameAddress address() {
        return profile.address();
    }

    @Override
    public NameAddress contact() {
        return side.contact();
    }

    @Override
    public Registration register() throws SipException, InterruptedException {
        return ground.await(side.registrations().register());
    }

    @Override
    public CompletableFuture<Registration> registerAsync() {
        return ground.handed(side.registrations().register());
    }

    @Override
    public List<Contact> bindings() throws SipException, InterruptedException {
        return ground.await(side.registrations().fetch());
    }

    @Override
    public Call call(String target) {
        return call(target, CallOptions.defaults());
    }

    @Override
    public Call call(String target, CallOptions options) {
        return side.starts().call(Texts.address(target), options);
    }

    @Override
    public List<Call> calls() {
        return List.copyOf(side.calls());
    }

    @Override
    public UserAgent onCall(Handler<Call> handler) {
        side.handlers().calls(handler);
        return this;
    }

    @Override
    public UserAgent onTransfer(Handler<TransferRequest> handler) {
        side.handlers().transfers(handler);
        return this;
    }

    @Override
    public SipResponse sendMessage(String target, String text)
            throws SipException, InterruptedException {
        return send(OutgoingRequest.of("MESSAGE", target).body(Body.text(text)));
    }

    @Override
    public UserAgent onMessage(Handler<IncomingRequest> handler) {
        return onRequest(Method.MESSAGE, handler);
    }

    @Override
    public UserAgent onRequest(Method method, Handler<IncomingRequest> handler) {
        side.handlers().requests(method, handler);
        return this;
    }

    @Override
    public Subscription subscribe(String target, String event, Consumer<SipRequest> listener)
            throws SipException, InterruptedException {
        return subscribe(OutgoingRequest.of("SUBSCRIBE", target).header("Event", event), listener);
    }

    @Override
    public Subscription subscribe(OutgoingRequest request, Consumer<SipRequest> listener)
            throws SipException, InterruptedException {
        return ground.await(side.events().subscribe(request, listener));
    }

    @Override
    public UserAgent onSubscribe(String event, Handler<Subscriber> handler) {
        EventPackage known =
                switch (event) {
                    case "presence" -> EventPackage.PRESENCE;
                    case "message-summary" -> EventPackage.MESSAGE_SUMMARY;
                    case "dialog" -> EventPackage.DIALOG;
                    default -> EventPackage.of(event, "text/plain", 3600);
                };
        return onSubscribe(known, handler);
    }

    @Override
    public UserAgent onSubscribe(EventPackage event, Handler<Subscriber> handler) {
        side.events().serve(event, handler);
        return this;
    }

    @Override
    public Publication publish(String event, Body state) throws SipException, InterruptedException {
        return publish(
                OutgoingRequest.of("PUBLISH", profile.address().uri().toString())
                        .header("Event", event)
                        .body(state));
    }

    @Override
    public Publication publish(OutgoingRequest request) throws SipException, InterruptedException {
        return ground.await(side.events().publish(request));
    }

    @Override
    public SipResponse options(String target) throws SipException, InterruptedException {
        return send(OutgoingRequest.of("OPTIONS", target).header("Accept", "application/sdp"));
    }

    @Override
    public SipResponse send(OutgoingRequest request) throws SipException, InterruptedException {
        return Asking.await(ground, asked(request));
    }

    @Override
    public CompletableFuture<SipResponse> sendAsync(OutgoingRequest request) {
        return ground.handed(asked(request));
    }

    private CompletableFuture<SipResponse> asked(OutgoingRequest request) {
        return new Asking(ground, request).send(side::identity);
    }

    @Override
    public void close() {
        ground.awaitClosed(closeAsync());
    }

    /// Begins to close; the future is completed when everything is over, never exceptionally.
    CompletableFuture<Void> closeAsync() {
        if (!closing.compareAndSet(false, true)) {
            return CompletableFuture.completedFuture(null);
        }
        List<CompletableFuture<?>> ends = new ArrayList<>();
        for (AgentCall call : side.calls()) {
            ends.add(call.hangUpAsync());
        }
        ends.add(side.events().close());
        ends.add(side.registrations().close());
        return CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new))
                .handle(
                        (_, _) -> {
                            ground.run(side::leave);
                            siblings.remove(this);
                            return null;
                        });
    }

    /// The client is gone: ends everything without a word to anybody.
    void abandon() {
        side.calls().forEach(AgentCall::abandon);
    }
}
