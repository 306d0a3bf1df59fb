package dev.ringback.sip.engine;

import dev.ringback.header.NameAddress;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.offer.MediaControl;
import dev.ringback.sip.Body;
import dev.ringback.sip.Call;
import dev.ringback.sip.CallEnd;
import dev.ringback.sip.CallEvent;
import dev.ringback.sip.CallMedia;
import dev.ringback.sip.CallReply;
import dev.ringback.sip.CallSide;
import dev.ringback.sip.MediaFactory;
import dev.ringback.sip.OutgoingRequest;
import dev.ringback.sip.SipException;
import dev.ringback.sip.SipTimeoutException;
import dev.ringback.sip.ground.Asking;
import dev.ringback.sip.ground.Digit;
import dev.ringback.sip.ground.Ground;
import dev.ringback.sip.ground.Texts;
import dev.ringback.uri.Uri;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A call as the application sees it. Any thread.
final class AgentCall implements Call, CallSide {
    private static final Duration DIGIT = Duration.ofMillis(100);

    private final Ground ground;
    private final AgentSide side;
    private final boolean incoming;
    private final CallState state;
    private final CallEvents events;
    private final Door door;
    private final CallLine line;
    private final MediaFactory factory;
    private final ReentrantLock opening = new ReentrantLock();
    private volatile @Nullable Call replaced;
    private volatile List<NameAddress> asserted = List.of();
    private volatile InetAddress address = InetAddress.getLoopbackAddress();

    AgentCall(
            Ground ground,
            AgentSide side,
            NameAddress peer,
            MediaFactory factory,
            boolean incoming) {
        this.ground = ground;
        this.side = side;
        this.incoming = incoming;
        this.state = CallState.of(peer);
        this.events = new CallEvents(ground);
        this.door = new Door(ground, events);
        this.line = new CallLine(ground.core(), side, door, state, events);
        this.factory = factory;
        side.joined(this);
        var _ = state.ended().thenRun(() -> side.left(this));
    }

    CallLine line() {
        return line;
    }

    CallState progress() {
        return state;
    }

    Door door() {
        return door;
    }

    /// Notes who calls by the word of those whom we believe.
    void asserted(List<NameAddress> identities) {
        asserted = identities;
    }

    /// Where its media are to be reached.
    void address(InetAddress own) {
        address = own;
    }

    // -- what it is

    @Override
    public String callId() {
        return line.callId();
    }

    @Override
    public boolean incoming() {
        return incoming;
    }

    @Override
    public State state() {
        if (state.over()) {
            return State.ENDED;
        }
        return state.up() ? State.UP : State.CALLING;
    }

    @Override
    public NameAddress local() {
        return side.profile().address();
    }

    @Override
    public NameAddress remote() {
        return state.peer();
    }

    @Override
    public List<NameAddress> asserted() {
        return asserted;
    }

    @Override
    public @Nullable SipRequest invite() {
        return line.invite();
    }

    @Override
    public @Nullable Call replaced() {
        return replaced;
    }

    /// Notes what it takes the place of.
    void replaces(@Nullable Call old) {
        replaced = old;
    }

    @Override
    public @Nullable CallMedia media() {
        return door.media();
    }

    @Override
    public Call onEvent(Consumer<CallEvent> listener) {
        events.listen(listener);
        return this;
    }

    // -- taking it

    @Override
    public void ring() throws SipException {
        progress(CallReply.of(180));
    }

    @Override
    public void queue(String reason) throws SipException {
        progress(CallReply.of(182).reason(reason));
    }

    @Override
    public void progress(CallReply reply) throws SipException {
        range(reply, 101, 199);
        openMedia();
        order(() -> line.progress(reply));
    }

    @Override
    public void accept() throws SipException, InterruptedException {
        accept(CallReply.of(200));
    }

    @Override
    public void accept(CallReply reply) throws SipException, InterruptedException {
        range(reply, 200, 299);
        openMedia();
        order(() -> line.accept(reply));
        ground.await(state.confirmed());
    }

    @Override
    public void reject(int status) throws SipException {
        reject(CallReply.of(status));
    }

    @Override
    public void reject(CallReply reply) throws SipException {
        range(reply, 300, 699);
        order(() -> line.reject(reply));
    }

    @Override
    public void redirect(String... targets) throws SipException {
        reject(CallReply.of(302).contacts(targets));
    }

    private static void range(CallReply reply, int least, int most) {
        if (reply.status() < least || reply.status() > most) {
            throw new IllegalArgumentException(reply + " is not in " + least + " to " + most);
        }
    }

