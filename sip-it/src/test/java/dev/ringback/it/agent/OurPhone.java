package dev.ringback.it.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.ringback.audio.AudioClip;
import dev.ringback.audio.Goertzel;
import dev.ringback.audio.Tone;
import dev.ringback.it.peer.Checkout;
import dev.ringback.it.peer.ServerProcess;
import dev.ringback.media.AudioCall;
import dev.ringback.media.RtpMedia;
import dev.ringback.sip.Call;
import dev.ringback.sip.CallEvent;
import dev.ringback.sip.SipClient;
import dev.ringback.sip.UserAgent;
import dev.ringback.sip.WireEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A user agent of the library that is registered with a server. It sends a tone of [#TONE] and
/// writes down what it hears, each call in its own file.
final class OurPhone implements AutoCloseable {
    /// The frequency of what it sends.
    static final double TONE = 440;

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Path folder;
    private final SipClient client;
    private final UserAgent agent;
    private final List<WireEvent> wire = new CopyOnWriteArrayList<>();
    private final List<CallEvent> events = new CopyOnWriteArrayList<>();
    private final List<Path> recordings = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Call> incoming = new LinkedBlockingQueue<>();

    private OurPhone(Path folder, SipClient client, String user, ServerProcess server) {
        this.folder = folder;
        this.client = client;
        client.onWire(wire::add);
        this.agent =
                client.userAgent("sip:" + user + "@localhost")
                        .password(user)
                        .proxy("sip:" + server.address())
                        .media(
                                RtpMedia.create()
                                        .playing(() -> new Tone(TONE, 0.3))
                                        .onOpen(this::open))
                        .build();
        agent.onCall(
                call -> {
                    call.onEvent(events::add);
                    call.ring();
                    call.accept();
                    incoming.add(call);
                    call.awaitEnd();
                });
    }

    /// Makes one and registers it.
    static OurPhone register(ServerProcess server, String user) throws Exception {
        SipClient client =
                SipClient.newBuilder().listen("udp:127.0.0.1:0", "tcp:127.0.0.1:0").build();
        OurPhone phone = new OurPhone(Checkout.folder("our-" + user), client, user, server);
        phone.agent.register();
        return phone;
    }

    private void open(AudioCall audio) {
        Path file = folder.resolve("call-" + recordings.size() + ".wav");
        recordings.add(file);
        try {
            audio.record(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    UserAgent agent() {
        return agent;
    }

    /// Calls somebody of the server's domain; does not wait.
    Call call(String user) {
        return agent.call("sip:" + user + "@localhost").onEvent(events::add);
    }

    /// The next call that came and was taken.
    Call awaitCall() throws InterruptedException {
        return Objects.requireNonNull(
                incoming.poll(LIMIT.toSeconds(), TimeUnit.SECONDS), this::describe);
    }

    /// Waits for something that happens in one of its calls.
    void awaitEvent(Predicate<CallEvent> wanted) {
        await().atMost(LIMIT)
                .alias("event, of " + events)
                .until(() -> events.stream().anyMatch(wanted));
    }

    /// Sends the peer of a call to the echo; returns when the call is over.
    void sendToTheEcho(Call call) throws Exception {
        assertThatCode(() -> call.transfer("sip:echo@localhost"))
                .as(this::describe)
                .doesNotThrowAnyException();
        assertThat(call.awaitEnd(Duration.ofSeconds(10))).isNotNull();
    }

    /// Calls whomever a peer wants it to call.
    void follow() {
        agent.onTransfer(
                request -> {
                    Call next = request.accept();
                    next.awaitAnswer();
                    next.awaitEnd();
                });
    }

    /// Waits until one of its calls is up.
    void awaitUp() {
        await().atMost(LIMIT)
                .alias("a call that is up")
                .until(() -> agent.calls().stream().anyMatch(c -> c.state() == Call.State.UP));
    }

    /// The digits that came so far.
    String digits() {
        StringBuilder digits = new StringBuilder();
        for (CallEvent event : events) {
            if (event instanceof CallEvent.DigitReceived(char digit, _)) {
                digits.append(digit);
            }
        }
        return digits.toString();
    }

    /// Waits until so much was heard in a call with a tone in it.
    static void awaitSound(Call call, long packets) {
        AudioCall audio = audio(call);
        long from = audio.figures().heard().packets();
        await().atMost(LIMIT).until(() -> audio.figures().heard().packets() - from >= packets);
    }

    static AudioCall audio(Call call) {
        return (AudioCall) Objects.requireNonNull(call.media());
    }

    /// What was heard in a call, from 0, until now.
    Path recording(int call) {
        return recordings.get(call);
    }

    /// How loud a frequency is in the loudest second of a file, from 0 to 1.
    static double loudest(Path file, double hertz) throws IOException {
        AudioClip clip = AudioClip.read(file);
        double loudest = 0;
        for (int from = 0; from + 8000 <= clip.length(); from += 4000) {
            double here = Goertzel.amplitude(clip.samples(from, from + 8000), hertz);
            loudest = Math.max(loudest, here);
        }
        assertThat(clip.length()).as("samples of %s", file).isGreaterThan(8000);
        return loudest;
    }

    /// The messages that passed, and what they told, for the message of a failure.
    String describe() {
        StringBuilder text = new StringBuilder();
        for (WireEvent event : wire) {
            String message = event.message().toString().indent(2);
            text.append(event.sent() ? "sent\n" : "received\n").append(message);
        }
        return text + "" + events;
    }

    @Override
    public void close() {
        agent.close();
        client.close();
    }
}
