package dev.ringback.examples.phone;

import dev.ringback.audio.AudioClip;
import dev.ringback.media.AudioCall;
import dev.ringback.media.RtpMedia;
import dev.ringback.sip.Call;
import dev.ringback.sip.SipClient;
import dev.ringback.sip.SipException;
import dev.ringback.sip.UserAgent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// Answers calls that nobody takes: rings for a while, plays a greeting, and records what the
/// caller says.
///
/// `java …Voicemail sip:alice@example.com secret greeting.wav messages/`
public final class Voicemail implements UserAgent.Handler<Call> {
    private final Duration ringing;
    private final Duration longest;

    /// A voicemail.
    ///
    /// @param ringing how long it rings before
    /// @param longest how long a call may be, greeting and all
    public Voicemail(Duration ringing, Duration longest) {
        this.ringing = ringing;
        this.longest = longest;
    }

    /// Registers the first argument with the password that is the second; the third is the
    /// greeting, the fourth the folder for what is recorded.
    public static void main(String[] arguments) throws Exception {
        RtpMedia media = media(Path.of(arguments[2]), Path.of(arguments[3]));
        try (SipClient client = SipClient.create();
                UserAgent agent =
                        client.userAgent(arguments[0])
                                .password(arguments[1])
                                .media(media)
                                .build()) {
            agent.onCall(new Voicemail(Duration.ofSeconds(15), Duration.ofMinutes(3)));
            agent.register();
            Thread.currentThread().join();
        }
    }

    /// Plays the greeting to each caller, and records each caller into a file of its own.
    public static RtpMedia media(Path greeting, Path folder) throws IOException {
        AudioClip clip = AudioClip.read(greeting);
        AtomicInteger number = new AtomicInteger();
        return RtpMedia.create()
                .playing(clip::once)
                .onOpen(
                        audio ->
                                record(
                                        audio,
                                        folder.resolve(
                                                "message-" + number.incrementAndGet() + ".wav")));
    }

    private static void record(AudioCall audio, Path file) {
        try {
            audio.record(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void handle(Call call) throws SipException, InterruptedException {
        call.ring();
        if (call.awaitEnd(ringing) != null) {
            return;
        }
        call.accept();
        if (call.awaitEnd(longest) == null) {
            call.hangUp();
        }
    }
}