    /// Does something in a step of the stack, and waits for that step.
    private void order(Runnable order) throws SipException {
        boolean done =
                ground.awaitStep(
                        ground.ask(
                                _ -> {
                                    boolean running = line.running();
                                    if (running) {
                                        order.run();
                                    }
                                    return running;
                                }));
        if (!done) {
            throw new SipException(state.peer().uri() + ": there is no call", (Throwable) null);
        }
    }

    /// Opens the media, once.
    void openMedia() throws SipException {
        opening.lock();
        try {
            if (door.media() == null) {
                door.open(factory.open(this));
            }
        } catch (SipException e) {
            throw e;
        } catch (IOException e) {
            throw new SipException("no media: " + e.getMessage(), e);
        } finally {
            opening.unlock();
        }
    }

    // -- making it

    @Override
    public SipResponse awaitAnswer() throws SipException, InterruptedException {
        return ground.await(state.answered());
    }

    @Override
    public SipResponse awaitAnswer(Duration most) throws SipException, InterruptedException {
        return ground.await(state.answered(), most, state.peer().uri() + " did not answer");
    }

    @Override
    public CompletableFuture<SipResponse> answered() {
        return ground.handed(state.answered());
    }

    // -- in it

    @Override
    public void hold() throws SipException, InterruptedException {
        change(MediaControl.Wish.HOLD);
    }

    @Override
    public void resume() throws SipException, InterruptedException {
        change(MediaControl.Wish.TALK);
    }

    private void change(MediaControl.Wish wish) throws SipException, InterruptedException {
        CompletableFuture<Boolean> done = ground.promise();
        order(() -> line.change(wish, done));
        ground.await(done);
    }

    @Override
    public void sendDtmf(String digits) throws SipException, InterruptedException {
        Digit.check(digits);
        for (int i = 0; i < digits.length(); i++) {
            Digit digit = Digit.of(digits.charAt(i));
            CallMedia media = door.media();
            if (media == null || !media.sendDigit(digit.key(), DIGIT)) {
                info(digit.body());
            }
        }
    }

    @Override
    public SipResponse info(Body body) throws SipException, InterruptedException {
        return send(OutgoingRequest.of("INFO", state.peer().uri().toString()).body(body));
    }

    @Override
    public SipResponse send(OutgoingRequest request) throws SipException, InterruptedException {
        Asking asking = new Asking(ground, request);
        order(() -> line.send(request, ground.product(), asking.listener()));
        return Asking.await(ground, asking.answer());
    }

    @Override
    public void transfer(String target) throws SipException, InterruptedException {
        CompletableFuture<Boolean> done = ground.promise();
        Uri uri = Texts.uri(target);
        order(() -> line.refer(uri, done));
        ground.await(done);
        hangUp();
    }

    @Override
    public void transferTo(Call other) throws SipException, InterruptedException {
        if (!(other instanceof AgentCall consulted)) {
            throw new IllegalArgumentException("no call of this library");
        }
        CompletableFuture<Boolean> done = ground.promise();
        order(() -> line.refer(consulted.line, done));
        ground.await(done);
        hangUp();
        other.hangUp();
    }

    // -- the end

    @Override
    public void hangUp() throws InterruptedException {
        hangUp(null);
    }

    @Override
    public void hangUp(@Nullable String reason) throws InterruptedException {
        ground.run(_ -> line.hangUp(reason));
        awaitEnd();
    }

    /// Begins to end it.
    CompletableFuture<CallEnd> hangUpAsync() {
        ground.run(_ -> line.hangUp(null));
        return state.ended();
    }

    @Override
    public CallEnd awaitEnd() throws InterruptedException {
        return ground.awaitEnd(state.ended());
    }

    @Override
    public @Nullable CallEnd awaitEnd(Duration most) throws InterruptedException {
        try {
            return ground.await(state.ended(), most, "no end");
        } catch (SipTimeoutException _) {
            return null;
        } catch (SipException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public CompletableFuture<CallEnd> ended() {
        return ground.handed(state.ended());
    }

    @Override
    public void close() {
        try {
            hangUp(null);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// The client is gone, and the stack with it.
    void abandon() {
        if (!state.over()) {
            CallEnd end = new CallEnd.ByUs();
            door.closed();
            state.end(end, new SipException("the client is closed", (Throwable) null));
            events.accept(new CallEvent.Ended(end));
        }
    }

    // -- for its media

    @Override
    public boolean caller() {
        return !incoming;
    }

    @Override
    public InetAddress localAddress() {
        return address;
    }

    @Override
    public void digit(char digit, Duration duration) {
        events.accept(new CallEvent.DigitReceived(digit, duration));
    }

    @Override
    public String toString() {
        return (incoming ? "call from " : "call to ") + state.peer().uri() + ", " + state();
    }
}
